-- Where the print speaks for another link between the three figures of a claim than the reader's.
-- Whoever is not sure what belongs together accuses nobody.

with

figures as (
    select * from {{ ref('fct_claim_pair') }}
),

rival as (
    select * from {{ ref('fct_claim_rival') }}
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
        and (
            {{ stands_between('。', 'text', 'rate_end', 'target_start') }}
            -- a line that ends without its full stop
            or {{ stands_between('\n', 'text', 'rate_end', 'target_start') }}
        )
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

-- The figures with what stands between the result and its rate.
before_rate as (
    select
        figures.*,
        substr(
            block.text, figures.actual_end + 1, figures.rate_start - figures.actual_end
        ) as words,
    from figures
    inner join block
        on figures.document_id = block.document_id and figures.rate_block = block.block
    where
        figures.actual_block = figures.rate_block
        and figures.rate_start > figures.actual_end
),

-- 建成四千二百九十二路,完成率86%: a figure in words that nobody read stands before the rate.
unread_between as (
    select
        claim_id,
        'unsure link' as doubt,
        8 as place,
    from before_rate
    where
        regexp_matches(words, '[一二三四五六七八九两][十百千万][零一二三四五六七八九十百千万]+')
        and not exists (
            select 1
            from statement as between_them
            where
                before_rate.document_id = between_them.document_id
                and before_rate.rate_block = between_them.block
                and between_them.start_char
                between before_rate.actual_end and before_rate.rate_start - 1
        )
),

found as (
    select * from cut_in_print
    union all
    select * from rival
    union all
    select * from sentence_apart
    union all
    select * from part_of_result
    union all
    select * from opened_behind
    union all
    select * from base_changed
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
