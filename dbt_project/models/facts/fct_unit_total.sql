-- What a unit reports held against what the units under it report of the same thing and period: the
-- city's figure is the sum of its districts'. seeds/units.csv says which units those are; where one
-- of them says nothing, nothing is held against the total.

with

series as (
    select * from {{ ref('fct_series') }}
    where coalesce(base_unit, '') not in ('%', '百分点')
),

unit as (
    select * from {{ ref('units') }}
    where parent is not null
),

-- Results and targets alike, each a figure to be added up.
figure as (
    select
        *,
        'actual' as figure,
        actual_text as printed_text,
        actual_amount as amount,
        actual_low as low_amount,
        actual_high as high_amount,
        actual_is_bound as is_bound,
    from series
    union all
    select
        *,
        'target' as figure,
        target_text as printed_text,
        target_amount as amount,
        target_low as low_amount,
        target_high as high_amount,
        false as is_bound,
    from series
    where target_amount is not null
),

under as (
    select
        parent,
        count(*) as units_count,
    from unit
    group by parent
),

-- A unit that says it more than once, under several items, says nothing that can be added.
part as (
    select
        whole.claim_id,
        whole.figure,
        part.unit,
        part.claim_id as part_claim_id,
        part.printed_text,
        part.amount,
        part.low_amount,
        part.high_amount,
        part.is_bound,
        count(*) over (
            partition by whole.claim_id, whole.figure, part.unit
        ) as times_told,
    from figure as whole
    inner join unit on whole.unit = unit.parent
    inner join figure as part
        on
            unit.unit = part.unit
            and whole.figure = part.figure
            and whole.period = part.period
            and whole.series = part.series
            and whole.project = part.project
            and whole.base_unit is not distinct from part.base_unit
            and (whole.measure = 'month') = (part.measure = 'month')
),

added as (
    select
        claim_id,
        figure,
        count(distinct unit) as told_count,
        bool_or(times_told > 1) as is_told_twice,
        bool_or(is_bound) as is_bound,
        string_agg(unit || printed_text, ' + ' order by unit) as parts_text,
        list(part_claim_id order by unit) as part_claim_ids,
        cast(sum(amount) as decimal(38, 9)) as amount,
        case when count(low_amount) = count(*) then cast(sum(low_amount) as decimal(38, 9)) end
            as low_amount,
        case when count(high_amount) = count(*) then cast(sum(high_amount) as decimal(38, 9)) end
            as high_amount,
    from part
    group by claim_id, figure
),

held as (
    select
        figure.*,
        added.parts_text,
        added.part_claim_ids,
        added.amount as expected_amount,
        case
            when added.is_told_twice then 'told twice'
            when added.told_count < under.units_count then 'unit missing'
            when figure.is_bound or added.is_bound then 'bound only'
        end as hindrance,
        {{ can_be_equal(
            'figure.low_amount', 'figure.high_amount', 'added.low_amount', 'added.high_amount'
        ) }} as is_possible,
    from figure
    inner join added on figure.claim_id = added.claim_id and figure.figure = added.figure
    inner join under on figure.unit = under.parent
),

final as (
    select
        claim_id || '-units-' || figure as unit_total_id,
        claim_id,
        document_id,
        part_claim_ids,

        -- who says it about what
        unit,
        period,
        dimension,
        item,
        indicator,
        project,
        figure,

        -- what is printed, and what the units under it come to
        printed_text,
        parts_text,
        amount as printed_amount,
        expected_amount,
        case
            when hindrance is not null then 'uncheckable'
            when amount = expected_amount then 'holds'
            when is_possible then 'within_rounding'
            else 'broken'
        end as verdict,
        hindrance as verdict_reason,
        parts_text || ' = ' || {{ plain('expected_amount') }} || coalesce(base_unit, '')
        || '；' || unit || '报告写' || printed_text as working,
    from held
)

select * from final
order by unit, period, item, indicator, project, figure, unit_total_id
