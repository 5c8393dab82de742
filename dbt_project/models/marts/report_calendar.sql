with

expected as (
    select * from {{ ref('fct_expected_report') }}
),

unit as (
    select * from {{ ref('dim_unit') }}
),

final as (
    select
        expected.unit,
        unit.parent,
        unit.office,
        expected.period,
        expected.frequency,
        expected.frequency_label,
        expected.due_on,
        expected.grace_until,
        expected.arrived_on,
        expected.status,
        {{ label('expected.status') }} as status_label,
        expected.days_late,
        case when expected.document_id is not null then expected.path end as file,
        expected.uncounted_files,
        nullif(
            concat(
                case when expected.is_withdrawn then '曾报送，文件已撤。' end,
                case
                    when expected.uncounted_files is not null
                        then '有文件无法读取或命名不合约定，未计为报送。'
                end,
                expected.due_note
            ),
            ''
        ) as note,
        expected.document_id,
    from expected
    left join unit on expected.unit = unit.unit
)

select * from final
order by unit, due_on, period, frequency
