-- As many reports as the duties come to, counted by arithmetic on the periods alone, and each of
-- them on time, late, missing or not due yet.

with

asked as (
    select * from {{ ref('stg_report_calendar') }}
),

unit as (
    select * from {{ ref('units') }}
),

last_year as (
    select year(today) as last_year from {{ source('bronze', 'day') }}
),

numbered as (
    select
        asked.unit,
        asked.frequency,
        12 // {{ months_covered('asked.frequency') }} as per_year,
        cast(left(asked.from_period, 4) as integer) * per_year
        + coalesce(try_cast(regexp_extract(asked.from_period, '-[HQ]?(\d+)$', 1) as integer), 1)
            as first_no,
        cast(left(coalesce(asked.to_period, '9999'), 4) as integer) * per_year
        + coalesce(
            try_cast(regexp_extract(asked.to_period, '-[HQ]?(\d+)$', 1) as integer), per_year
        ) as last_no,
        last_year.last_year * per_year + per_year as end_no,
    from asked
    cross join last_year
),

counted as (
    select
        unit,
        frequency,
        greatest(least(last_no, end_no) - first_no + 1, 0) as reports,
    from numbered
),

wanted as (
    select
        coalesce(unit.unit, counted.unit) as unit,
        sum(counted.reports) as reports,
    from counted
    left join unit
        on counted.unit = '*' and unit.unit not in (select unit from asked)
    where counted.unit <> '*' or unit.unit is not null
    group by all
),

listed as (
    select
        unit,
        count(*) as reports,
        count(*) filter (status = 'on_time')
        + count(*) filter (status = 'late')
        + count(*) filter (status = 'missing')
        + count(*) filter (status = 'not_due') as told,
    from {{ ref('report_calendar') }}
    group by unit
),

final as (
    select
        coalesce(wanted.unit, listed.unit) as unit,
        wanted.reports as wanted,
        listed.reports as listed,
        listed.told,
    from wanted
    full outer join listed on wanted.unit = listed.unit
    where
        coalesce(wanted.reports, 0) <> coalesce(listed.reports, 0)
        or coalesce(listed.told, 0) <> coalesce(listed.reports, 0)
)

select * from final
