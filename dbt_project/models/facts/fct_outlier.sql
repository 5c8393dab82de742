-- A result held against its indicator's own history by the robust z score: how many (scaled) median
-- deviations it lies from the median. Cumulative figures are compared by what they grew.

with

series as (
    select * from {{ ref('fct_series') }}
),

grown as (
    select
        *,
        case
            when measure = 'cumulative' and period_kind <> 'year'
                then actual_amount - lag(actual_amount) over same_year
            else actual_amount
        end as amount,
    from series
    where not actual_is_bound
    window same_year as (
        partition by unit, item, series, project, base_unit, measure, period_kind, calendar_year
        order by period_end, period
    )
),

placed as (
    select
        *,
        list(amount) over before as history,
    from grown
    where amount is not null and measure <> 'unknown'
    window before as (
        partition by unit, item, series, project, base_unit, measure, period_kind
        order by period_end, period
        rows between unbounded preceding and 1 preceding
    )
),

centred as (
    select
        *,
        coalesce(len(history), 0) as history_count,
        cast(list_aggregate(history, 'median') as decimal(38, 9)) as median_amount,
    from placed
),

spread as (
    select
        *,
        cast(
            list_aggregate(
                list_transform(history, lambda one: abs(one - median_amount)), 'median'
            ) as decimal(38, 9)
        ) as deviation_amount,
    from centred
),

final as (
    select
        claim_id || '-outlier' as outlier_id,
        claim_id,
        document_id,
        unit,
        period,
        dimension,
        item,
        indicator,
        project,
        series,
        measure,
        actual_text,
        cast(amount as decimal(38, 9)) as amount,
        history_count,
        median_amount,
        deviation_amount,
        history_count >= {{ var('outlier_least_periods') }} and deviation_amount > 0 as is_checked,
        coalesce(
            history_count >= {{ var('outlier_least_periods') }}
            and deviation_amount > 0
            -- 1.4826 median deviations are one standard deviation of a normal spread
            and abs(amount - median_amount) * 10000
            > {{ var('outlier_robust_z') }} * deviation_amount * 14826,
            false
        ) as is_outlier,
        '前' || history_count || '期的中位数为' || {{ plain('median_amount') }}
        || coalesce(base_unit, '') || '，本期'
        || case when measure = 'cumulative' then '增加' else '为' end || {{ plain('amount') }}
        || coalesce(base_unit, '') as working,
    from spread
    where history_count > 0
)

select * from final
order by unit, item, series, project, measure, period
