-- What a unit corrected, figure by figure: by another version of its report, or on a reply sheet.
-- Claims of the two versions are the same where they speak of the same thing, the first with the
-- first and so on.

with

document as (
    select * from {{ ref('dim_document') }}
),

claim as (
    select * from {{ ref('fct_claim') }}
),

correction as (
    select * from {{ ref('fct_correction') }}
),

rate as (
    select * from {{ ref('fct_corrected_rate') }}
),

numbered as (
    select
        *,
        row_number() over (
            partition by document_id, kind, item, series, project order by claim_no
        ) as same_no,
    from claim
),

restated as (
    select
        later.document_id as later_id,
        earlier.document_id as earlier_id,
        later.path,
        later.unit,
        later.period,
        earlier.version as earlier_version,
        later.version as later_version,
        later.believed_from as restated_at,
    from document as later
    inner join document as earlier on later.supersedes = earlier.document_id
),

before as (
    select
        restated.*,
        numbered.*,
    from restated
    inner join numbered on restated.earlier_id = numbered.document_id
),

after as (
    select
        restated.*,
        numbered.*,
    from restated
    inner join numbered on restated.later_id = numbered.document_id
),

paired as (
    select
        coalesce(after.path, before.path) as path,
        coalesce(after.unit, before.unit) as unit,
        coalesce(after.period, before.period) as period,
        coalesce(after.earlier_version, before.earlier_version) as earlier_version,
        coalesce(after.later_version, before.later_version) as later_version,
        coalesce(after.restated_at, before.restated_at) as restated_at,
        coalesce(after.kind, before.kind) as kind,
        coalesce(after.item, before.item) as item,
        coalesce(after.indicator, before.indicator) as indicator,
        coalesce(after.project, before.project) as project,
        coalesce(after.same_no, before.same_no) as same_no,
        before.claim_id as earlier_claim_id,
        after.claim_id as later_claim_id,
        before.verdict as earlier_verdict,
        after.verdict as later_verdict,
        unnest(['target', 'actual', 'rate']) as figure,
        unnest([before.target_text, before.actual_text, before.stated_rate_text])
            as earlier_text,
        unnest([after.target_text, after.actual_text, after.stated_rate_text]) as later_text,
        unnest([before.target_amount, before.actual_amount, before.stated_rate_pct])
            as earlier_amount,
        unnest([after.target_amount, after.actual_amount, after.stated_rate_pct]) as later_amount,
    from before
    full outer join after
        on
            before.later_id = after.later_id
            and before.kind = after.kind
            and before.item = after.item
            and before.series = after.series
            and before.project = after.project
            and before.same_no = after.same_no
),

-- What a reply sheet puts beside the print: the report itself stays as it is.
replied as (
    select
        document.path,
        numbered.unit,
        numbered.period,
        document.version as earlier_version,
        document.version as later_version,
        correction.corrected_at as restated_at,
        numbered.kind,
        numbered.item,
        numbered.indicator,
        numbered.project,
        numbered.same_no,
        numbered.claim_id as earlier_claim_id,
        numbered.claim_id as later_claim_id,
        numbered.verdict as earlier_verdict,
        rate.verdict_corrected as later_verdict,
        correction.part as figure,
        correction.printed_text as earlier_text,
        correction.corrected_text as later_text,
        case correction.part
            when 'target' then numbered.target_amount
            when 'actual' then numbered.actual_amount
            else numbered.stated_rate_pct
        end as earlier_amount,
        correction.corrected_amount as later_amount,
        '回执' as correction_source,
        correction.corrected_by,
        correction.reply_path,
        correction.explanation,
    from correction
    inner join numbered on correction.claim_id = numbered.claim_id
    inner join rate on correction.claim_id = rate.claim_id
    inner join document on numbered.document_id = document.document_id
),

changed as (
    select
        *,
        '改报' as correction_source,
        cast(null as varchar) as corrected_by,
        cast(null as varchar) as reply_path,
        cast(null as varchar) as explanation,
    from paired
    where
        earlier_text is distinct from later_text
        and (earlier_amount is null or later_amount is null or earlier_amount <> later_amount)
    union all by name
    select * from replied
),

final as (
    select
        unit,
        period,
        path,
        earlier_version,
        later_version,
        restated_at,
        item,
        indicator,
        project,
        same_no,
        figure,
        case figure when 'target' then '目标值' when 'actual' then '完成值' else '完成率' end
            as figure_label,
        case
            when earlier_text is null then '新增'
            when later_text is null then '删去'
            else '更正'
        end as change,
        earlier_text,
        later_text,
        earlier_amount,
        later_amount,
        later_amount - earlier_amount as change_amount,
        {{ label('earlier_verdict') }} as earlier_verdict_label,
        {{ label('later_verdict') }} as later_verdict_label,
        correction_source,
        corrected_by,
        reply_path,
        explanation,
        earlier_claim_id,
        later_claim_id,
    from changed
)

select * from final
order by restated_at, unit, period, path, item, indicator, project, same_no, figure
