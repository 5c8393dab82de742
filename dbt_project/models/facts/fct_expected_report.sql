-- Every report that seeds/report_calendar.csv asks for, up to the end of the year that today lies
-- in, and what came of it. `today` is data: the same reports on the same day give the same rows.
--
-- Due days are days of the calendar, moved to the next working day where the offices are shut, as
-- periods of days end by law (民法典第二百零三条). Days of grace are working days: they are given
-- for work to be done. A report has arrived when it could first be read; one that we cannot read
-- through a fault of ours has arrived as well, and one that was taken away again has not.

with

today as (
    select * from {{ source('bronze', 'day') }}
),

asked as (
    select * from {{ ref('stg_report_calendar') }}
),

unit as (
    select * from {{ ref('units') }}
),

day as (
    select * from {{ ref('dim_day') }}
),

document as (
    select
        filed.period_kind,
        filed.period_start,
        filed.period_end,
        dim_document.*,
    from {{ ref('dim_document') }} as dim_document
    inner join {{ ref('stg_document') }} as filed on dim_document.document_id = filed.document_id
    where filed.kind = 'report'
),

own as (
    select * from asked
    where unit <> '*'
),

-- A unit that has rows of its own follows those alone.
duty as (
    select * from own
    union all
    select asked.* replace (unit.unit as unit)
    from asked
    cross join unit
    where asked.unit = '*' and unit.unit not in (select own.unit from own)
),

month_end as (
    select
        today.today,
        day.day as period_end,
    from day
    cross join today
    where day.day = last_day(day.day) and year(day.day) <= year(today.today)
),

expected as (
    select
        month_end.today,
        duty.unit,
        {{ report_period('duty.frequency', 'month_end.period_end') }} as period,
        duty.frequency,
        cast(
            date_trunc('month', month_end.period_end)
            - to_months({{ months_covered('duty.frequency') }} - 1) as date
        ) as period_start,
        month_end.period_end,
        duty.due_days,
        duty.grace_days,
    from duty
    inner join month_end
        on
            month(month_end.period_end) % {{ months_covered('duty.frequency') }} = 0
            and {{ report_period('duty.frequency', 'month_end.period_end') }} between
            duty.from_period and coalesce(duty.to_period, '9999')
),

due as (
    select
        expected.*,
        expected.unit || '/' || expected.period as expected_id,
        due_day.day as due_on,
        last_day_of_grace.day as grace_until,
        due_day.is_told and last_day_of_grace.is_told as is_told,
    from expected
    inner join day as plain_day on expected.period_end + expected.due_days = plain_day.day
    inner join day as due_day on plain_day.workday_from_here = due_day.day
    inner join day as last_day_of_grace
        on
            last_day_of_grace.is_workday
            and due_day.workday_no + expected.grace_days = last_day_of_grace.workday_no
),

-- A report for 1-9月 is September's, and the third quarter's, as well as the one it is filed as.
filed as (
    select
        due.expected_id,
        document.document_id,
        document.path,
        document.believed_from,
        document.is_current,
        document.status in ('read', 'partly') or document.is_ours_to_mend as is_report,
    from due
    inner join document
        on
            due.unit = document.unit
            and (
                due.period = document.period
                or (
                    document.period_kind = 'range'
                    and due.period_end = document.period_end
                    and due.period_start >= document.period_start
                )
            )
),

arrival as (
    select
        expected_id,
        min({{ day_in_china('believed_from') }}) filter (is_report) as first_on,
        coalesce(bool_or(is_current) filter (is_report), false) as is_here,
        max_by(document_id, (believed_from, path)) filter (is_report and is_current) as document_id,
        max_by(path, (believed_from, path)) filter (is_report and is_current) as path,
    from filed
    group by expected_id
),

-- What lies there and is no report: unreadable files of the period, and files of the unit that came
-- after the period ended and whose names do not say what they are.
uncounted_file as (
    select
        expected_id,
        path,
    from filed
    where is_current and not is_report
    union
    select
        due.expected_id,
        document.path,
    from due
    inner join document
        on
            document.status = 'misfiled'
            and document.is_current
            and due.unit = split_part(document.path, '/', 1)
            and {{ day_in_china('document.believed_from') }} > due.period_end
),

uncounted as (
    select
        expected_id,
        string_agg(path, '、' order by path) as paths,
    from uncounted_file
    group by expected_id
),

met as (
    select
        due.*,
        case when arrival.is_here then arrival.first_on end as arrived_on,
        arrival.document_id,
        arrival.path as file,
        coalesce(arrival.first_on is not null and not arrival.is_here, false) as is_withdrawn,
        case when arrival.is_here is not true then uncounted.paths end as uncounted_files,
    from due
    left join arrival on due.expected_id = arrival.expected_id
    left join uncounted on due.expected_id = uncounted.expected_id
),

final as (
    select
        expected_id,
        document_id,

        -- what is asked of whom, and until when
        unit,
        period,
        frequency,
        {{ label('frequency') }} as frequency_label,
        period_end,
        due_on,
        {{ day_said('due_on') }} as due_text,
        grace_until,
        case when today > grace_until then cast(grace_until + 1 as timestamp) - interval 8 hour end
            as overdue_from,
        case
            when not is_told
                then '节假日安排未录入，期限只按周末推算。'
        end as due_note,

        -- what came of it
        arrived_on,
        {{ day_said('arrived_on') }} as arrived_text,
        coalesce(file, expected_id) as path,
        case
            when arrived_on <= grace_until then 'on_time'
            when arrived_on > grace_until then 'late'
            when today > grace_until then 'missing'
            else 'not_due'
        end as status,
        case
            when arrived_on <= grace_until then 0
            when arrived_on > grace_until then arrived_on - due_on
        end as days_late,
        is_withdrawn,
        uncounted_files,
    from met
)

select * from final
order by unit, period_end, frequency
