-- Every version of every fact, with the file's version it stands in and why that one left: ask with
-- `where believed_from <= day and (believed_to is null or believed_to > day)`.

with

fact as (
    select * from {{ ref('fct_relation') }}
),

document as (
    select * from {{ ref('dim_document') }}
),

final as (
    select
        fact.*,
        document.path,
        document.version,
        document.left_because,
    from fact
    inner join document on fact.document_id = document.document_id
)

select * from final
