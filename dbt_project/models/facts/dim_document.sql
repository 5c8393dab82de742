with

document as (
    select * from {{ ref('stg_document') }}
),

unread as (
    select
        document_id,
        count(*) as unread_count,
        string_agg(distinct reason, '、' order by reason) as unread_reasons,
    from {{ ref('stg_unread') }}
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
        coalesce(unread.unread_count, 0) as unread_count,
        coalesce(unread.unread_reasons, '') as unread_reasons,
        versions.is_current,
        versions.believed_from,
        versions.believed_to,
        versions.left_because,
        versions.is_latest and coalesce(versions.left_because = 'removed', false) as is_removed,
    from versions
    left join unread on versions.document_id = unread.document_id
)

select * from final
order by path, version
