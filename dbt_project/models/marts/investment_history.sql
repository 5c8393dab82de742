with

belief as (
    select * from {{ ref('fct_belief') }}
    where kind = 'investment'
),

investment as (
    select * from {{ ref('fct_investment') }}
),

final as (
    select
        belief.unit,
        belief.period,
        belief.item,
        belief.indicator,
        belief.project,
        belief.believed_from,
        belief.believed_to,
        investment.is_derived,
        investment.planned_text,
        investment.completed_text,
        investment.planned_yuan,
        investment.completed_yuan,
        investment.share_of_plan_pct,
        investment.schedule_rate_pct,
        investment.stated_rate_pct,
        investment.verdict,
        {{ label('investment.verdict') }} as verdict_label,
        investment.claim_id,
        investment.document_id,
    from belief
    inner join investment on belief.claim_id = investment.claim_id
)

select * from final
order by unit, period, item, indicator, project, believed_from
