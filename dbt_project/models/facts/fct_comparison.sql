-- What one report says held against what another one of the same unit said. Bounds are those of the
-- printed figures, so that nobody is asked about rounding. Kinds:
--
-- fall       a figure counted from January on is less than in the report before
-- month      the month is the cumulative figure less the one before
-- year end   the annual figure is December's cumulative one
-- target     the target is the one of the report before

with

series as (
    select * from {{ ref('fct_series') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

cumulative as (
    select
        *,
        lag(claim_id) over same_year as other_claim_id,
    from series
    where measure = 'cumulative' and period_kind <> 'year'
    window same_year as (
        partition by unit, item, series, project, base_unit, calendar_year
        order by period_end, period
    )
),

fall as (
    select
        'fall' as kind,
        later.claim_id,
        earlier.claim_id as other_claim_id,
        cast(null as varchar) as third_claim_id,
        later.actual_text as printed_text,
        earlier.actual_text as other_text,
        cast(null as varchar) as third_text,
        later.actual_amount as printed_amount,
        earlier.actual_amount as expected_amount,
        coalesce(later.actual_high >= earlier.actual_low, true) as is_possible,
        later.actual_amount >= earlier.actual_amount as is_plain,
        cast(null as varchar) as hindrance,
    from cumulative as later
    inner join series as earlier on later.other_claim_id = earlier.claim_id
),

-- A month needs the cumulative figure of the month before, or none in January.
month_told as (
    select
        this_month.claim_id,
        so_far.claim_id as other_claim_id,
        before.claim_id as third_claim_id,
        this_month.actual_text as printed_text,
        so_far.actual_text as other_text,
        before.actual_text as third_text,
        this_month.actual_amount as printed_amount,
        so_far.actual_amount - coalesce(before.actual_amount, 0) as expected_amount,
        this_month.actual_low as printed_low,
        this_month.actual_high as printed_high,
        so_far.actual_low
        - case when before.claim_id is null then 0 else before.actual_high end as expected_low,
        so_far.actual_high
        - case when before.claim_id is null then 0 else before.actual_low end as expected_high,
    from series as this_month
    inner join series as so_far
        on
            {{ is_one_series('this_month', 'so_far') }}
            and this_month.period = so_far.period
            and so_far.measure = 'cumulative'
    left join series as before
        on
            {{ is_one_series('so_far', 'before') }}
            and before.measure = 'cumulative'
            and before.period_kind = 'month'
            and before.period_end = this_month.period_start - interval 1 day
            and so_far.calendar_year = before.calendar_year
    where
        this_month.measure = 'month'
        and this_month.period_kind = 'month'
        and (before.claim_id is not null or month(this_month.period_end) = 1)
),

month_held as (
    select
        'month' as kind,
        claim_id,
        other_claim_id,
        third_claim_id,
        printed_text,
        other_text,
        third_text,
        printed_amount,
        expected_amount,
        {{ can_be_equal('printed_low', 'printed_high', 'expected_low', 'expected_high') }}
            as is_possible,
        printed_amount = expected_amount as is_plain,
        cast(null as varchar) as hindrance,
    from month_told
),

year_end as (
    select
        'year end' as kind,
        annual.claim_id,
        december.claim_id as other_claim_id,
        cast(null as varchar) as third_claim_id,
        annual.actual_text as printed_text,
        december.actual_text as other_text,
        cast(null as varchar) as third_text,
        annual.actual_amount as printed_amount,
        december.actual_amount as expected_amount,
        {{ can_be_equal(
            'annual.actual_low', 'annual.actual_high', 'december.actual_low', 'december.actual_high'
        ) }} as is_possible,
        annual.actual_amount = december.actual_amount as is_plain,
        cast(null as varchar) as hindrance,
    from series as annual
    inner join series as december
        on
            {{ is_one_series('annual', 'december') }}
            and annual.period_end = december.period_end
            and december.measure = 'cumulative'
            and december.period_kind <> 'year'
    where annual.period_kind = 'year' and annual.measure in ('cumulative', 'unknown')
),

targeted as (
    select
        *,
        lag(claim_id) over same_year as other_claim_id,
    from series
    where target_amount is not null and target_basis in ('', 'annual')
    window same_year as (
        partition by
            unit,
            item,
            series,
            project,
            base_unit,
            measure,
            calendar_year,
            period_kind,
            target_basis
        order by period_end, period
    )
),

stepped as (
    select
        later.*,
        earlier.target_text as other_target_text,
        earlier.target_amount as other_target_amount,
        {{ can_be_equal(
            'later.target_low', 'later.target_high', 'earlier.target_low', 'earlier.target_high'
        ) }} as is_possible,
        count(*) filter (where later.target_amount <> earlier.target_amount) over (
            partition by
                later.unit,
                later.item,
                later.series,
                later.project,
                later.base_unit,
                later.measure,
                later.calendar_year,
                later.period_kind,
                later.target_basis
        ) as changes_count,
    from targeted as later
    inner join series as earlier on later.other_claim_id = earlier.claim_id
),

-- A change that the report speaks of is not a quiet one.
spoken as (
    select distinct document_id
    from block
    where
        regexp_matches(text, '{{ change_is_told() }}')
),

target as (
    select
        'target' as kind,
        stepped.claim_id,
        stepped.other_claim_id,
        cast(null as varchar) as third_claim_id,
        stepped.target_text as printed_text,
        stepped.other_target_text as other_text,
        cast(null as varchar) as third_text,
        stepped.target_amount as printed_amount,
        stepped.other_target_amount as expected_amount,
        stepped.is_possible,
        stepped.target_amount = stepped.other_target_amount as is_plain,
        case
            -- targets that differ report after report are set for each of them
            when stepped.changes_count > 2 then 'target varies'
            when spoken.document_id is not null then 'change is told'
        end as hindrance,
    from stepped
    left join spoken on stepped.document_id = spoken.document_id
),

held as (
    select * from fall
    union all
    select * from month_held
    union all
    select * from year_end
    union all
    select * from target
),

judged as (
    select
        held.*,
        case
            when held.is_plain then 'holds'
            when held.hindrance is not null then 'uncheckable'
            when held.is_possible then 'within_rounding'
            else 'broken'
        end as verdict,
    from held
),

final as (
    select
        judged.claim_id || '-' || replace(judged.kind, ' ', '') as comparison_id,
        judged.kind,
        judged.claim_id,
        judged.other_claim_id,
        judged.third_claim_id,
        series.document_id,

        -- who says it about what
        series.unit,
        series.period,
        other.period as other_period,
        series.dimension,
        series.item,
        series.indicator,
        series.project,
        series.series,

        -- what is printed, and what was before
        judged.printed_text,
        judged.other_text,
        judged.printed_amount,
        cast(judged.expected_amount as decimal(38, 9)) as expected_amount,
        judged.verdict,
        case when judged.verdict = 'uncheckable' then judged.hindrance end as verdict_reason,
        case judged.kind
            when 'month'
                then
                    judged.other_text || coalesce(' − ' || judged.third_text, '') || ' = '
                    || {{ plain('judged.expected_amount') }} || coalesce(series.base_unit, '')
                    || '；报告写当月' || judged.printed_text
            when 'fall' then '累计' || judged.other_text || ' → 累计' || judged.printed_text
            when 'year end'
                then '12月累计' || judged.other_text || '；全年写' || judged.printed_text
            else '目标' || judged.other_text || ' → 目标' || judged.printed_text
        end as working,
    from judged
    inner join series on judged.claim_id = series.claim_id
    inner join series as other on judged.other_claim_id = other.claim_id
)

select * from final
order by unit, period, item, series, project, kind, comparison_id
