-- Why an inconsistent rate may have come about: the likeliest slip, and the smallest correction.
-- `doubt` tells where the gap may be ours to explain: then it is asked, not accused.

with

rate as (
    select * from {{ ref('fct_rate') }}
    where verdict = 'inconsistent'
),

slip as (
    select * from {{ ref('fct_rate_slip') }}
),

likeliest as (
    select
        claim_id,
        first(slip order by likeliness, slip, mended_text) as slip,
        first(mended_text order by likeliness, slip, mended_text) as mended_text,
    from slip
    group by claim_id
),

named as (
    select
        rate.*,
        likeliest.slip,
        likeliest.mended_text,
        case
            when likeliest.slip in ('other target', 'earlier target') then 'other base'
            when
                likeliest.slip is null
                and (
                    rate.rate_low_pct
                    > rate.stated_rate_high_pct * {{ var('far_off_times') }}
                    or rate.rate_high_pct * {{ var('far_off_times') }} < rate.stated_rate_low_pct
                )
                then 'far off'
        end as doubt,
    from rate
    left join likeliest on rate.claim_id = likeliest.claim_id
),

final as (
    select
        claim_id,
        slip,
        doubt,
        case slip
            when 'cut off' then '数字被截尾而非四舍五入'
            when 'ten times' then '相差十倍'
            when 'hundred times' then '相差一百倍'
            when 'wan times' then '相差一万倍'
            when 'yi times' then '相差一亿倍'
            when 'swapped' then '目标值与完成值对调'
            when 'lost figure digit' then '数字漏写一位'
            when 'transposed' then '数字前后颠倒'
            when 'lost rate digit' then '完成率漏写一位数字'
            when 'other target' then '按另一目标计算'
            when 'earlier target' then '按以前报告的目标计算'
            when 'schedule target' then '按序时进度折算的目标计算'
        end as likely_cause,
        case
            when slip = 'cut off' then '请改用四舍五入后的数字，或将完成率改为'
            when slip in ('other target', 'earlier target')
                then '若以“' || mended_text || '”为基数请写明；否则完成率应为'
            when slip = 'schedule target' then '若按序时进度折算请写明；否则完成率应为'
            when mended_text is not null
                then mended_text || '，即与完成率相符；若两数无误，完成率应为'
            else '若目标值与完成值无误，完成率应为'
        end || corrected_rate_text || '%' as suggestion,
    from named
)

select * from final
order by claim_id
