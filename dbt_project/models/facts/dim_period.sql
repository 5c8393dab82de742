with

document as (
    select * from {{ ref('stg_document') }}
    where period is not null and kind = 'report'
),

final as (
    select distinct
        period,
        period_kind,
        period_start,
        period_end,
        month(period_end) as months_elapsed,
        {{ schedule_rate_pct('period_end') }} as schedule_rate_pct,
    from document
)

select * from final
order by period
