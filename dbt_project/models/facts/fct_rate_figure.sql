-- The figures of each claim whose stated rate is inconsistent, side by side, with how much the
-- print allows to be told of the slip.

with

rate as (
    select * from {{ ref('fct_rate') }}
    where verdict = 'inconsistent'
),

claim as (
    select * from {{ ref('stg_claim') }}
),

statement as (
    select * from {{ ref('fct_statement') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

final as (
    select
        rate.*,
        claim.item,
        claim.indicator,
        claim.project,
        claim.target_no,
        document.unit,
        document.period_end,
        document.believed_from,
        month(coalesce(claim.as_of, document.period_end)) as months_elapsed,
        target.shown as target_text,
        target.value as target_value,
        target.unit as target_unit,
        target.multiplier as target_multiplier,
        target.decimals as target_decimals,
        target.amount as target_amount,
        target.low_amount as target_low,
        target.high_amount as target_high,
        target.half_width as target_half_width,
        target.base_unit as target_base_unit,
        target.block as target_block,
        actual.shown as actual_text,
        actual.value as actual_value,
        actual.unit as actual_unit,
        actual.multiplier as actual_multiplier,
        actual.decimals as actual_decimals,
        actual.amount as actual_amount,
        actual.low_amount as actual_low,
        actual.high_amount as actual_high,
        actual.half_width as actual_half_width,
        actual.block as actual_block,
        {{ printed_rate('rate.stated_rate_pct', 'printed.decimals') }} as stated_digits,
        printed.decimals as rate_decimals,
        printed.block as rate_block,
        -- where bounds are open or the print is coarse almost any slip fits
        rate.stated_rate_low_pct is not null and rate.stated_rate_high_pct is not null as is_closed,
        coalesce(rate.rate_high_pct * 10 <= rate.rate_low_pct * 11, false) as is_sharp,
        -- a factor of ten is told apart through more fog than a digit is
        coalesce(rate.rate_high_pct <= rate.rate_low_pct * 4, false) as is_clear,
    from rate
    inner join claim on rate.claim_id = claim.claim_id
    inner join document on rate.document_id = document.document_id
    inner join statement as target
        on claim.document_id = target.document_id and claim.target_no = target.statement_no
    inner join statement as actual
        on claim.document_id = actual.document_id and claim.actual_no = actual.statement_no
    inner join statement as printed
        on claim.document_id = printed.document_id and claim.rate_no = printed.statement_no
)

select * from final
order by claim_id
