-- Why an inconsistent rate may have come about: the first slip that would explain it. A guess to
-- help the person who asks, never a verdict, and not ventured where bounds or a coarse print would
-- let almost any slip fit.

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

figures as (
    select
        rate.*,
        claim.target_no,
        target.shown as target_text,
        target.amount as target_amount,
        target.low_amount as target_low,
        target.high_amount as target_high,
        target.half_width as target_half_width,
        target.base_unit as target_base_unit,
        target.block as target_block,
        actual.shown as actual_text,
        actual.amount as actual_amount,
        actual.low_amount as actual_low,
        actual.high_amount as actual_high,
        actual.half_width as actual_half_width,
        actual.block as actual_block,
        {{ printed_rate('rate.stated_rate_pct', 'printed.decimals') }} as stated_digits,
        printed.decimals as rate_decimals,
    from rate
    inner join claim on rate.claim_id = claim.claim_id
    inner join statement as target
        on claim.document_id = target.document_id and claim.target_no = target.statement_no
    inner join statement as actual
        on claim.document_id = actual.document_id and claim.actual_no = actual.statement_no
    inner join statement as printed
        on claim.document_id = printed.document_id and claim.rate_no = printed.statement_no
),

-- Only amounts that can be multiplied safely, whatever order the engine joins and compares in.
candidate as (
    select
        document_id,
        statement_no,
        shown,
        block,
        base_unit,
        case when is_reckonable and amount > 0 then amount end as amount,
    from statement
    where role = 'target'
),

-- Another target of the same unit that gives the printed rate. A rate without decimals fits too
-- many numbers by chance, so there the other target has to stand in the same cell.
other_target as (
    select
        figures.claim_id,
        first(
            other.shown
            order by abs(other.statement_no - figures.target_no), other.statement_no
        ) as other_target_text,
    from figures
    inner join candidate as other
        on
            figures.document_id = other.document_id
            and figures.target_base_unit is not distinct from other.base_unit
            and figures.target_amount <> other.amount
            and (
                figures.rate_decimals > 0
                or other.block in (figures.target_block, figures.actual_block)
            )
    where
        {{ is_exact_rate(
            'figures.actual_amount',
            'other.amount',
            'figures.stated_rate_pct',
            'figures.stated_rate_step_pct'
        ) }}
        or {{ is_truncated_rate(
            'figures.actual_amount',
            'other.amount',
            'figures.stated_rate_pct',
            'figures.stated_rate_step_pct'
        ) }}
    group by figures.claim_id
),

compared as (
    select
        figures.*,
        other_target.other_target_text,
        coalesce(
            figures.rate_high_pct * 10 <= figures.rate_low_pct * 11
            and figures.stated_rate_low_pct is not null
            and figures.stated_rate_high_pct is not null,
            false
        ) as is_telling,
        {{ meets_by_factor('10') }} or {{ meets_by_factor('0.1') }} as is_ten_times,
        {{ meets_by_factor('100') }} or {{ meets_by_factor('0.01') }} as is_hundred_times,
        {{ meets_by_factor('10000') }} or {{ meets_by_factor('0.0001') }} as is_wan_times,
        {{ meets_by_factor('100000000') }} as is_yi_times,
        {{ is_possible_rate(
            'figures.target_low', 'figures.target_high',
            'figures.actual_low', 'figures.actual_high',
            'figures.stated_rate_low_pct', 'figures.stated_rate_high_pct'
        ) }} as is_swapped,
        -- figures cut off instead of rounded lie up to a whole last place above their print
        {{ is_possible_rate(
            'figures.actual_low',
            '(figures.actual_amount + 2 * figures.actual_half_width)',
            'figures.target_low',
            '(figures.target_amount + 2 * figures.target_half_width)',
            'figures.stated_rate_low_pct',
            'figures.stated_rate_high_pct'
        ) }} as is_cut_off,
        len(figures.stated_digits) + 1 = len(figures.corrected_rate_text)
        and levenshtein(figures.stated_digits, figures.corrected_rate_text) = 1 as has_lost_digit,
    from figures
    left join other_target on figures.claim_id = other_target.claim_id
),

named as (
    select
        *,
        case
            when not is_telling then 'unknown'
            when is_cut_off then 'cut off'
            when is_ten_times then 'ten times'
            when is_hundred_times then 'hundred times'
            when is_wan_times then 'wan times'
            when is_yi_times then 'yi times'
            when is_swapped then 'swapped'
            when other_target_text is not null then 'other target'
            when has_lost_digit then 'lost digit'
            else 'unknown'
        end as cause,
    from compared
),

final as (
    select
        claim_id,
        case cause
            when 'cut off' then '数字被截尾而非四舍五入'
            when 'ten times' then '相差十倍'
            when 'hundred times' then '相差一百倍'
            when 'wan times' then '相差一万倍'
            when 'yi times' then '相差一亿倍'
            when 'swapped' then '目标值与完成值对调'
            when 'other target' then '按另一目标计算'
            when 'lost digit' then '完成率漏写一位数字'
        end as likely_cause,
        case
            when cause = 'cut off'
                then '请改用四舍五入后的数字，或将完成率改为'
            when cause in ('ten times', 'hundred times', 'wan times', 'yi times')
                then
                    '请核对“' || target_text || '”与“' || actual_text
                    || '”的位数和单位；若两数无误，完成率应为'
            when cause = 'swapped' then '请核对目标值与完成值是否写反；若两数无误，完成率应为'
            when cause = 'other target'
                then
                    '若以“' || other_target_text || '”为基数请写明；若以“' || target_text
                    || '”为基数，完成率应为'
            else '若目标值与完成值无误，完成率应为'
        end || corrected_rate_text || '%' as suggestion,
    from named
)

select * from final
order by claim_id
