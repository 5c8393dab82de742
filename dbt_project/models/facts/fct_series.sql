-- Every result placed on the series of its indicator: what a bureau says of one thing, period after
-- period. Only what can be told apart within its report has a place: of 打造4.1公里 and 打造6.7公里
-- nobody knows which goes on from last month's.

with

claim as (
    select * from {{ ref('fct_claim') }}
    where
        is_current
        and not is_unsure
        and not is_derived
        and unit is not null
        and period is not null
        and actual_amount is not null
        and length(series) >= 2
        and series not in ({{ quoted(var('nameless')) }})
),

period as (
    select * from {{ ref('dim_period') }}
),

figure as (
    select * from {{ ref('fct_statement') }}
),

link as (
    select * from {{ ref('stg_claim') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

header as (
    select
        document_id,
        table_no,
        col_no,
        string_agg(text, ' ' order by block) as text,
    from block
    where role = 'header' and table_no is not null
    group by document_id, table_no, col_no
),

-- The clause before the figure, and the head of its column, say how much time it counts.
told as (
    select
        claim.*,
        period.period_kind,
        period.period_start,
        period.period_end,
        actual.low_amount as actual_low,
        actual.high_amount as actual_high,
        actual.is_bound as actual_is_bound,
        actual.step_width as actual_step,
        target.low_amount as target_low,
        target.high_amount as target_high,
        coalesce(
            regexp_extract(
                substr(block.text, 1, actual.start_char), '[^，,。；;：:\n]*$'
            ),
            ''
        ) as said_before,
        coalesce(header.text, '') as said_above,
    from claim
    inner join period on claim.period = period.period
    inner join link on claim.claim_id = link.claim_id
    inner join figure as actual
        on link.document_id = actual.document_id and link.actual_no = actual.statement_no
    left join figure as target
        on link.document_id = target.document_id and link.target_no = target.statement_no
    left join block
        on actual.document_id = block.document_id and actual.block = block.block
    left join header
        on
            block.document_id = header.document_id
            and block.table_no = header.table_no
            and block.col_no = header.col_no
),

measured as (
    select
        *,
        case
            when coalesce(actual_base_unit, '') in ('%', '百分点') then 'level'
            when regexp_matches(said_before, '当月|本月|单月') then 'month'
            when is_cumulative then 'cumulative'
            when regexp_matches(said_above, '当月|本月|单月') then 'month'
            when contains(said_above, '累计') then 'cumulative'
            when period_kind = 'year' and target_amount is not null then 'cumulative'
            else 'unknown'
        end as measure,
    from told
),

-- In a table the column of the month is often read as an indicator of its own, named by its item.
named as (
    select
        * replace (
            case
                when measure = 'month' and regexp_matches(series, '^(当月|本月|单月)') and item <> ''
                    then item
                else series
            end as series
        ),
    from measured
),

counted as (
    select
        *,
        count(distinct actual_amount) over same_thing as amounts_count,
        row_number() over (
            partition by unit, period, item, series, project, actual_base_unit, measure
            order by target_amount is null asc, believed_from desc, document_id asc, claim_no asc
        ) as place,
    from named
    window same_thing as (
        partition by document_id, item, series, project, actual_base_unit, measure
    )
),

final as (
    select
        claim_id,
        document_id,
        unit,
        item,
        series,
        project,
        actual_base_unit as base_unit,
        measure,
        period,
        period_kind,
        period_start,
        period_end,
        cast(year(period_end) as integer) as calendar_year,
        dimension,
        indicator,
        direction,
        target_text,
        target_amount,
        target_low,
        target_high,
        target_basis,
        actual_text,
        actual_amount,
        actual_low,
        actual_high,
        actual_is_bound,
        actual_step,
        computed_rate_pct,
        schedule_rate_pct,
        believed_from,
    from counted
    where place = 1 and amounts_count = 1
)

select * from final
order by unit, item, series, project, base_unit, measure, period_end, period
