{#
    A claim's figures -> the verdict on its stated rate, as common table expressions from `figures` to
    `spared`. They are written on `claim` (figures by their number), `statement`, `doubt` and `block`,
    which the model names; so that printed figures and corrected ones are judged by one arithmetic.
    The rules and their source are in rate_verdict.sql and printed_interval.sql.
#}
{% macro judged_rates() -%}
figures as (
    select
        claim.claim_id,
        claim.document_id,
        claim.direction,
        claim.is_unsure,
        target.amount as target_amount,
        target.low_amount as target_low,
        target.high_amount as target_high,
        target.base_unit as target_base_unit,
        actual.amount as actual_amount,
        greatest(actual.low_amount, 0) as actual_low,
        actual.high_amount as actual_high,
        actual.base_unit as actual_base_unit,
        rate.amount as rate_amount,
        rate.low_amount as rate_low_amount,
        rate.high_amount as rate_high_amount,
        rate.step_width as rate_step_width,
        rate.decimals as rate_decimals,
        rate.approximate is null and not rate.is_bound as rate_is_plain,
        coalesce(rate.is_bound, false) as rate_is_bound,
        coalesce(target.is_bound, false) or coalesce(actual.is_bound, false) as figure_is_bound,
        coalesce(target.approximate, actual.approximate, rate.approximate) is not null
        or coalesce(actual.is_bound, false)
        or coalesce(rate.is_bound, false) as is_approximate,
        coalesce(target.is_reckonable, true)
        and coalesce(actual.is_reckonable, true)
        and coalesce(abs(rate.amount) < 1000000, true) as is_reckonable,
        coalesce(target.basis <> rate.basis and target.basis <> '' and rate.basis <> '', false)
            as bases_differ,
        doubt.doubt,
        -- 占控制指标的77%: the words say which formula it is
        regexp_matches({{ said_before('block.text', 'rate.start_char') }}, '占[^,，]*的?$')
            as is_said_share,
    from claim
    left join doubt on claim.claim_id = doubt.claim_id
    left join statement as target
        on claim.document_id = target.document_id and claim.target_no = target.statement_no
    left join statement as actual
        on claim.document_id = actual.document_id and claim.actual_no = actual.statement_no
    left join statement as rate
        on claim.document_id = rate.document_id and claim.rate_no = rate.statement_no
    left join block
        on rate.document_id = block.document_id and rate.block = block.block
),

-- What keeps actual ÷ target from being reckoned at all, the most telling reason first.
hindered as (
    select
        *,
        case
            when target_amount is null then 'target missing'
            when target_amount = 0 then 'target is zero'
            when actual_amount is null then 'actual missing'
            when target_amount < 0 or actual_amount < 0 or rate_amount < 0 then 'negative figure'
            when not is_reckonable then 'figure too large'
            when target_base_unit <> actual_base_unit then 'units differ'
            -- a level in per cent has no share of its own: 97 % against 95 % is reached, not 102 %
            when
                rate_amount is null
                and coalesce(target_base_unit, actual_base_unit) in ('%', '百分点')
                then 'no stated rate'
        end as hindrance,
    from figures
),

reckoned as (
    select
        *,
        case
            when hindrance is null
                then {{ exact_quotient_pct('actual_amount', 'target_amount', 4, 'half_up') }}
        end as computed_rate_pct,
        case
            when hindrance is null
                then coalesce(
                    {{ exact_quotient_pct('actual_low', 'target_high', 4, 'down') }}, 0
                )
        end as rate_low_pct,
        case
            when hindrance is null and target_low > 0
                then {{ exact_quotient_pct('actual_high', 'target_low', 4, 'up') }}
        end as rate_high_pct,
        case
            when hindrance is null
                then {{ corrected_rate(
                    'actual_amount', 'target_amount', 'coalesce(rate_decimals, 2)'
                ) }}
        end as corrected_rate_text,
        cast(case when hindrance is null then rate_amount end as decimal(14, 7)) as rate,
        -- more than six decimals are judged to six
        cast(
            case when hindrance is null then greatest(rate_step_width, 0.000001) end
            as decimal(14, 7)
        ) as step,
    from hindered
),

bounded as (
    select
        *,
        cast(
            case
                when rate is null then null
                when rate_is_plain then rate - {{ half_step('step') }}
                else rate_low_amount
            end as decimal(14, 7)
        ) as rate_low,
        -- a plain rate may have been cut off instead of rounded: a whole step may be missing
        cast(
            case
                when rate is null then null
                when rate_is_plain then rate + step
                else rate_high_amount
            end as decimal(14, 7)
        ) as rate_high,
    from reckoned
),

compared as (
    select
        *,
        {{ is_exact_rate('actual_amount', 'target_amount', 'rate', 'step') }} as is_exact,
        {{ is_truncated_rate('actual_amount', 'target_amount', 'rate', 'step') }} as is_truncated,
        {{ is_possible_rate(
            'actual_low', 'actual_high', 'target_low', 'target_high', 'rate_low', 'rate_high'
        ) }} as is_possible,
        coalesce(rate_low <= computed_rate_pct, true)
        and coalesce(computed_rate_pct <= rate_high, true) as is_possible_as_printed,
        coalesce(rate_high_pct - rate_low_pct <= {{ var('too_coarse_points') }}, false)
            as is_sharp,
        direction = 'down' and not coalesce(is_said_share, false) and {{ is_rate_of_a_limit() }}
            as is_by_another_formula,
    from bounded
),

judged as (
    select
        *,
        case
            when hindrance is not null or rate is null then 'uncheckable'
            when not is_approximate and is_exact then 'exact'
            when not is_approximate and is_truncated then 'truncated'
            when not is_possible then 'inconsistent'
            when is_approximate and is_exact then 'within_rounding'
            when figure_is_bound then 'uncheckable'
            when rate_is_bound and is_possible_as_printed then 'within_rounding'
            when rate_is_bound or not is_sharp then 'uncheckable'
            else 'within_rounding'
        end as bare_verdict,
    from compared
),

-- Nobody is accused where we are not sure what was compared, or where the field has no one formula.
spared as (
    select
        *,
        case
            when hindrance is not null then hindrance
            when rate is null then 'no stated rate'
            when bare_verdict = 'uncheckable' and (figure_is_bound or rate_is_bound)
                then 'bound only'
            when bare_verdict = 'uncheckable' then 'print too coarse'
            when bare_verdict in ('inconsistent', 'truncated') and is_unsure then 'unsure link'
            when bare_verdict in ('inconsistent', 'truncated') and doubt is not null then doubt
            -- 98.9 % against 97 % is a level: a rate beside it is seldom their quotient
            when
                bare_verdict = 'inconsistent'
                and coalesce(target_base_unit, actual_base_unit) in ('%', '百分点')
                then 'level in per cent'
            when bare_verdict = 'inconsistent' and bases_differ then 'bases differ'
            when bare_verdict = 'inconsistent' and is_by_another_formula then 'control indicator'
        end as verdict_reason,
    from judged
)
{%- endmacro %}
