-- last_seen stays in the ledger: it moves with every run, and a mart changes only when something
-- did.

with

finding as (
    select * from {{ source('quality', 'finding') }}
),

-- what was said last
answer as (
    select * from {{ source('quality', 'answer') }}
    qualify row_number() over (partition by finding_id order by answer_no desc) = 1
),

final as (
    select
        finding.finding_id,
        finding.rule,
        finding.severity,
        finding.unit,
        finding.period,
        finding.dimension,
        finding.item,
        finding.indicator,
        finding.project,
        finding.file,
        finding.verdict,
        finding.message,
        finding.working,
        finding.likely_cause,
        finding.suggestion,
        finding.instruction,
        finding.state,
        finding.first_seen,
        finding.resolved_at,
        finding.resolved_because,
        finding.acknowledged_at,
        finding.acknowledged_by,
        finding.dismissed_until,
        finding.escalated_at,
        finding.escalated_to,
        answer.answer,
        answer.answered_by,
        answer.answered_at,
        finding.fact_id,
        finding.document_id,
    from finding
    left join answer on finding.finding_id = answer.finding_id
)

select * from final
order by unit, period, rule, finding_id
