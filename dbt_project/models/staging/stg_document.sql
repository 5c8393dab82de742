with

document as (
    select * from {{ source('bronze', 'document') }}
),

final as (
    select
        document_id,
        path,
        coalesce(kind, 'report') as kind,
        unit,
        period,
        period_kind,
        period_start,
        period_end,
        format,
        content_sha256,
        size_bytes,
        version,
        supersedes,
        status,
        reason,
        received_at as believed_from,
        left_at as believed_to,
        left_because,
        left_at is null as is_current,
    from document
)

select * from final
