-- Slips of single digits that would explain an inconsistent rate: two that changed places, the last
-- one that stayed away.

with

figures as (
    select * from {{ ref('fct_rate_figure') }}
),

-- Each figure by itself, to be mended digit by digit against the other one and the printed rate.
either as (
    select
        claim_id,
        'target' as part,
        target_value as value,
        target_unit as unit,
        target_multiplier as multiplier,
        target_half_width as half_width,
        target_decimals as decimals,
        actual_low as other_low,
        actual_high as other_high,
        stated_rate_low_pct,
        stated_rate_high_pct,
    from figures
    where is_closed and is_sharp and target_amount * 10 < {{ beyond_reckoning() }}
    union all
    select
        claim_id,
        'actual' as part,
        actual_value as value,
        actual_unit as unit,
        actual_multiplier as multiplier,
        actual_half_width as half_width,
        actual_decimals as decimals,
        target_low as other_low,
        target_high as other_high,
        stated_rate_low_pct,
        stated_rate_high_pct,
    from figures
    where is_closed and is_sharp and actual_amount * 10 < {{ beyond_reckoning() }}
),

turned as (
    select
        *,
        {{ plain('value') }} as digits,
        unnest(generate_series(1, length({{ plain('value') }}) - 1)) as place,
    from either
    where value > 0 and length({{ plain('value') }}) between 2 and 10
),

-- 310.4 for 130.4: two neighbours changed places.
transposed as (
    select
        claim_id,
        part,
        'transposed' as slip,
        substr(digits, 1, place - 1) || digits[place + 1] || digits[place]
        || substr(digits, place + 2) as digits,
        unit,
        cast(0 as decimal(10, 0)) as missing_step,
        multiplier,
        half_width,
        other_low,
        other_high,
        stated_rate_low_pct,
        stated_rate_high_pct,
    from turned
    where
        digits[place] <> digits[place + 1]
        and digits[place] <> '.'
        and digits[place + 1] <> '.'
        and not (place = 1 and digits[2] = '0')
),

-- 324 for 3247: the last digit stayed away, so the truth lies within ten steps above.
shortened as (
    select
        claim_id,
        part,
        'lost figure digit' as slip,
        {{ plain('value * 10') }} as digits,
        unit,
        cast(9 as decimal(10, 0)) as missing_step,
        multiplier,
        half_width,
        other_low,
        other_high,
        stated_rate_low_pct,
        stated_rate_high_pct,
    from either
    where decimals = 0 and value between 1 and 99999999
),

mended as (
    select
        *,
        cast(
            cast(digits as decimal(20, 8)) * multiplier - half_width as decimal(38, 9)
        ) as low,
        cast(
            (cast(digits as decimal(20, 8)) + missing_step) * multiplier + half_width
            as decimal(38, 9)
        ) as high,
    from (
        select * from transposed
        union all
        select * from shortened
    ) as either_way
),

final as (
    select
        claim_id,
        slip,
        case slip when 'lost figure digit' then 4 else 5 end as likeliness,
        case part when 'target' then '目标值' else '完成值' end
        || case slip when 'transposed' then '若为' else '若漏写末位数字（约' end
        || digits || coalesce(unit, '')
        || case slip when 'transposed' then '' else '）' end as mended_text,
    from mended
    where
        case part
            when 'target'
                then {{ is_possible_rate(
                    'other_low', 'other_high', 'low', 'high',
                    'stated_rate_low_pct', 'stated_rate_high_pct'
                ) }}
            else {{ is_possible_rate(
                'low', 'high', 'other_low', 'other_high',
                'stated_rate_low_pct', 'stated_rate_high_pct'
            ) }}
        end
)

select * from final
order by claim_id, likeliness, mended_text
