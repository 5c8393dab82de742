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

final as (
    select
        indicator.unit,
        indicator.period,
        indicator.dimension,
        indicator.item,
        indicator.indicator,
        indicator.project,

        -- what was asked and what was reached
        indicator.direction,
        indicator.target_operator,
        indicator.target_text,
        indicator.actual_text,
        indicator.base_unit,
        indicator.target_amount,
        indicator.actual_amount,
        indicator.computed_rate_pct as completion_pct,
        indicator.schedule_rate_pct,
        indicator.is_reached,
        indicator.status_colour,
        {{ label('indicator.status_colour') }} as status,
        case indicator.overrun
            when 'low target' then '目标可能偏低'
            when 'large' then '超额较多'
        end as overrun,
        case
            when trend.change_amount > 0 then '上升'
            when trend.change_amount < 0 then '下降'
            when trend.change_amount = 0 then '持平'
        end as trend,

        -- what the report states, and whether it adds up
        indicator.stated_rate_pct,
        indicator.verdict,
        {{ label('indicator.verdict') }} as verdict_label,
        {{ label('indicator.verdict_reason') }} as verdict_reason_label,
        indicator.is_derived,

        -- what the unit put in place of it
        indicator.corrected_target,
        indicator.corrected_actual,
        indicator.corrected_rate,
        indicator.corrected_by,
        indicator.corrected_at,
        {{ label('indicator.verdict_corrected') }} as verdict_corrected_label,

        -- the way back
        evidence.evidence,
        indicator.claim_id,
        indicator.document_id,
    from indicator
    left join trend on indicator.claim_id = trend.claim_id
    left join evidence on indicator.claim_id = evidence.fact_id
)

select * from final
order by unit, period, item, indicator, project
