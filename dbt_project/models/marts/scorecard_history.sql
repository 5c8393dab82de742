with

belief as (
    select * from {{ ref('fct_belief') }}
    where kind = 'indicator'
),

indicator as (
    select * from {{ ref('fct_indicator') }}
    where target_text is not null or stated_rate_pct is not null
),

final as (
    select
        belief.unit,
        belief.period,
        belief.item,
        belief.indicator,
        belief.project,
        indicator.series,
        belief.believed_from,
        belief.believed_to,
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
        indicator.stated_rate_pct,
        indicator.verdict,
        {{ label('indicator.verdict') }} as verdict_label,
        indicator.claim_id,
        indicator.document_id,
    from belief
    inner join indicator on belief.claim_id = indicator.claim_id
)

select * from final
order by unit, period, item, indicator, project, believed_from
