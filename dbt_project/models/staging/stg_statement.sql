with

statement as (
    select * from {{ source('bronze', 'statement') }}
),

final as (
    select
        document_id || '-s' || statement_no as statement_id,
        document_id,
        statement_no,

        -- where it stands
        block,
        start_char,
        end_char,
        text,
        section,

        -- what it says
        role,
        value,
        unit,
        operator,
        approximate,
        amount,
        base_unit,
        multiplier,
        decimals,
        coalesce(is_exact, false) as is_exact,
        subject,
        project,
        basis,
        as_of,
        is_cumulative,
        origin,
    from statement
)

select * from final
