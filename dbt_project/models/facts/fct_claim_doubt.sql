-- Where the print speaks for another link between the three figures of a claim than the reader's.
-- Whoever is not sure what belongs together accuses nobody.

with

claim as (
    select * from {{ ref('stg_claim') }}
),

statement as (
    select * from {{ ref('fct_statement') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

relation as (
    select * from {{ ref('stg_relation') }}
),

relation_part as (
    select * from {{ ref('stg_relation_part') }}
),

figures as (
    select
        claim.claim_id,
        claim.document_id,
        target.statement_no as target_no,
        actual.statement_no as actual_no,
        target.amount as target_amount,
        actual.amount as actual_amount,
        target.is_cut_in_print or actual.is_cut_in_print or printed.is_cut_in_print
            as is_cut_in_print,
        target.block as target_block,
        target.start_char as target_start,
        actual.block as actual_block,
        actual.end_char as actual_end,
        printed.block as rate_block,
        printed.start_char as rate_start,
        printed.end_char as rate_end,
        printed.decimals as rate_decimals,
        case
            when printed.amount between 0 and 1000000 then cast(printed.amount as decimal(14, 7))
        end
            as rate,
        cast(printed.step_width as decimal(14, 7)) as step,
    from claim
    inner join statement as target
        on claim.document_id = target.document_id and claim.target_no = target.statement_no
    inner join statement as actual
        on claim.document_id = actual.document_id and claim.actual_no = actual.statement_no
    inner join statement as printed
        on claim.document_id = printed.document_id and claim.rate_no = printed.statement_no
),

cut_in_print as (
    select
        claim_id,
        'print unclear' as doubt,
        1 as place,
    from figures
    where is_cut_in_print
),

-- The figures with the text that the target stands in.
around_target as (
    select
        figures.*,
        block.text,
    from figures
    inner join block
        on figures.document_id = block.document_id and figures.target_block = block.block
),

-- A target that a later sentence sets is not the one an earlier sentence was measured against.
sentence_apart as (
    select
        claim_id,
        'unsure link' as doubt,
        2 as place,
    from around_target
    where
        target_block = rate_block
        and {{ stands_between('。', 'text', 'rate_end', 'target_start') }}
),

-- A part of the result cannot be what the result was measured against.
part_of_result as (
    select distinct
        figures.claim_id,
        'unsure link' as doubt,
        4 as place,
    from figures
    inner join relation
        on
            figures.document_id = relation.document_id
            and (
                (relation.kind = 'subset' and figures.target_no = relation.total_no)
                or (relation.kind = 'sum' and figures.actual_no = relation.total_no)
            )
    inner join relation_part
        on
            relation.relation_id = relation_part.relation_id
            and relation_part.statement_no
            = case relation.kind when 'sum' then figures.target_no else figures.actual_no end
),

-- 94个(其中入河64个)…188%: what 其中 opens behind the result belongs to the result.
opened_behind as (
    select
        claim_id,
        'unsure link' as doubt,
        5 as place,
    from around_target
    where
        target_block = actual_block
        and {{ stands_between('其中', 'text', 'actual_end', 'target_start') }}
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
    where
        neighbour.other_actual_no not in (neighbour.actual_no, neighbour.target_no)
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

-- 86处,其中1处核减,已完成85处,完成率100%: the base was changed on the way.
base_changed as (
    select
        claim_id,
        'bases differ' as doubt,
        6 as place,
    from around_target
    where
        target_block = rate_block
        and rate_start > target_start
        and regexp_matches(
            substr(
                text,
                target_start + 1,
                rate_start - target_start
            ),
            '{{ var("base_changes") | join("|") }}'
        )
),

-- 建成四千二百九十二路,完成率86%: a figure in words that nobody read stands before the rate.
unread_between as (
    select
        figures.claim_id,
        'unsure link' as doubt,
        8 as place,
    from figures
    inner join block
        on figures.document_id = block.document_id and figures.rate_block = block.block
    where
        figures.actual_block = figures.rate_block
        and figures.rate_start > figures.actual_end
        and regexp_matches(
            substr(
                block.text, figures.actual_end + 1, figures.rate_start - figures.actual_end
            ),
            '[一二三四五六七八九两][十百千万][零一二三四五六七八九十百千万]+'
        )
        and not exists (
            select 1
            from statement as between_them
            where
                figures.document_id = between_them.document_id
                and figures.rate_block = between_them.block
                and between_them.start_char between figures.actual_end and figures.rate_start - 1
        )
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

found as (
    select * from cut_in_print
    union all
    select * from sentence_apart
    union all
    select * from another_pair
    union all
    select * from part_of_result
    union all
    select * from opened_behind
    union all
    select * from base_changed
    union all
    select * from rate_of_several
    union all
    select * from unread_between
),

final as (
    select
        claim_id,
        first(doubt order by place) as doubt,
    from found
    group by claim_id
)

select * from final
order by claim_id
