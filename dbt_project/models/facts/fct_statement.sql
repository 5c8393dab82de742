-- The true amounts behind each printed figure. A figure the reader summed itself (derived) is only
-- as sharp as the parts it was summed from.

with

statement as (
    select * from {{ ref('stg_statement') }}
),

relation as (
    select * from {{ ref('stg_relation') }}
),

relation_part as (
    select * from {{ ref('stg_relation_part') }}
),

rounded as (
    select
        *,
        abs(amount) < {{ beyond_reckoning() }} as is_reckonable,
        {{ step_width('multiplier', 'decimals') }} as step_width,
        -- a per cent figure is never a count, however round it looks
        case
            when is_exact and coalesce(base_unit, '') not in ('%', '百分点') then 0
            else {{ half_width('multiplier', 'decimals') }}
        end as half_width,
    from statement
),

summed as (
    select
        relation.document_id,
        relation.total_no as statement_no,
        min(relation.relation_no) as relation_no,
    from relation
    where relation.kind = 'sum'
    group by relation.document_id, relation.total_no
),

parts_width as (
    select
        summed.document_id,
        summed.statement_no,
        cast(sum(part.half_width) as decimal(38, 9)) as half_width,
        bool_or(coalesce(part.approximate = 'over', false)) as has_over,
        bool_or(coalesce(part.approximate = 'under', false)) as has_under,
    from summed
    inner join relation_part
        on
            summed.document_id || '-r' || summed.relation_no = relation_part.relation_id
    inner join rounded as part
        on
            relation_part.document_id = part.document_id
            and relation_part.statement_no = part.statement_no
    group by summed.document_id, summed.statement_no
),

widened as (
    select
        rounded.* exclude (half_width),
        case
            when rounded.amount is null or not rounded.is_reckonable then null
            when rounded.approximate = 'about'
                then {{ about_width('rounded.amount', 'rounded.half_width') }}
            when rounded.origin = 'derived'
                then coalesce(parts_width.half_width, rounded.half_width)
            else rounded.half_width
        end as half_width,
        -- 不少于10个 is a target of 10: only a result is left open by its operator
        rounded.approximate = 'over'
        or (rounded.origin = 'derived' and parts_width.has_over)
        or (rounded.role <> 'target' and rounded.operator in ('>=', '>')) as is_open_above,
        rounded.approximate = 'under'
        or (rounded.origin = 'derived' and parts_width.has_under)
        or (rounded.role <> 'target' and rounded.operator in ('<=', '<')) as is_open_below,
    from rounded
    left join parts_width
        on
            rounded.document_id = parts_width.document_id
            and rounded.statement_no = parts_width.statement_no
),

final as (
    select
        statement_id,
        document_id,
        statement_no,

        -- where it stands
        block,
        start_char,
        end_char,
        text,
        case
            when text is null then {{ figure_text() }}
            -- 全部完成 stands for a number that is printed elsewhere
            when
                origin = 'implied'
                and value is not null
                and not contains(text, {{ plain('value') }})
                then text || '（' || {{ figure_text() }} || '）'
            else text
        end as shown,
        section,

        -- what it says
        role,
        value,
        unit,
        operator,
        approximate,
        base_unit,
        decimals,
        subject,
        project,
        basis,
        as_of,
        is_cumulative,
        origin,

        -- what it is worth, in the base unit
        cast(amount as decimal(38, 9)) as amount,
        cast(
            case
                when coalesce(is_open_below, false) then null
                when coalesce(is_open_above, false) and is_reckonable then amount
                else amount - half_width
            end as decimal(38, 9)
        ) as low_amount,
        cast(
            case
                when coalesce(is_open_above, false) then null
                when coalesce(is_open_below, false) and is_reckonable then amount
                else amount + half_width
            end as decimal(38, 9)
        ) as high_amount,
        cast(half_width as decimal(38, 9)) as half_width,
        cast(multiplier as decimal(38, 9)) as multiplier,
        step_width,
        amount is not null and (coalesce(is_open_above, false) or coalesce(is_open_below, false))
            as is_bound,
        coalesce(is_reckonable, false) as is_reckonable,
        coalesce(is_cut_in_print, false) as is_cut_in_print,
    from widened
)

select * from final
order by document_id, statement_no
