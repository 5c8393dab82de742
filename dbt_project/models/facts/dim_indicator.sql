-- Bureaus rename an indicator between the target's cell and the result's: the names they use are
-- its aliases.

with

claim as (
    select * from {{ ref('stg_claim') }}
    where kind = 'indicator'
),

statement as (
    select * from {{ ref('fct_statement') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

named as (
    select
        claim.indicator,
        claim.direction,
        document.unit,
        document.period_end,
        statement.role,
        statement.subject,
        statement.base_unit,
    from claim
    inner join document on claim.document_id = document.document_id
    left join statement
        on
            claim.document_id = statement.document_id
            and statement.statement_no in (claim.target_no, claim.actual_no, claim.rate_no)
),

final as (
    select
        indicator,
        coalesce(
            string_agg(distinct subject, '、' order by subject) filter (
                where subject <> '' and subject <> indicator
            ),
            ''
        ) as aliases,
        string_agg(distinct base_unit, '、' order by base_unit) filter (
            where role in ('target', 'actual')
        ) as base_units,
        case when bool_or(direction = 'down') then 'down' else 'up' end as direction,
        count(distinct unit) as units_count,
        min(period_end) as first_period_end,
        max(period_end) as last_period_end,
    from named
    group by indicator
)

select * from final
order by indicator
