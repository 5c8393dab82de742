with

claim as (
    select * from {{ ref('fct_claim') }}
    where kind = 'investment'
),

corrected as (
    select * from {{ ref('fct_corrected_rate') }}
),

beside as (
    select
        claim.*,
        corrected.* exclude (corrected.claim_id, corrected.document_id),
    from claim
    left join corrected on claim.claim_id = corrected.claim_id
),

final as (
    select
        claim_id,
        document_id,
        claim_no,

        -- who says what about which project
        unit,
        period,
        dimension,
        item,
        indicator,
        project,
        as_of,
        target_basis,
        is_cumulative,
        is_derived,
        confidence,
        is_unsure,
        is_leading,

        -- as printed
        target_text as planned_text,
        target_value as planned_value,
        target_unit as planned_unit,
        target_operator as planned_operator,
        actual_text as completed_text,
        actual_value as completed_value,
        actual_unit as completed_unit,
        actual_origin as completed_origin,
        stated_rate_text,
        stated_rate_pct,

        -- in yuan
        target_amount as planned_yuan,
        actual_amount as completed_yuan,
        has_result,

        -- what the figures give
        computed_rate_pct as share_of_plan_pct,
        rate_low_pct,
        rate_high_pct,
        corrected_rate_text,
        verdict,
        verdict_reason,
        likely_cause,
        rate_doubt,
        suggestion,
        schedule_rate_pct,
        case
            when schedule_rate_pct is not null and computed_rate_pct is not null
                then computed_rate_pct - schedule_rate_pct
        end as ahead_of_schedule_points,
        working,

        -- what the unit put in their place
        corrected_target,
        corrected_actual,
        corrected_rate,
        corrected_by,
        corrected_at,
        computed_rate_corrected_pct,
        verdict_corrected,

        -- when it was believed
        is_current,
        believed_from,
        believed_to,
    from beside
)

select * from final
order by believed_from, document_id, claim_no
