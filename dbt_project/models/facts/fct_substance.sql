-- What the words around the figures of a claim say: whether the result answers at all, in the same
-- terms, as of the same day. Each column is a hint for a person, never a verdict.

with

claim as (
    select * from {{ ref('fct_claim') }}
),

link as (
    select * from {{ ref('stg_claim') }}
),

figure as (
    select * from {{ ref('stg_statement') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

-- 达进度, 欠进度 in a cell of its own.
flag_cell as (
    select
        document_id,
        table_no,
        row_no,
        first(trim(text) order by block) as own_flag,
    from block
    where
        table_no is not null
        and regexp_full_match(trim(text), '{{ own_flags() }}')
    group by document_id, table_no, row_no
),

worded as (
    select
        claim.*,
        document.period_kind,
        document.period_end,
        target.block as target_block,
        target.origin as target_origin,
        target_text.role as target_place,
        actual.block as actual_block,
        result_text.role as actual_place,
        {{ said_before('target_text.text', 'target.start_char') }} as before_target,
        {{ said_after('target_text.text', 'target.end_char') }} as after_target,
        target.text as target_print,
        {{ said_before('result_text.text', 'actual.start_char') }} as before_actual,
        {{ said_after('result_text.text', 'actual.end_char') }} as after_actual,
        actual.text as actual_print,
        flag_cell.own_flag as flag_in_row,
    from claim
    inner join document on claim.document_id = document.document_id
    inner join link on claim.claim_id = link.claim_id
    left join figure as target
        on link.document_id = target.document_id and link.target_no = target.statement_no
    left join figure as actual
        on link.document_id = actual.document_id and link.actual_no = actual.statement_no
    left join block as target_text
        on target.document_id = target_text.document_id and target.block = target_text.block
    left join block as result_text
        on actual.document_id = result_text.document_id and actual.block = result_text.block
    left join flag_cell
        on
            result_text.document_id = flag_cell.document_id
            and result_text.table_no = flag_cell.table_no
            and result_text.row_no = flag_cell.row_no
),

heard as (
    select
        *,
        {{ bare('before_target || target_print || after_target') }} as target_words,
        {{ bare('before_actual || actual_print || after_actual') }} as actual_words,
        -- the thing counted, where it follows its number: 256个标化管理优良工地
        case
            when coalesce(actual_base_unit, '') not in ('%', '百分点', '元')
                then
                    nullif(
                        regexp_extract(
                            regexp_replace(after_actual, '^(全部|均|都|已|并|按|正|其中|完成|实现).*', ''),
                            '^[一-龥“”]{4,16}'
                        ),
                        ''
                    )
        end as counted_thing,
        -- 8月份上报…时 stands for a day that the reader does not date
        try_cast(
            nullif(regexp_extract(right(before_actual, 60), '([0-9]{1,2})月份', 1), '') as integer
        ) as said_month,
        nullif(
            regexp_extract(
                coalesce(flag_in_row, '') || left(coalesce(after_actual, ''), 60),
                '{{ own_flags() }}'
            ),
            ''
        ) as own_flag,
    from worded
),

named as (
    select
        *,
        list_distinct(
            list_transform(
                generate_series(1, length(counted_thing) - 1),
                lambda place: substr(counted_thing, cast(place as bigint), 2)
            )
        ) as pairs,
    from heard
),

weighed as (
    select
        *,
        len(list_filter(pairs, lambda pair: contains(target_words || item, pair))) * 100
        < {{ var('rename_likeness_pct') }} * len(pairs) as is_renamed,
        coalesce(
            as_of,
            case
                when said_month between 1 and month(period_end)
                    then last_day(make_date(year(period_end), said_month, 1))
            end
        ) as figures_as_of,
    from named
),

-- 7月 | 10月 | 12月: of the days a thing is told for, the last stands for the period
latest as (
    select
        *,
        max(coalesce(figures_as_of, period_end)) over (
            partition by document_id, kind, item, indicator, project
        ) as latest_as_of,
    from weighed
),

final as (
    select
        claim_id,
        document_id,

        -- who says what about what
        unit,
        period,
        dimension,
        item,
        indicator,
        project,
        is_unsure,
        target_text,
        actual_text,
        computed_rate_pct,
        schedule_rate_pct,

        -- what the words say
        coalesce(
            target_block <> actual_block
            and target_amount = actual_amount
            and stated_rate_pct is null
            and length(target_words) >= 10
            and contains(actual_words, target_words),
            false
        ) as is_repetition,
        trim(before_target || target_print || after_target) as repeated_text,
        coalesce(target_place = 'result' and target_origin = 'stated', false)
            as is_target_in_result,
        case when is_renamed and target_amount is not null then counted_thing end as other_name,
        case
            when
                date_trunc('month', figures_as_of) < date_trunc('month', period_end)
                and figures_as_of = latest_as_of
                then strftime(figures_as_of, '%Y-%m-%d')
        end as older_as_of_text,
        period_kind = 'year' and is_cumulative and target_amount is null
            as is_perhaps_of_several_years,
        own_flag,
        coalesce(
            case
                when own_flag = '已办结' then rate_high_pct < 100
                when regexp_matches(own_flag, '欠|落后') then rate_low_pct >= schedule_rate_pct
                else rate_high_pct < schedule_rate_pct
            end,
            false
        ) as is_flag_contrary,
        is_current,
        believed_from,
        believed_to,
    from latest
)

select * from final
order by document_id, claim_id
