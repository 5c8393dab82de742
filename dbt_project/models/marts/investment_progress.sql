with

investment as (
    select * from {{ ref('fct_investment') }}
    where is_leading and unit is not null and period is not null
),

period as (
    select * from {{ ref('dim_period') }}
),

lit as (
    select
        *,
        {{ lamp(
            "'up'",
            'false',
            'completed_yuan >= planned_yuan',
            'share_of_plan_pct',
            'schedule_rate_pct',
            'is_unsure',
        ) }} as status_colour,
    from investment
),

final as (
    select
        lit.unit,
        lit.period,
        lit.item,
        lit.indicator,
        lit.project,
        lit.is_derived,
        lit.planned_text,
        lit.completed_text,
        lit.planned_yuan,
        lit.completed_yuan,
        lit.share_of_plan_pct,
        period.months_elapsed,
        lit.schedule_rate_pct,
        lit.ahead_of_schedule_points,
        lit.status_colour,
        {{ label('lit.status_colour') }} as status,
        lit.stated_rate_pct,
        lit.verdict,
        {{ label('lit.verdict') }} as verdict_label,
        lit.claim_id,
        lit.document_id,
    from lit
    inner join period on lit.period = period.period
)

select * from final
order by unit, period, item, indicator, project
