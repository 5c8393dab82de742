-- Which days the offices work: by the State Council's calendar where seeds/holidays.csv has the
-- year, else Monday to Friday. It reaches as far as anything can be due.

with

today as (
    select * from {{ source('bronze', 'day') }}
),

asked as (
    select min(cast(left(from_period, 4) as integer)) as first_year
    from {{ ref('stg_report_calendar') }}
),

holiday as (
    select * from {{ ref('holidays') }}
),

told_year as (
    select distinct year(day) as calendar_year from holiday
),

span as (
    select
        least(year(today.today) - 1, asked.first_year) as first_year,
        year(today.today) + 2 as last_year,
    from today
    cross join asked
),

each_day as (
    select
        cast(
            unnest(
                generate_series(
                    make_date(first_year, 1, 1), make_date(last_year, 12, 31), interval 1 day
                )
            ) as date
        ) as day,
    from span
),

named as (
    select
        each_day.day,
        coalesce(holiday.kind = 'workday', isodow(each_day.day) <= 5) as is_workday,
        holiday.name,
        told_year.calendar_year is not null as is_told,
    from each_day
    left join holiday on each_day.day = holiday.day
    left join told_year on year(each_day.day) = told_year.calendar_year
),

final as (
    select
        day,
        is_workday,
        name,
        is_told,
        sum(cast(is_workday as integer)) over (order by day) as workday_no,
        min(day) filter (is_workday) over (
            order by day rows between current row and unbounded following
        ) as workday_from_here,
    from named
)

select * from final
order by day
