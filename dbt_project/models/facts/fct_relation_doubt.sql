-- Where the print speaks for another reading of what must add up. Such a relation is not judged:
-- the bureau may have meant the other thing.

with

relation as (
    select * from {{ ref('stg_relation') }}
),

part as (
    select * from {{ ref('fct_relation_part') }}
),

figure as (
    select * from {{ ref('fct_figure') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

total as (
    select
        relation.relation_id,
        relation.kind,
        figure.*,
    from relation
    inner join figure
        on relation.document_id = figure.document_id and relation.total_no = figure.statement_no
),

cut_in_print as (
    select distinct
        total.relation_id,
        'print unclear' as doubt,
        2 as place,
    from total
    left join part on total.relation_id = part.relation_id
    where total.is_cut_in_print or part.is_cut_in_print
),

summed as (
    select
        relation_id,
        cast(sum(amount) as decimal(38, 9)) as amount,
        list(statement_no) as statement_numbers,
    from part
    group by relation_id
),

-- 253个 stands beside 128个 and 125个 in their sentence too: that is the total that was meant.
other_total as (
    select distinct
        total.relation_id,
        'another total fits' as doubt,
        3 as place,
    from total
    inner join summed on total.relation_id = summed.relation_id
    inner join figure as other
        on
            total.document_id = other.document_id
            and total.block = other.block
            and total.base_unit = other.base_unit
            and summed.amount = other.amount
            and total.statement_no <> other.statement_no
            and not list_contains(summed.statement_numbers, other.statement_no)
    inner join block on total.document_id = block.document_id and total.block = block.block
    where
        total.kind = 'sum'
        and total.amount <> summed.amount
        and not {{ stands_between(
            '。', 'block.text',
            'least(total.end_char, other.end_char)', 'greatest(total.start_char, other.start_char)'
        ) }}
),

-- The first parts make up the total by themselves: what follows them is no part of it.
running as (
    select
        relation_id,
        part_no,
        cast(sum(amount) over (partition by relation_id order by part_no) as decimal(38, 9))
            as amount,
    from part
),

fewer_parts as (
    select distinct
        total.relation_id,
        'another split fits' as doubt,
        6 as place,
    from total
    inner join running on total.relation_id = running.relation_id
    inner join summed on total.relation_id = summed.relation_id
    where
        total.kind = 'sum'
        and running.part_no >= 1
        and running.amount = total.amount
        and summed.amount <> total.amount
),

-- Parts that make up the whole without this one: it is no part.
siblings as (
    select
        relation.relation_id,
        part.amount as whole_amount,
        cast(sum(sibling_total.amount) as decimal(38, 9)) as others_amount,
    from relation
    inner join part on relation.relation_id = part.relation_id and part.is_first
    inner join part as sibling
        on
            part.document_id = sibling.document_id
            and part.statement_no = sibling.statement_no
            and part.relation_id <> sibling.relation_id
    inner join total as sibling_total
        on sibling.relation_id = sibling_total.relation_id and sibling_total.kind = 'subset'
    where relation.kind = 'subset'
    group by relation.relation_id, part.amount
),

no_part as (
    select
        relation_id,
        'not a part' as doubt,
        4 as place,
    from siblings
    where
        others_amount = whole_amount
        -- where all of them together pass it by far, the whole is another one
        or others_amount * 10 > whole_amount * 11
),

listed as (
    select
        relation_id,
        min(start_char) as start_char,
        min(block) as block,
        count(*) as parts_count,
    from part
    group by relation_id
),

-- More rates stand before the average than were linked: some part of it is missing.
incomplete as (
    select
        total.relation_id,
        'list incomplete' as doubt,
        5 as place,
    from total
    inner join listed on total.relation_id = listed.relation_id
    inner join figure as rate
        on
            total.document_id = rate.document_id
            and total.block = rate.block
            and listed.block = rate.block
            and rate.role = 'stated_rate'
            and rate.start_char between listed.start_char and total.start_char - 1
    where total.kind = 'average'
    group by total.relation_id, listed.parts_count
    having count(*) > listed.parts_count
),

found as (
    select * from cut_in_print
    union all
    select * from other_total
    union all
    select * from fewer_parts
    union all
    select * from no_part
    union all
    select * from incomplete
),

final as (
    select
        relation_id,
        first(doubt order by place) as doubt,
    from found
    group by relation_id
)

select * from final
order by relation_id
