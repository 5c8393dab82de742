-- The three figures of each claim that has all of them, side by side, with where they stand.

with

claim as (
    select * from {{ ref('stg_claim') }}
),

statement as (
    select * from {{ ref('fct_statement') }}
),

final as (
    select
        claim.claim_id,
        claim.document_id,
        target.statement_no as target_no,
        actual.statement_no as actual_no,
        target.amount as target_amount,
        actual.amount as actual_amount,
        target.is_cut_in_print or actual.is_cut_in_print or printed.is_cut_in_print
            as is_cut_in_print,
        target.block as target_block,
        target.start_char as target_start,
        actual.block as actual_block,
        actual.end_char as actual_end,
        printed.block as rate_block,
        printed.start_char as rate_start,
        printed.end_char as rate_end,
        printed.decimals as rate_decimals,
        case
            when printed.amount between 0 and 1000000 then cast(printed.amount as decimal(14, 7))
        end
            as rate,
        cast(printed.step_width as decimal(14, 7)) as step,
    from claim
    inner join statement as target
        on claim.document_id = target.document_id and claim.target_no = target.statement_no
    inner join statement as actual
        on claim.document_id = actual.document_id and claim.actual_no = actual.statement_no
    inner join statement as printed
        on claim.document_id = printed.document_id and claim.rate_no = printed.statement_no
)

select * from final
order by claim_id
