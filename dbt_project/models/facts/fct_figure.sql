-- Each printed figure with the claim it serves. A figure may serve several claims: the first one
-- that uses it gives it its name.

with

statement as (
    select * from {{ ref('fct_statement') }}
),

claim as (
    select * from {{ ref('fct_claim') }}
),

rate as (
    select * from {{ ref('fct_rate') }}
),

served as (
    select
        document_id,
        statement_no,
        first(claim_id order by claim_no) as claim_id,
    from (
        select
            document_id,
            claim_no,
            document_id || '-c' || claim_no as claim_id,
            unnest([target_no, actual_no, rate_no]) as statement_no,
        from {{ ref('stg_claim') }}
    ) as used
    where statement_no is not null
    group by document_id, statement_no
),

final as (
    select
        statement.statement_id,
        statement.document_id,
        statement.statement_no,
        served.claim_id,

        -- the claim it serves
        claim.dimension,
        claim.item,
        claim.indicator,
        statement.project,
        coalesce(claim.is_unsure, false) as is_unsure,
        claim.target_amount,
        claim.target_base_unit,
        claim.actual_amount,
        rate.computed_rate_pct,
        rate.rate_low_pct,
        rate.rate_high_pct,
        rate.stated_rate_pct,
        rate.stated_rate_low_pct,
        rate.stated_rate_high_pct,
        rate.verdict as rate_verdict,

        -- the figure
        statement.role,
        statement.subject,
        statement.block,
        statement.start_char,
        statement.end_char,
        statement.shown,
        statement.unit,
        statement.base_unit,
        statement.origin,
        statement.decimals,
        statement.multiplier,
        statement.step_width,
        statement.amount,
        statement.low_amount,
        statement.high_amount,
        statement.is_bound,
        statement.is_reckonable,
        statement.is_cut_in_print,
    from statement
    left join served
        on
            statement.document_id = served.document_id
            and statement.statement_no = served.statement_no
    left join claim on served.claim_id = claim.claim_id
    left join rate on served.claim_id = rate.claim_id
)

select * from final
order by document_id, statement_no
