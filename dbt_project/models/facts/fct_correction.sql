-- What a unit corrected on its reply sheet, beside what it had printed. A sheet corrects a claim of
-- its own unit alone, and only while the claim prints the figures that the sheet repeats; where a
-- warehouse was built anew the version of the report goes by another id, and those figures find it.

with

reply as (
    select * from {{ ref('stg_reply') }}
),

figure as (
    select * from {{ ref('stg_reply_figure') }}
),

claim as (
    select * from {{ ref('fct_claim') }}
),

numbers as (
    select * from {{ ref('stg_claim') }}
),

statement as (
    select * from {{ ref('fct_statement') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

known as (
    select
        reply.*,
        document.document_id is null as is_of_another_warehouse,
    from reply
    left join document on reply.fact_document_id = document.document_id
),

printed as (
    select
        claim.*,
        {{ closed_up("actual_text || '÷' || target_text || '='") }} as quotient,
        {{ closed_up('stated_rate_text') }} as stated,
    from claim
),

answered as (
    select
        known.reply_id,
        printed.claim_id,
    from known
    inner join printed
        on
            known.unit = printed.unit
            and (
                known.fact_document_id = printed.document_id
                or (known.is_of_another_warehouse and known.period = printed.period)
            )
    where
        case
            -- nothing was reckoned, or the sheet does not repeat it
            when printed.computed_rate_pct is null or not contains(known.working, '÷')
                then known.fact_id = printed.claim_id
            else
                contains({{ closed_up('known.working') }}, printed.quotient)
                and contains({{ closed_up('known.working') }}, coalesce(printed.stated, ''))
                and contains({{ closed_up('known.about') }}, {{ closed_up('printed.indicator') }})
        end
),

part as (
    select
        numbers.claim_id,
        statement.role,
        statement.statement_no,
        statement.shown,
        statement.unit,
        statement.base_unit,
        statement.multiplier,
        statement.decimals = 0 and statement.half_width = 0 as is_count,
        numbers.target_no,
        numbers.actual_no,
        numbers.rate_no,
    from numbers
    inner join statement
        on
            numbers.document_id = statement.document_id
            and statement.statement_no in (numbers.target_no, numbers.actual_no, numbers.rate_no)
),

-- Which part a figure corrects: the one its words name, if the unit fits; else the one its unit
-- fits.
fitting as (
    select
        figure.*,
        answered.claim_id,
        printed.document_id as claim_document_id,
        printed.stated_rate_pct is not null as has_rate,
        figure.base_unit is null
        or figure.base_unit = coalesce(printed.target_base_unit, printed.actual_base_unit)
            as fits_target,
        figure.base_unit is null
        or figure.base_unit = coalesce(printed.actual_base_unit, printed.target_base_unit)
            as fits_actual,
        coalesce(figure.base_unit, '%') = '%' as fits_rate,
    from figure
    inner join answered on figure.reply_id = answered.reply_id
    inner join printed on answered.claim_id = printed.claim_id
),

told as (
    select
        * exclude (part),
        case
            when part = 'rate' and fits_rate then 'rate'
            when part = 'target' and fits_target then 'target'
            when part = 'actual' and fits_actual then 'actual'
            when part = 'rate' or part = 'target' then null
            when base_unit = '%' and has_rate then 'rate'
            when part = 'actual' or base_unit is null then null
            when fits_target and not fits_actual then 'target'
            when fits_actual and not fits_target then 'actual'
        end as part,
    from fitting
),

-- A bare number has the unit of what it corrects.
measured as (
    select
        told.reply_id,
        told.document_id as reply_document_id,
        told.claim_id,
        told.claim_document_id,
        told.part,
        told.block,
        told.start_char,
        told.end_char,
        told.text,
        part.shown as printed_text,
        case when told.part = 'rate' then '%' else coalesce(told.unit, part.unit) end as unit,
        case when told.part = 'rate' then '%' else coalesce(told.base_unit, part.base_unit) end
            as base_unit,
        told.value,
        told.decimals,
        case
            when told.base_unit is not null or told.part = 'rate' then told.multiplier
            when told.unit is null then part.multiplier
        end as multiplier,
        told.is_exact or (told.base_unit is null and told.decimals = 0 and part.is_count)
            as is_exact,
    from told
    left join part
        on
            told.claim_id = part.claim_id
            and part.statement_no = case told.part
                when 'target' then part.target_no
                when 'actual' then part.actual_no
                else part.rate_no
            end
    where told.part is not null
),

weighed as (
    select
        *,
        cast(value * multiplier as decimal(38, 9)) as amount,
        case
            when is_exact and base_unit <> '%' then 0
            else {{ half_width('multiplier', 'decimals') }}
        end as half_width,
        {{ step_width('multiplier', 'decimals') }} as step_width,
    from measured
    where multiplier is not null
),

-- Of two corrections of one figure the later one holds.
latest as (
    select
        weighed.*,
        reply.finding_id,
        reply.path,
        reply.explanation,
        reply.filled_by,
        reply.filled_on,
        reply.received_at,
    from weighed
    inner join reply on weighed.reply_id = reply.reply_id
    qualify
        row_number() over (
            partition by weighed.claim_id, weighed.part
            order by
                reply.received_at desc,
                reply.filled_on desc nulls last,
                reply.path desc,
                weighed.reply_id asc
        ) = 1
),

final as (
    select
        claim_id,
        claim_document_id as document_id,
        cast(
            row_number() over (partition by claim_document_id order by claim_id, part) as integer
        ) as correction_no,
        part,
        printed_text,
        case
            when contains(text, unit) or unit is null then text
            else text || unit
        end as corrected_text,
        value as corrected_value,
        unit as corrected_unit,
        amount as corrected_amount,
        base_unit,
        decimals,
        cast(half_width as decimal(38, 9)) as half_width,
        step_width,
        filled_by as corrected_by,
        received_at as corrected_at,
        filled_on,
        explanation,
        finding_id,
        reply_id,
        reply_document_id,
        path as reply_path,
        block as reply_block,
        start_char as reply_start,
        end_char as reply_end,
    from latest
)

select * from final
order by claim_id, part
