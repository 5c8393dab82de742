with

relation_part as (
    select * from {{ source('bronze', 'relation_part') }}
),

final as (
    select
        document_id || '-r' || relation_no as relation_id,
        document_id,
        part_no,
        row_number() over (partition by document_id, relation_no order by part_no) = 1 as is_first,
        statement_no,
    from relation_part
)

select * from final
