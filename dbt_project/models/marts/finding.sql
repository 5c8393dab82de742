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
        rule,
        severity,
        unit,
        period,
        dimension,
        item,
        indicator,
        project,
        file,
        verdict,
        message,
        working,
        likely_cause,
        suggestion,
        instruction,
        state,
        first_seen,
        resolved_at,
        resolved_because,
        acknowledged_at,
        acknowledged_by,
        dismissed_until,
        escalated_at,
        escalated_to,
        answer.answer,
        answer.answered_by,
        answer.answered_at,
        fact_id,
        document_id,
    from finding
    left join answer on finding.finding_id = answer.finding_id
)

select * from final
order by unit, period, rule, finding_id
