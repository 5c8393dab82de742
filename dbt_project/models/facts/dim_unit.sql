with

document as (
    select * from {{ ref('stg_document') }}
    where unit is not null
),

parent as (
    select * from {{ ref('units') }}
),

final as (
    select
        document.unit,
        min(parent.parent) as parent,
        count(distinct document.path) filter (where document.is_current) as documents_count,
        min(document.period_start) as first_period_start,
        max(document.period_end) as last_period_end,
    from document
    left join parent on document.unit = parent.unit
    group by document.unit
)

select * from final
order by unit
