with

relation as (
    select * from {{ source('bronze', 'relation') }}
),

final as (
    select
        document_id || '-r' || relation_no as relation_id,
        document_id,
        relation_no,
        kind,
        total_no,
        names_count,
        names,
    from relation
)

select * from final
