with

claim as (
    select * from {{ source('bronze', 'claim') }}
),

final as (
    select
        document_id || '-c' || claim_no as claim_id,
        document_id,
        claim_no,
        kind,
        dimension,
        item,
        indicator,
        project,
        target_no,
        actual_no,
        rate_no,
        direction,
        as_of,
        is_derived,
        confidence,
        is_unsure,
    from claim
)

select * from final
