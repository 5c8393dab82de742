{{ config(materialized='table') }}

select *
from
    {{ kept(
        'report_calendar',
        {
            'unit': 'varchar',
            'frequency': 'varchar',
            'due_days': 'integer',
            'grace_days': 'integer',
            'from_period': 'varchar',
            'to_period': 'varchar'
        }
    ) }}
order by unit, frequency, from_period
