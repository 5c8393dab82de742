with

claim as (
    select * from {{ ref('fct_claim') }}
    where kind = 'indicator'
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

        -- who says what about what
        unit,
        period,
        dimension,
        item,
        indicator,
        series,
        project,
        direction,
        as_of,
        target_basis,
        is_cumulative,
        is_derived,
        confidence,
        is_unsure,
        is_leading,

        -- as printed
        target_text,
        target_value,
        target_unit,
        target_operator,
        actual_text,
        actual_value,
        actual_unit,
        actual_origin,
        stated_rate_text,
        stated_rate_pct,

        -- in the base unit
        coalesce(target_base_unit, actual_base_unit) as base_unit,
        target_amount,
        actual_amount,
        has_result,

        -- what the figures give
        computed_rate_pct,
        rate_low_pct,
        rate_high_pct,
        corrected_rate_text,
        verdict,
        verdict_reason,
        likely_cause,
        rate_doubt,
        suggestion,
        schedule_rate_pct,
        is_reached,
        figure_fault,
        case
            when direction = 'down' or is_unsure then null
            when computed_rate_pct > {{ var('overrun_low_target_pct') }} then 'low target'
            when computed_rate_pct > {{ var('overrun_note_pct') }} then 'large'
        end as overrun,
        {{ lamp(
            'direction',
            "coalesce(target_base_unit, actual_base_unit, '') in ('%', '百分点')",
            'is_reached',
            'computed_rate_pct',
            'schedule_rate_pct',
            'is_unsure',
        ) }} as status_colour,
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
