-- A figure is held against the one before it of the same kind of period: a month against a month, a
-- year against a year.

with

indicator as (
    select * from {{ ref('fct_indicator') }}
    where is_leading and unit is not null and period is not null
),

period as (
    select * from {{ ref('dim_period') }}
),

lagged as (
    select
        indicator.*,
        period.period_kind,
        period.period_end,
        lag(indicator.period) over same_thing as previous_period,
        lag(indicator.actual_text) over same_thing as previous_actual_text,
        lag(indicator.actual_amount) over same_thing as previous_actual_amount,
        lag(indicator.computed_rate_pct) over same_thing as previous_completion_pct,
    from indicator
    inner join period on indicator.period = period.period
    window same_thing as (
        partition by
            indicator.unit,
            indicator.item,
            indicator.series,
            indicator.project,
            indicator.base_unit,
            period.period_kind
        order by period.period_end, indicator.period
    )
),

final as (
    select
        unit,
        item,
        indicator,
        series,
        project,
        period,
        period_kind,
        period_end,
        base_unit,
        actual_text,
        actual_amount,
        computed_rate_pct as completion_pct,
        schedule_rate_pct,
        previous_period,
        previous_actual_text,
        previous_actual_amount,
        previous_completion_pct,
        actual_amount - previous_actual_amount as change_amount,
        case
            when previous_actual_amount > 0 and actual_amount is not null
                then
                    sign(actual_amount - previous_actual_amount)
                    * {{ exact_quotient_pct(
                        'abs(actual_amount - previous_actual_amount)',
                        'previous_actual_amount',
                        2,
                        'half_up',
                    ) }}
        end as change_pct,
        is_unsure,
        claim_id,
        document_id,
    from lagged
)

select * from final
order by unit, item, series, project, period_end, period, indicator
