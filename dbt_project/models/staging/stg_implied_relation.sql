-- What must add up by the way a report is laid out, beside what it says in so many words: parts
-- after 其中 that (nearly) make up their whole, 合计 rows. One row is one member.
-- Relation numbers start where no spoken relation has one.

with

relation as (
    select * from {{ source('bronze', 'relation') }}
),

relation_part as (
    select * from {{ source('bronze', 'relation_part') }}
),

statement as (
    select * from {{ source('bronze', 'statement') }}
),

block as (
    select * from {{ source('bronze', 'block') }}
),

subset_part as (
    select
        part.document_id,
        whole.statement_no as whole_no,
        whole.amount as whole_amount,
        part.statement_no,
        part.amount,
    from relation
    inner join relation_part
        on
            relation.document_id = relation_part.document_id
            and relation.relation_no = relation_part.relation_no
            and relation_part.part_no = 0
    inner join statement as whole
        on
            relation_part.document_id = whole.document_id
            and relation_part.statement_no = whole.statement_no
    inner join statement as part
        on
            relation.document_id = part.document_id
            and relation.total_no = part.statement_no
    where
        relation.kind = 'subset'
        and part.base_unit is not distinct from whole.base_unit
        and part.origin = 'stated'
),

-- Two parts or more that pass their whole by a little were meant to make it up. Parts that pass it
-- by much overlap, and parts that stay below it are some of many.
gathered as (
    select
        document_id,
        whole_no,
    from subset_part
    group by document_id, whole_no, whole_amount
    having
        count(distinct statement_no) >= 2
        and sum(amount) > whole_amount
        and sum(amount) * 10 <= whole_amount * 11
        and max(amount) < whole_amount
),

parts_of_whole as (
    select distinct
        subset_part.document_id,
        1000000 + subset_part.whole_no as relation_no,
        'sum' as kind,
        subset_part.whole_no as total_no,
        subset_part.statement_no,
    from subset_part
    inner join gathered
        on
            subset_part.document_id = gathered.document_id
            and subset_part.whole_no = gathered.whole_no
),

cell as (
    select
        block.document_id,
        block.table_no,
        block.row_no,
        block.col_no,
        statement.statement_no,
        statement.role,
        statement.base_unit,
        statement.amount,
        count(*) over (
            partition by block.document_id, block.table_no, block.row_no, block.col_no
        ) as figures_count,
    from block
    inner join statement
        on block.document_id = statement.document_id and block.block = statement.block
    where block.table_no is not null and statement.amount is not null
),

row_name as (
    select
        document_id,
        table_no,
        row_no,
        first(trim(text) order by col_no) as name,
    from block
    where table_no is not null and trim(text) <> '' and role <> 'header'
    group by document_id, table_no, row_no
),

-- Tables with subtotals or 其中 rows add up in ways a column does not show.
total_row as (
    select
        document_id,
        table_no,
        min(row_no) as row_no,
    from row_name
    group by document_id, table_no
    having
        count(*) filter (where regexp_full_match(name, '(合\s*计|总\s*计)')) = 1
        and count(*) filter (where regexp_matches(name, '小\s*计|其中')) = 0
),

total_place as (
    select
        row_name.document_id,
        row_name.table_no,
        row_name.row_no,
    from row_name
    inner join total_row
        on
            row_name.document_id = total_row.document_id
            and row_name.table_no = total_row.table_no
    where regexp_full_match(row_name.name, '(合\s*计|总\s*计)')
),

column_cell as (
    select
        cell.*,
        total_place.row_no as total_row_no,
        count(*) over whole_column as cells_count,
        count(distinct cell.base_unit) over whole_column as units_count,
        count(distinct cell.role) over whole_column as roles_count,
    from cell
    inner join total_place
        on cell.document_id = total_place.document_id and cell.table_no = total_place.table_no
    where cell.figures_count = 1 and cell.role in ('target', 'actual')
    window whole_column as (partition by cell.document_id, cell.table_no, cell.col_no)
),

named_rows as (
    select
        document_id,
        table_no,
        count(*) as rows_count,
    from row_name
    group by document_id, table_no
),

column_sum as (
    select
        total.document_id,
        2000000 + total.statement_no as relation_no,
        'sum' as kind,
        total.statement_no as total_no,
        part.statement_no,
    from column_cell as total
    inner join named_rows
        on total.document_id = named_rows.document_id and total.table_no = named_rows.table_no
    inner join column_cell as part
        on
            total.document_id = part.document_id
            and total.table_no = part.table_no
            and total.col_no = part.col_no
            and total.row_no <> part.row_no
    where
        total.row_no = total.total_row_no
        and total.cells_count = named_rows.rows_count
        and total.cells_count >= 3
        and total.units_count <= 1
        and total.roles_count = 1
        and coalesce(total.base_unit, '') not in ('%', '百分点')
),

found as (
    select * from parts_of_whole
    union all
    select * from column_sum
),

final as (
    select
        document_id,
        relation_no,
        kind,
        total_no,
        cast(
            row_number() over (partition by document_id, relation_no order by statement_no) - 1
            as integer
        ) as part_no,
        statement_no,
    from found
    -- what the report says itself is not inferred again
    where not exists (
        select 1
        from relation
        where
            relation.document_id = found.document_id
            and relation.kind = found.kind
            and relation.total_no = found.total_no
    )
)

select * from final
