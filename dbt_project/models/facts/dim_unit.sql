with

document as (
    select * from {{ ref('stg_document') }}
    where unit is not null and kind = 'report'
),

kept as (
    select * from {{ ref('units') }}
),

named as (
    select unit from document
    union
    select unit from kept
),

final as (
    select
        named.unit,
        min(kept.parent) as parent,
        min(kept.office) as office,
        count(distinct document.path) filter (where document.is_current) as documents_count,
        min(document.period_start) as first_period_start,
        max(document.period_end) as last_period_end,
    from named
    left join kept on named.unit = kept.unit
    left join document on named.unit = document.unit
    group by named.unit
)

select * from final
order by unit
