-- Every claim with its three figures side by side, the rate they give, and the verdict on the rate
-- the report states. fct_indicator and fct_investment are this table, each in its own words.

with

claim as (
    select * from {{ ref('stg_claim') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

statement as (
    select * from {{ ref('fct_statement') }}
),

rate as (
    select * from {{ ref('fct_rate') }}
),

cause as (
    select * from {{ ref('fct_rate_cause') }}
),

named as (
    select * from {{ ref('indicator_aliases') }}
),

-- One name for one thing, whatever a report calls it; a unit's own alias comes first.
alias as (
    select
        claim.claim_id,
        first(named.indicator order by named.unit desc, named.indicator asc) as series,
    from claim
    inner join document on claim.document_id = document.document_id
    inner join named
        on
            claim.indicator = named.alias
            and (named.unit = '' or document.unit = named.unit)
    group by claim.claim_id
),

joined as (
    select
        claim.claim_id,
        claim.document_id,
        claim.claim_no,

        -- who says what about what
        document.unit,
        document.period,
        claim.kind,
        claim.dimension,
        claim.item,
        claim.indicator,
        coalesce(alias.series, claim.indicator) as series,
        claim.project,
        claim.direction,
        claim.is_derived,
        claim.confidence,
        claim.is_unsure,

        -- the figures
        target.shown as target_text,
        target.value as target_value,
        target.unit as target_unit,
        target.operator as target_operator,
        target.amount as target_amount,
        target.base_unit as target_base_unit,
        coalesce(target.basis, '') as target_basis,
        actual.shown as actual_text,
        actual.value as actual_value,
        actual.unit as actual_unit,
        actual.amount as actual_amount,
        actual.base_unit as actual_base_unit,
        actual.origin as actual_origin,
        actual.statement_no is not null as has_result,
        coalesce(actual.is_cumulative, false) as is_cumulative,
        printed.shown as stated_rate_text,
        printed.amount as stated_rate_pct,
        coalesce(claim.as_of, actual.as_of) as as_of,
        document.period_end,

        -- what they give
        rate.computed_rate_pct,
        rate.rate_low_pct,
        rate.rate_high_pct,
        rate.corrected_rate_text,
        rate.verdict,
        rate.verdict_reason,
        cause.likely_cause,
        cause.doubt as rate_doubt,
        case
            when cause.claim_id is not null then cause.suggestion
            when rate.verdict = 'truncated'
                then '按四舍五入应写' || rate.corrected_rate_text || '%'
        end as suggestion,

        -- when it was believed
        document.is_current,
        document.believed_from,
        document.believed_to,
    from claim
    inner join document on claim.document_id = document.document_id
    inner join rate on claim.claim_id = rate.claim_id
    left join cause on claim.claim_id = cause.claim_id
    left join alias on claim.claim_id = alias.claim_id
    left join statement as target
        on claim.document_id = target.document_id and claim.target_no = target.statement_no
    left join statement as actual
        on claim.document_id = actual.document_id and claim.actual_no = actual.statement_no
    left join statement as printed
        on claim.document_id = printed.document_id and claim.rate_no = printed.statement_no
),

-- 截至11月底 in a yearly report is eleven months of work; a date outside the report's year says nothing
dated as (
    select
        *,
        case
            when as_of <= period_end and year(as_of) = year(period_end) then as_of
            else period_end
        end as reported_to,
    from joined
),

weighed as (
    select
        *,
        case
            when target_basis in ('quarter', 'schedule') then cast(100 as decimal(5, 2))
            when target_basis = 'multi-year' then null
            else {{ schedule_rate_pct('reported_to') }}
        end as schedule_rate_pct,
        case
            when target_base_unit <> actual_base_unit then null
            when direction = 'down' and target_operator = '<' then actual_amount < target_amount
            when direction = 'down' then actual_amount <= target_amount
            when target_operator = '>' then actual_amount > target_amount
            else actual_amount >= target_amount
        end as is_reached,
        case
            when {{ cannot_be_negative('target') }} then '目标值为负'
            when {{ cannot_be_negative('actual') }} then '完成值为负'
            when {{ is_share() }} and target_base_unit = '%' and target_amount > 100
                then '目标值超过100%'
            when {{ is_share() }} and actual_base_unit = '%' and actual_amount > 100
                then '完成值超过100%'
        end as figure_fault,
        case
            when computed_rate_pct is not null
                then
                    actual_text || ' ÷ ' || target_text || ' = '
                    || {{ plain('computed_rate_pct') }} || '%'
                    || case
                        when
                            -- bounds rounded outward by less than they are printed are no bounds
                            rate_high_pct - rate_low_pct > 0.0001
                            then
                                '（按所印位数，在' || {{ plain('rate_low_pct') }} || '%至'
                                || {{ plain('rate_high_pct') }} || '%之间）'
                        else ''
                    end
                    || case
                        when stated_rate_text is not null then '；报告写' || stated_rate_text
                        else ''
                    end
        end as working,
    from dated
),

-- Of several claims about one thing the marts show one: the surest, the fullest, the latest.
ranked as (
    select
        *,
        row_number() over (
            partition by is_current, unit, period, kind, item, indicator, project
            order by {{ leading_order('') }}
        ) as place,
    from weighed
),

final as (
    select
        * exclude (period_end, reported_to, place),
        is_current and place = 1 as is_leading,
    from ranked
)

select * from final
order by document_id, claim_no
