with

document as (
    select * from {{ ref('stg_document') }}
    where unit is not null
),

final as (
    select
        unit,
        count(distinct path) filter (where is_current) as documents_count,
        min(period_start) as first_period_start,
        max(period_end) as last_period_end,
    from document
    group by unit
)

select * from final
order by unit
