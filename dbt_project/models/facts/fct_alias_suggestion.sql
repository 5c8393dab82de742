-- Names of one unit that may mean one indicator: alike in their letters, of one base unit, and
-- never in one report together. A person decides; indicator_aliases.csv keeps what was decided.

with

claim as (
    select * from {{ ref('fct_claim') }}
    where
        is_current
        and kind = 'indicator'
        and unit is not null
        and period is not null
        and coalesce(target_base_unit, actual_base_unit) is not null
        and length(series) between 3 and 30
),

told as (
    select
        unit,
        series,
        coalesce(target_base_unit, actual_base_unit) as base_unit,
        list_sort(list_distinct(list(document_id))) as documents,
        string_agg(distinct period, '、' order by period) as periods,
        count(distinct document_id) as documents_count,
        bool_or(target_amount is not null) as has_target,
    from claim
    group by unit, series, base_unit
),

paired as (
    select
        rarer.unit,
        rarer.series as alias,
        usual.series as indicator,
        rarer.base_unit,
        rarer.periods as alias_periods,
        usual.periods as indicator_periods,
        cast(round(jaro_winkler_similarity(rarer.series, usual.series) * 100) as integer)
            as likeness_pct,
    from told as rarer
    inner join told as usual
        on
            rarer.unit = usual.unit
            and rarer.base_unit = usual.base_unit
            and rarer.series <> usual.series
            and (
                rarer.documents_count < usual.documents_count
                or (
                    rarer.documents_count = usual.documents_count
                    and rarer.series > usual.series
                )
            )
            and len(list_intersect(rarer.documents, usual.documents)) = 0
    where
        contains(rarer.series, usual.series)
        or contains(usual.series, rarer.series)
        or jaro_winkler_similarity(rarer.series, usual.series) >= 0.8
),

final as (
    select
        unit,
        alias,
        indicator,
        base_unit,
        likeness_pct,
        alias_periods,
        indicator_periods,
    from paired
    qualify
        row_number() over (
            partition by unit, alias, base_unit order by likeness_pct desc, indicator asc
        ) = 1
)

select * from final
order by unit, alias, base_unit
