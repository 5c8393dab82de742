with

unread as (
    select * from {{ source('bronze', 'unread') }}
),

final as (
    select
        document_id,
        unread_no,
        block,
        start_char,
        end_char,
        text,
        reason,
        detail,
    from unread
)

select * from final
