-- The claims that a unit corrected, judged again with the corrected figures in place of the printed
-- ones and by the same arithmetic (macros/judged_rates.sql).

with

correction as (
    select * from {{ ref('fct_correction') }}
),

doubt as (
    select * from {{ ref('fct_claim_doubt') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

corrected as (
    select
        claim_id,
        max(correction_no) filter (where part = 'target') as target_no,
        max(correction_no) filter (where part = 'actual') as actual_no,
        max(correction_no) filter (where part = 'rate') as rate_no,
        max_by(corrected_by, corrected_at) as corrected_by,
        max(corrected_at) as corrected_at,
    from correction
    group by claim_id
),

-- A corrected figure goes by the number of its correction, below zero.
claim as (
    select
        claim.* exclude (target_no, actual_no, rate_no),
        coalesce(-corrected.target_no, claim.target_no) as target_no,
        coalesce(-corrected.actual_no, claim.actual_no) as actual_no,
        coalesce(-corrected.rate_no, claim.rate_no) as rate_no,
        corrected.corrected_by,
        corrected.corrected_at,
    from {{ ref('stg_claim') }} as claim
    inner join corrected on claim.claim_id = corrected.claim_id
),

statement as (
    select
        document_id,
        statement_no,
        amount,
        low_amount,
        high_amount,
        base_unit,
        step_width,
        decimals,
        approximate,
        basis,
        is_bound,
        is_reckonable,
        block,
        start_char,
    from {{ ref('fct_statement') }}
    union all
    select
        document_id,
        -correction_no as statement_no,
        corrected_amount as amount,
        corrected_amount - half_width as low_amount,
        corrected_amount + half_width as high_amount,
        base_unit,
        step_width,
        decimals,
        cast(null as varchar) as approximate,
        '' as basis,
        false as is_bound,
        abs(corrected_amount) < {{ beyond_reckoning() }} as is_reckonable,
        cast(null as integer) as block,
        cast(null as integer) as start_char,
    from correction
),

{{ judged_rates() }},

told as (
    select
        claim_id,
        max(corrected_text) filter (where part = 'target') as corrected_target,
        max(corrected_text) filter (where part = 'actual') as corrected_actual,
        max(corrected_text) filter (where part = 'rate') as corrected_rate,
    from correction
    group by claim_id
),

final as (
    select
        spared.claim_id,
        spared.document_id,
        told.corrected_target,
        told.corrected_actual,
        told.corrected_rate,
        claim.corrected_by,
        claim.corrected_at,
        spared.computed_rate_pct as computed_rate_corrected_pct,
        case when spared.verdict_reason is null then spared.bare_verdict else 'uncheckable' end
            as verdict_corrected,
        spared.verdict_reason as verdict_corrected_reason,
    from spared
    inner join claim on spared.claim_id = claim.claim_id
    inner join told on spared.claim_id = told.claim_id
)

select * from final
order by claim_id
