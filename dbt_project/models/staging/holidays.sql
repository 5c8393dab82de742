{{ config(materialized='table') }}

select * from {{ kept('holidays', {'day': 'date', 'kind': 'varchar', 'name': 'varchar'}) }}
order by day
