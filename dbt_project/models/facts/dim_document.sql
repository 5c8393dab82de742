with

document as (
    select * from {{ ref('stg_document') }}
),

unread as (
    select
        document_id,
        {{ reading_reason('reason') }} as reason,
    from {{ ref('stg_unread') }}
),

unread_together as (
    select
        document_id,
        count(*) as unread_count,
        string_agg(distinct reason, '、' order by reason) as unread_reasons,
    from unread
    group by document_id
),

versions as (
    select
        *,
        row_number() over (partition by path order by version desc) = 1 as is_latest,
    from document
),

final as (
    select
        versions.document_id,
        versions.path,
        versions.kind,
        versions.unit,
        versions.period,
        versions.format,
        versions.size_bytes,
        versions.content_sha256,
        versions.version,
        versions.supersedes,
        versions.is_latest,
        versions.status,
        versions.reason,
        versions.status = 'unreadable'
        and coalesce({{ is_ours_to_mend('versions.reason') }}, false) as is_ours_to_mend,
        coalesce(unread_together.unread_count, 0) as unread_count,
        coalesce(unread_together.unread_reasons, '') as unread_reasons,
        versions.is_current,
        versions.believed_from,
        versions.believed_to,
        versions.left_because,
        versions.is_latest and coalesce(versions.left_because = 'removed', false) as is_removed,
    from versions
    left join unread_together on versions.document_id = unread_together.document_id
)

select * from final
order by path, version
