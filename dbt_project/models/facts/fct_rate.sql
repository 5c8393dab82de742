-- What the printed figures of a claim say about the rate it states, as macros/judged_rates.sql has
-- it.

with

claim as (
    select * from {{ ref('stg_claim') }}
),

statement as (
    select * from {{ ref('fct_statement') }}
),

doubt as (
    select * from {{ ref('fct_claim_doubt') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

{{ judged_rates() }},

final as (
    select
        claim_id,
        document_id,
        rate as stated_rate_pct,
        rate_low as stated_rate_low_pct,
        rate_high as stated_rate_high_pct,
        step as stated_rate_step_pct,
        computed_rate_pct,
        rate_low_pct,
        rate_high_pct,
        corrected_rate_text,
        case when verdict_reason is null then bare_verdict else 'uncheckable' end as verdict,
        verdict_reason,
    from spared
)

select * from final
order by claim_id
