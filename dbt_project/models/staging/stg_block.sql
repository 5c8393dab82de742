with

block as (
    select * from {{ source('bronze', 'block') }}
),

final as (
    select
        document_id,
        block,
        table_no,
        row_no,
        col_no,
        role,
        text,
    from block
)

select * from final
