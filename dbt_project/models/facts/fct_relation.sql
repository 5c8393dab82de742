-- Each thing a report says must add up, added up. Bounds are those of the printed figures: a sum of
-- rounded parts carries the sum of their half widths. What each kind compares is told with the
-- Relation of orchestration/reading/report.py.

with

relation as (
    select * from {{ ref('stg_relation') }}
),

part as (
    select * from {{ ref('fct_relation_part') }}
),

figure as (
    select * from {{ ref('fct_figure') }}
),

doubt as (
    select * from {{ ref('fct_relation_doubt') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

parts as (
    select
        relation_id,
        count(*) as parts_count,
        first(dimension order by part_no) as dimension,
        first(item order by part_no) as item,
        first(indicator order by part_no) as indicator,
        string_agg(shown, ' + ' order by part_no) as parts_text,
        string_agg({{ plain('amount') }} || '%', ' + ' order by part_no) as rates_text,
        first(shown order by part_no) as first_text,
        string_agg(shown, '、' order by part_no) filter (where not is_first) as other_text,
        count(distinct base_unit) as base_units,
        first(base_unit order by part_no) as base_unit,
        bool_or(is_unsure) as is_unsure,
        bool_or(is_bound) as is_bound,
        bool_or(not is_reckonable) as has_unreckonable,
        -- a sum with an unknown part is unknown; sum() would pass over it
        count(amount) = count(*) as has_all_amounts,
        cast(sum(amount) as decimal(38, 9)) as sum_amount,
        case when count(low_amount) = count(*) then cast(sum(low_amount) as decimal(38, 9)) end
            as sum_low,
        case when count(high_amount) = count(*) then cast(sum(high_amount) as decimal(38, 9)) end
            as sum_high,
        first(amount order by part_no) as first_amount,
        first(low_amount order by part_no) as first_low,
        first(high_amount order by part_no) as first_high,
        max(amount) filter (where not is_first) as other_amount,
        max(low_amount) filter (where not is_first) as other_low,
        max(high_amount) filter (where not is_first) as other_high,
        case when count(stated_pct) = count(*) then cast(sum(stated_pct) as decimal(38, 9)) end
            as sum_stated_pct,
        -- Σ actual ÷ Σ target, where the claims share a unit
        case
            when count(distinct target_base_unit) = 1 and count(pooled_target) = count(*)
                then cast(sum(pooled_actual) as decimal(38, 9))
        end as pooled_actual,
        cast(sum(pooled_target) as decimal(38, 9)) as pooled_target,
    from part
    group by relation_id
),

expected as (
    select
        relation.relation_id,
        relation.document_id,
        relation.relation_no,
        relation.kind,
        relation.names,
        document.unit,
        document.period,
        document.is_current,
        document.believed_from,
        document.believed_to,
        coalesce(total.dimension, parts.dimension, '') as dimension,
        coalesce(total.item, parts.item, '') as item,
        coalesce(total.indicator, nullif(total.subject, ''), parts.indicator, '') as indicator,
        total.project,
        total.shown as printed_text,
        total.amount as printed_amount,
        total.low_amount as printed_low,
        total.high_amount as printed_high,
        total.step_width as printed_step,
        total.decimals as printed_decimals,
        total.multiplier,
        total.unit as printed_unit,
        total.base_unit,
        parts.parts_text,
        parts.rates_text,
        parts.first_text,
        parts.other_text,
        parts.parts_count,
        relation.kind in ('subset', 'order', 'finished') as is_ceiling,
        case relation.kind
            when 'sum' then parts.sum_amount
            when 'average' then {{ exact_mean('parts.sum_amount', 'parts.parts_count', 'half_up') }}
            when 'count' then cast(relation.names_count as decimal(38, 9))
            when 'difference' then abs(parts.first_amount - parts.other_amount)
            else parts.first_amount
        end as expected_amount,
        case relation.kind
            when 'sum' then parts.sum_low
            when 'average' then {{ exact_mean('parts.sum_low', 'parts.parts_count', 'down') }}
            when 'count' then cast(relation.names_count as decimal(38, 9))
            -- nothing lies between figures that can be one
            when 'difference'
                then case
                    when not parts.is_bound
                        then greatest(
                            parts.first_low - parts.other_high,
                            parts.other_low - parts.first_high,
                            0
                        )
                end
            else parts.first_low
        end as expected_low,
        case relation.kind
            when 'sum' then parts.sum_high
            when 'average' then {{ exact_mean('parts.sum_high', 'parts.parts_count', 'up') }}
            when 'count' then cast(relation.names_count as decimal(38, 9))
            when 'difference'
                then case
                    when not parts.is_bound
                        then greatest(
                            parts.first_high - parts.other_low, parts.other_high - parts.first_low
                        )
                end
            else parts.first_high
        end as expected_high,
        case
            when total.origin = 'derived' then 'total is derived'
            when total.amount is null then 'total missing'
            when relation.kind = 'count' and relation.names_count is null then 'part missing'
            when relation.kind <> 'count' and parts.relation_id is null then 'part missing'
            when not total.is_reckonable or parts.has_unreckonable then 'figure too large'
            when relation.kind <> 'count' and not parts.has_all_amounts then 'part missing'
            when
                relation.kind not in ('count', 'average')
                and (
                    parts.base_units > 1
                    -- per cent lie points apart
                    or replace(total.base_unit, '百分点', '%') <> parts.base_unit
                )
                then 'units differ'
            when parts.is_unsure then 'unsure link'
            else doubt.doubt
        end as hindrance,
        parts.sum_stated_pct,
        parts.pooled_actual,
        parts.pooled_target,
        total.is_bound or coalesce(parts.is_bound, false) as is_bound,
    from relation
    inner join document on relation.document_id = document.document_id
    inner join figure as total
        on
            relation.document_id = total.document_id
            and relation.total_no = total.statement_no
    left join parts on relation.relation_id = parts.relation_id
    left join doubt on relation.relation_id = doubt.relation_id
),

compared as (
    select
        *,
        case when hindrance is null then printed_amount - expected_amount end as gap_amount,
        {{ may_be_below('printed_low', 'expected_low', 'expected_high') }}
        and (is_ceiling or {{ may_be_below('expected_low', 'printed_low', 'printed_high') }})
            as is_possible,
        -- 149.625 printed 150 is rounding, but half a point is more than the field's rates hide
        abs(printed_amount - expected_amount) * 2 <= least(printed_step, 0.1) as is_near,
        -- nor is the mean of the printed rates wrong, nor the rate of the sums
        coalesce(
            kind = 'average'
            and abs(printed_amount * parts_count - sum_stated_pct) * 2
            <= printed_step * parts_count,
            false
        )
        or coalesce(
            kind = 'average'
            and pooled_actual < {{ beyond_reckoning() }}
            and pooled_target < {{ beyond_reckoning() }}
            and abs(printed_amount * pooled_target - 100 * pooled_actual) * 2
            <= printed_step * pooled_target,
            false
        ) as is_otherwise_right,
    from expected
),

judged as (
    select
        *,
        case
            when hindrance is not null then 'uncheckable'
            when gap_amount = 0 and not is_bound then 'holds'
            when is_ceiling and gap_amount < 0 and not is_bound then 'holds'
            when kind = 'average' and is_near then 'holds'
            when is_otherwise_right and not (is_possible and printed_decimals = 0) then 'holds'
            when not is_possible then 'broken'
            when is_bound then 'uncheckable'
            else 'within_rounding'
        end as verdict,
        case
            when hindrance is null and expected_amount >= 0 and multiplier > 0
                then
                    {{ plain(exact_quotient('expected_amount', 'multiplier', 4, 'half_up')) }}
                    || coalesce(printed_unit, '')
        end as expected_text,
    from compared
),

final as (
    select
        relation_id,
        document_id,
        relation_no,

        -- who says it about what
        unit,
        period,
        dimension,
        item,
        indicator,
        project,
        kind,

        -- what is printed, and what it should be by the parts
        printed_text,
        expected_text,
        parts_text,
        other_text,
        names,
        base_unit,
        printed_amount,
        cast(expected_amount as decimal(38, 9)) as expected_amount,
        cast(expected_low as decimal(38, 9)) as expected_low,
        cast(expected_high as decimal(38, 9)) as expected_high,
        cast(gap_amount as decimal(38, 9)) as gap_amount,
        verdict,
        case
            when hindrance is not null then hindrance
            when verdict = 'uncheckable' then 'bound only'
        end as verdict_reason,
        case
            when hindrance is not null then null
            when kind = 'sum' then parts_text || ' = ' || expected_text
            when kind = 'average'
                then '(' || rates_text || ') ÷ ' || parts_count || ' = ' || expected_text
            when kind = 'count' then '列出' || expected_text || '：' || coalesce(names, '')
            when kind = 'finished'
                then '已完成' || first_text || coalesce('，未完成' || other_text, '')
            when kind = 'subset' then '总数' || first_text
            when kind = 'order' then '前一阶段' || first_text
            when kind = 'difference'
                then first_text || ' 与 ' || other_text || ' 相差 ' || expected_text
            else '另一处写' || first_text
        end || '；报告写' || printed_text as working,
        case
            when kind = 'average' and verdict in ('broken', 'within_rounding')
                then '平均完成率应写' || {{ plain('round(expected_amount, 1)') }} || '%'
            when kind = 'sum' and verdict = 'broken' then '若分项无误，总数应为' || expected_text
        end as suggestion,

        -- when it was believed
        is_current,
        believed_from,
        believed_to,
    from judged
)

select * from final
order by believed_from, document_id, relation_no
