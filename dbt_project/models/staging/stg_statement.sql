with

statement as (
    select * from {{ source('bronze', 'statement') }}
),

block as (
    select * from {{ source('bronze', 'block') }}
),

final as (
    select
        statement.document_id || '-s' || statement.statement_no as statement_id,
        statement.document_id,
        statement.statement_no,

        -- where it stands
        statement.block,
        statement.start_char,
        statement.end_char,
        statement.text,
        statement.section,

        -- what it says
        statement.role,
        statement.value,
        statement.unit,
        statement.operator,
        statement.approximate,
        statement.amount,
        statement.base_unit,
        statement.multiplier,
        statement.decimals,
        coalesce(statement.is_exact, false) as is_exact,
        statement.subject,
        statement.project,
        statement.basis,
        statement.as_of,
        statement.is_cumulative,
        statement.origin,
        -- digits right before or after it: a space or a new line may have cut the number in two
        coalesce(
            regexp_matches(
                substr(
                    block.text,
                    greatest(statement.start_char - 3, 0) + 1,
                    least(statement.start_char, 3)
                ),
                '[0-9０-９]\s*[.．,]?\s*$'
            )
            -- 391个5G基站: behind a unit another number begins
            or (
                regexp_matches(statement.text, '[0-9０-９十百千万亿]$')
                and regexp_matches(
                    substr(block.text, statement.end_char + 1, 3), '^\s*[.．]?\s*[0-9０-９]'
                )
            ),
            false
        )
        -- 一千五百亩 taken for 一千五 times 百亩: a multiplier of words went into the unit
        or coalesce(
            regexp_matches(statement.text, '[一二三四五六七八九]')
            and regexp_matches(statement.unit, '^[十百千]'),
            false
        ) as is_cut_in_print,
    from statement
    left join block
        on statement.document_id = block.document_id and statement.block = block.block
)

select * from final
