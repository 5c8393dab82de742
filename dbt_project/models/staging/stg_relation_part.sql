with

relation_part as (
    select * from {{ source('bronze', 'relation_part') }}
),

implied as (
    select * from {{ ref('stg_implied_relation') }}
),

every as (
    select
        document_id,
        relation_no,
        part_no,
        statement_no,
    from relation_part
    union all
    select
        document_id,
        relation_no,
        part_no,
        statement_no,
    from implied
),

final as (
    select
        document_id || '-r' || relation_no as relation_id,
        document_id,
        part_no,
        row_number() over (partition by document_id, relation_no order by part_no) = 1 as is_first,
        statement_no,
    from every
)

select * from final
