-- Cells that set a time by which something is to be done, and whether the answer beside them names
-- any time at all.

with

block as (
    select * from {{ ref('stg_block') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

found as (
    select
        block.*,
        list_distinct(
            regexp_extract_all(
                block.text, '[0-9]{1,2}月(?:底|末|[0-9]{1,2}日)?(?:以?前)|[0-9]{1,2}月[底末]'
            )
        ) as deadlines,
    from block
    where block.role = 'target' and block.table_no is not null
),

due as (
    select
        *,
        list_min(
            list_transform(
                deadlines,
                lambda said: try_cast(regexp_extract(said, '^[0-9]{1,2}') as integer)
            )
        ) as earliest_month,
    from found
),

answer as (
    select
        document_id,
        table_no,
        row_no,
        string_agg(text, ' ' order by block) as text,
    from block
    where role = 'result'
    group by document_id, table_no, row_no
),

headed as (
    select
        due.document_id,
        due.block,
        first(item.text order by item.block desc) as item,
    from due
    inner join block as item
        on due.document_id = item.document_id and item.role = 'item' and due.block > item.block
    where len(due.deadlines) > 0
    group by due.document_id, due.block
),

final as (
    select
        due.document_id || '-b' || due.block as deadline_id,
        due.document_id,
        due.block,
        document.unit,
        document.period,
        '' as dimension,
        coalesce(headed.item, '') as item,
        left(regexp_replace(due.text, '\s+', '', 'g'), 40) as indicator,
        '' as project,
        list_aggregate(list_sort(due.deadlines), 'string_agg', '、') as deadlines,
        due.deadlines[1] as first_deadline,
        instr(due.text, due.deadlines[1]) - 1 as start_char,
        due.earliest_month <= month(document.period_end) as is_past,
        regexp_matches(answer.text, '[0-9]{1,2}月') as has_date,
        document.is_current,
    from due
    inner join document on due.document_id = document.document_id
    inner join answer
        on
            due.document_id = answer.document_id
            and due.table_no = answer.table_no
            and due.row_no = answer.row_no
    left join headed on due.document_id = headed.document_id and due.block = headed.block
    where len(due.deadlines) > 0 and document.unit is not null and document.period is not null
)

select * from final
order by document_id, block
