{{ config(materialized='table') }}

select * from {{ kept('units', {'unit': 'varchar', 'parent': 'varchar', 'office': 'varchar'}) }}
order by unit
