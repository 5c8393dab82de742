with

claim as (
    select * from {{ ref('fct_claim') }}
    where project <> ''
),

final as (
    select
        unit,
        project,
        bool_or(kind = 'investment') as has_investment,
        count(distinct period) as periods_count,
    from claim
    where unit is not null
    group by unit, project
)

select * from final
order by unit, project
