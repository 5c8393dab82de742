{{ config(materialized='table') }}

select *
from
    {{ kept(
        'indicator_aliases',
        {'alias': 'varchar', 'indicator': 'varchar', 'unit': 'varchar'}
    ) }}
order by unit, alias
