-- Which claim spoke for its thing, and from when to when. Several documents of a unit may be
-- believed at once, and each that comes or goes may change which claim the marts show: time is
-- cut there.

with

claim as (
    select * from {{ ref('fct_claim') }}
    where unit is not null and period is not null
),

document as (
    select * from {{ ref('stg_document') }}
    where unit is not null and period is not null and kind = 'report'
),

moment as (
    select
        unit,
        period,
        believed_from as happened_at,
    from document
    union
    select
        unit,
        period,
        believed_to as happened_at,
    from document
    where believed_to is not null
),

epoch as (
    select
        unit,
        period,
        happened_at as epoch_from,
        lead(happened_at) over (partition by unit, period order by happened_at) as epoch_to,
    from moment
),

believed as (
    select
        claim.*,
        epoch.epoch_from,
        epoch.epoch_to,
        row_number() over (
            partition by
                epoch.epoch_from,
                claim.unit,
                claim.period,
                claim.kind,
                claim.item,
                claim.indicator,
                claim.project
            order by {{ leading_order('claim.') }}
        ) as place,
    from epoch
    inner join claim
        on
            epoch.unit = claim.unit
            and epoch.period = claim.period
            and epoch.epoch_from >= claim.believed_from
            and (claim.believed_to is null or epoch.epoch_from < claim.believed_to)
),

-- Epochs in a row with the same claim are one belief.
islands as (
    select
        *,
        coalesce(
            epoch_from <> lag(epoch_to) over (partition by claim_id order by epoch_from), true
        ) as is_start,
    from believed
    where place = 1
),

numbered as (
    select
        *,
        sum(cast(is_start as integer)) over (
            partition by claim_id order by epoch_from
        ) as island,
    from islands
),

final as (
    select
        claim_id,
        kind,
        unit,
        period,
        item,
        indicator,
        project,
        min(epoch_from) as believed_from,
        case when count(epoch_to) = count(*) then max(epoch_to) end as believed_to,
    from numbered
    group by claim_id, kind, unit, period, item, indicator, project, island
)

select * from final
order by unit, period, kind, item, indicator, project, believed_from
