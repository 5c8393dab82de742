-- last_seen stays in the ledger: it moves with every run, and a mart changes only when something
-- did.

with

finding as (
    select * from {{ source('quality', 'finding') }}
),

final as (
    select
        finding_id,
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
        fact_id,
        document_id,
    from finding
)

select * from final
order by unit, period, rule, finding_id
