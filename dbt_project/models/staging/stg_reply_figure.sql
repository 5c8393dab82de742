with

figure as (
    select * from {{ source('bronze', 'reply_figure') }}
),

final as (
    select
        document_id || '-a' || reply_no as reply_id,
        document_id,
        reply_no,
        figure_no,
        part,
        block,
        start_char,
        end_char,
        text,
        value,
        unit,
        amount,
        base_unit,
        multiplier,
        decimals,
        is_exact,
    from figure
)

select * from final
