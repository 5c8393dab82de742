-- A sheet that was taken away takes its replies along. One that came again in another form does
-- not: what was said on the earlier one still holds, where the later one says nothing of it.

with

reply as (
    select * from {{ source('bronze', 'reply') }}
),

document as (
    select * from {{ ref('stg_document') }}
    where kind = 'reply'
),

removed as (
    select path
    from document
    group by path
    having max_by(left_because, version) = 'removed'
),

final as (
    select
        reply.document_id || '-a' || reply.reply_no as reply_id,
        reply.document_id,
        reply.reply_no,
        document.path,
        document.unit,

        -- the question
        reply.finding_id,
        reply.fact_id,
        split_part(reply.fact_id, '-', 1) as fact_document_id,
        reply.period,
        reply.about,
        reply.working,

        -- the answer
        reply.is_true,
        reply.corrected_text,
        reply.explanation,
        reply.block,
        coalesce(nullif(reply.filled_by, ''), document.unit) as filled_by,
        reply.filled_on,
        document.believed_from as received_at,
    from reply
    inner join document on reply.document_id = document.document_id
    where document.path not in (select removed.path from removed)
)

select * from final
