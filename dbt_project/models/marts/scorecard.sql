with

indicator as (
    select * from {{ ref('fct_indicator') }}
    where
        is_leading
        and unit is not null
        and period is not null
        -- what was neither asked nor rated is a figure, not a score: indicator_trend has it
        and (target_text is not null or stated_rate_pct is not null)
),

trend as (
    select * from {{ ref('indicator_trend') }}
),

evidence as (
    select
        fact_id,
        first(
            file || '#' || block || ':' || start_char || '-' || end_char
            order by part, block, start_char
        ) as evidence,
    from {{ ref('fct_evidence') }}
    where part in ('actual', 'target') and block is not null
    group by fact_id
),

lit as (
    select
        *,
        {{ lamp(
            'direction',
            "coalesce(base_unit, '') in ('%', '百分点')",
            'is_reached',
            'computed_rate_pct',
            'schedule_rate_pct',
            'is_unsure',
        ) }} as status_colour,
    from indicator
),

final as (
    select
        lit.unit,
        lit.period,
        lit.dimension,
        lit.item,
        lit.indicator,
        lit.project,

        -- what was asked and what was reached
        lit.direction,
        lit.target_operator,
        lit.target_text,
        lit.actual_text,
        lit.base_unit,
        lit.target_amount,
        lit.actual_amount,
        lit.computed_rate_pct as completion_pct,
        lit.schedule_rate_pct,
        lit.is_reached,
        lit.status_colour,
        {{ label('lit.status_colour') }} as status,
        case lit.overrun
            when 'low target' then '目标可能偏低'
            when 'large' then '超额较多'
        end as overrun,
        case
            when trend.change_amount > 0 then '上升'
            when trend.change_amount < 0 then '下降'
            when trend.change_amount = 0 then '持平'
        end as trend,

        -- what the report states, and whether it adds up
        lit.stated_rate_pct,
        lit.verdict,
        {{ label('lit.verdict') }} as verdict_label,
        {{ label('lit.verdict_reason') }} as verdict_reason_label,
        lit.is_derived,

        -- the way back
        evidence.evidence,
        lit.claim_id,
        lit.document_id,
    from lit
    left join trend on lit.claim_id = trend.claim_id
    left join evidence on lit.claim_id = evidence.fact_id
)

select * from final
order by unit, period, item, indicator, project
