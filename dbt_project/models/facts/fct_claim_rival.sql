-- Other figures near a claim's rate that give it, or another rate that its own figures give: the
-- rate may well be theirs.

with

figures as (
    select * from {{ ref('fct_claim_pair') }}
),

statement as (
    select * from {{ ref('fct_statement') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

reckonable as (
    select
        document_id,
        statement_no,
        role,
        block,
        start_char,
        base_unit,
        amount,
    from statement
    where
        role in ('target', 'actual')
        and is_reckonable
        and amount > 0
        and coalesce(base_unit, '') not in ('%', '百分点')
),

-- Figures whose own rate follows from them explain no other rate.
spoken_for as (
    select distinct
        document_id,
        actual_no,
    from figures
    where
        rate is not null
        and target_amount > 0
        and actual_amount >= 0
        and actual_amount < {{ beyond_reckoning() }}
        and target_amount < {{ beyond_reckoning() }}
        and {{ gives_rate('actual_amount', 'target_amount', 'rate', 'step') }}
),

-- The figures printed in the cell of the rate, the nearest before it first.
neighbour as (
    select
        figures.*,
        other.statement_no as other_actual_no,
        other.amount as other_actual,
        other.base_unit as other_base_unit,
        row_number() over (
            partition by figures.claim_id order by other.start_char desc, other.statement_no asc
        ) as nearness,
    from figures
    inner join reckonable as other
        on
            figures.document_id = other.document_id
            and figures.rate_block = other.block
            and figures.rate_start > other.start_char
    where
        figures.rate is not null
        -- only rates that do not follow from their own figures need another explanation
        and figures.target_amount > 0
        and abs(figures.actual_amount) < {{ beyond_reckoning() }}
        and figures.target_amount < {{ beyond_reckoning() }}
        and abs(100 * figures.actual_amount - figures.rate * figures.target_amount)
        > figures.step * figures.target_amount
),

-- 96家 of 95家 is the 101.05 % that was printed behind them, whatever else it was linked to.
another_pair as (
    select distinct
        neighbour.claim_id,
        'unsure link' as doubt,
        3 as place,
    from neighbour
    inner join reckonable as other
        on
            neighbour.document_id = other.document_id
            and other.block in (neighbour.rate_block, neighbour.target_block)
            and neighbour.other_base_unit is not distinct from other.base_unit
    left join spoken_for
        on
            neighbour.document_id = spoken_for.document_id
            and neighbour.other_actual_no = spoken_for.actual_no
    where
        spoken_for.actual_no is null
        and neighbour.other_actual_no not in (neighbour.actual_no, neighbour.target_no)
        and other.statement_no not in (neighbour.target_no, neighbour.other_actual_no)
        -- the claim's own figures printed once more, in either order, are no other pair
        and not (
            neighbour.other_actual in (neighbour.target_amount, neighbour.actual_amount)
            and other.amount in (neighbour.target_amount, neighbour.actual_amount)
        )
        -- a rate without decimals fits too many pairs by chance
        and neighbour.nearness <= case when neighbour.rate_decimals > 0 then 3 else 1 end
        and {{ gives_rate(
            'neighbour.other_actual', 'other.amount', 'neighbour.rate', 'neighbour.step'
        ) }}
),

-- 2021年、2022年分别建成5120个和6874个,累计完成66.6%: the rate is of the figures together.
together as (
    select
        neighbour.claim_id,
        neighbour.rate,
        neighbour.step,
        neighbour.target_amount,
        neighbour.nearness,
        neighbour.other_actual_no,
        neighbour.actual_no,
        cast(sum(neighbour.other_actual) over nearest_first as decimal(38, 9)) as amount,
    from neighbour
    inner join statement as own
        on neighbour.document_id = own.document_id and neighbour.actual_no = own.statement_no
    inner join statement as added
        on
            neighbour.document_id = added.document_id
            and neighbour.other_actual_no = added.statement_no
    where
        added.role = 'actual'
        and own.base_unit is not distinct from added.base_unit
    window nearest_first as (partition by neighbour.claim_id order by neighbour.nearness)
),

rate_of_several as (
    select distinct
        claim_id,
        'unsure link' as doubt,
        7 as place,
    from together
    where
        other_actual_no <> actual_no
        and amount < {{ beyond_reckoning() }}
        and nearness <= 4
        and {{ gives_rate('amount', 'target_amount', 'rate', 'step') }}
),

-- In a row of single figures any two of one unit may be the pair that was meant, whatever the
-- columns are called: 年度计划 | 同期应完成 | 实际完成 | 占全年.
row_figure as (
    select
        statement.document_id,
        statement.statement_no,
        statement.base_unit,
        statement.amount,
        statement.step_width,
        block.table_no,
        block.row_no,
    from statement
    inner join block
        on statement.document_id = block.document_id and statement.block = block.block
    where
        block.table_no is not null
        and statement.role <> 'score'
        and length(block.text) <= 30
        and statement.is_reckonable
        and statement.amount > 0
),

in_row as (
    select
        figures.*,
        block.table_no,
        block.row_no,
    from figures
    inner join block
        on figures.document_id = block.document_id and figures.rate_block = block.block
    where
        block.table_no is not null
        and figures.rate is not null
        and figures.target_amount > 0
        and figures.target_amount < {{ beyond_reckoning() }}
),

row_pair as (
    select distinct
        in_row.claim_id,
        'unsure link' as doubt,
        9 as place,
    from in_row
    inner join row_figure as done
        on
            in_row.document_id = done.document_id
            and in_row.table_no = done.table_no
            and in_row.row_no = done.row_no
    inner join row_figure as plan
        on
            done.document_id = plan.document_id
            and done.table_no = plan.table_no
            and done.row_no = plan.row_no
            and done.base_unit is not distinct from plan.base_unit
            and done.statement_no <> plan.statement_no
    where
        coalesce(done.base_unit, '') not in ('%', '百分点')
        and not (
            done.amount in (in_row.target_amount, in_row.actual_amount)
            and plan.amount in (in_row.target_amount, in_row.actual_amount)
        )
        and {{ gives_rate('done.amount', 'plan.amount', 'in_row.rate', 'in_row.step') }}
),

-- 占全年39% | 占同期78%: what the figures give stands in the row too, so this rate is of others.
rate_beside as (
    select distinct
        in_row.claim_id,
        'unsure link' as doubt,
        11 as place,
    from in_row
    inner join row_figure as beside
        on
            in_row.document_id = beside.document_id
            and in_row.table_no = beside.table_no
            and in_row.row_no = beside.row_no
    where
        beside.base_unit = '%'
        and beside.amount <> in_row.rate
        and beside.amount < 1000000
        and in_row.actual_amount < {{ beyond_reckoning() }}
        and {{ gives_rate(
            'in_row.actual_amount',
            'in_row.target_amount',
            'cast(beside.amount as decimal(14, 7))',
            'cast(beside.step_width as decimal(14, 7))'
        ) }}
),

final as (
    select * from another_pair
    union all
    select * from rate_of_several
    union all
    select * from row_pair
    union all
    select * from rate_beside
)

select * from final
order by claim_id, place
