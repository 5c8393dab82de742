with

document as (
    select * from {{ ref('dim_document') }}
    where is_current and kind = 'report'
),

block as (
    select
        document_id,
        count(*) as blocks_count,
    from {{ ref('stg_block') }}
    group by document_id
),

statement as (
    select
        document_id,
        count(*) as statements_count,
    from {{ ref('stg_statement') }}
    where origin = 'stated'
    group by document_id
),

claim as (
    select
        document_id,
        count(*) as claims_count,
        count(*) filter (where verdict <> 'uncheckable') as checked_count,
        count(*) filter (where verdict = 'uncheckable') as skipped_count,
    from {{ ref('fct_claim') }}
    group by document_id
),

skipped as (
    select
        document_id,
        string_agg(reason || claims_count, '、' order by claims_count desc, reason asc)
            as skipped_because,
    from (
        select
            document_id,
            {{ label('verdict_reason') }} as reason,
            count(*) as claims_count,
        from {{ ref('fct_claim') }}
        where verdict = 'uncheckable'
        group by document_id, verdict_reason
    ) as counted
    group by document_id
),

final as (
    select
        document.document_id,
        document.path,
        document.unit,
        document.period,
        document.status,
        document.reason,
        coalesce(block.blocks_count, 0) as blocks_count,
        coalesce(statement.statements_count, 0) + document.unread_count as found_count,
        coalesce(statement.statements_count, 0) as understood_count,
        document.unread_count,
        document.unread_reasons as unread_because,
        coalesce(claim.claims_count, 0) as claims_count,
        coalesce(claim.checked_count, 0) as checked_count,
        coalesce(claim.skipped_count, 0) as skipped_count,
        coalesce(skipped.skipped_because, '') as skipped_because,
    from document
    left join block on document.document_id = block.document_id
    left join statement on document.document_id = statement.document_id
    left join claim on document.document_id = claim.document_id
    left join skipped on document.document_id = skipped.document_id
)

select * from final
order by path
