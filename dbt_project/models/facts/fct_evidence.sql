-- What a reader is shown when asking where a figure comes from. A figure the reader derived stands
-- nowhere in print: its parts stand for it. An unread piece is the evidence of its document. A
-- block may be a whole book in one paragraph, so each row carries an excerpt, not all of it.

with

claim as (
    select * from {{ ref('stg_claim') }}
),

relation as (
    select * from {{ ref('stg_relation') }}
),

relation_part as (
    select * from {{ ref('stg_relation_part') }}
),

statement as (
    select * from {{ ref('stg_statement') }}
),

unread as (
    select * from {{ ref('stg_unread') }}
),

comparison as (
    select * from {{ ref('fct_comparison') }}
),

outlier as (
    select * from {{ ref('fct_outlier') }}
),

unit_total as (
    select * from {{ ref('fct_unit_total') }}
),

deadline as (
    select * from {{ ref('fct_deadline') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

named as (
    select
        claim_id as fact_id,
        document_id,
        unnest(['target', 'actual', 'rate']) as part,
        unnest([target_no, actual_no, rate_no]) as statement_no,
    from claim
    union all
    select
        relation_id as fact_id,
        document_id,
        'total' as part,
        total_no as statement_no,
    from relation
    union all
    select
        relation_id as fact_id,
        document_id,
        'part' as part,
        statement_no,
    from relation_part
    union all
    select
        comparison.comparison_id as fact_id,
        claim.document_id,
        case
            when claim.claim_id = comparison.claim_id and comparison.kind = 'target' then 'target'
            when claim.claim_id = comparison.claim_id then 'actual'
            else 'other'
        end as part,
        case when comparison.kind = 'target' then claim.target_no else claim.actual_no end
            as statement_no,
    from comparison
    inner join claim
        on
            claim.claim_id in (
                comparison.claim_id, comparison.other_claim_id, comparison.third_claim_id
            )
    union all
    select
        outlier.outlier_id as fact_id,
        claim.document_id,
        'actual' as part,
        claim.actual_no as statement_no,
    from outlier
    inner join claim on outlier.claim_id = claim.claim_id
    union all
    select
        unit_total.unit_total_id as fact_id,
        claim.document_id,
        case when unit_total.claim_id = claim.claim_id then 'total' else 'other' end as part,
        case unit_total.figure when 'target' then claim.target_no else claim.actual_no end
            as statement_no,
    from unit_total
    inner join claim
        on
            unit_total.claim_id = claim.claim_id
            or list_contains(unit_total.part_claim_ids, claim.claim_id)
),

derived_from as (
    select
        relation.document_id,
        relation.total_no,
        relation_part.statement_no,
    from relation
    inner join relation_part on relation.relation_id = relation_part.relation_id
    where relation.kind = 'sum'
),

printed as (
    select distinct
        named.fact_id,
        named.document_id,
        named.part,
        coalesce(derived_from.statement_no, named.statement_no) as statement_no,
    from named
    inner join statement
        on named.document_id = statement.document_id and named.statement_no = statement.statement_no
    left join derived_from
        on
            statement.origin = 'derived'
            and statement.document_id = derived_from.document_id
            and statement.statement_no = derived_from.total_no
),

placed as (
    select
        printed.fact_id,
        printed.document_id,
        printed.part,
        printed.statement_no,
        cast(null as integer) as unread_no,
        statement.block,
        statement.start_char,
        statement.end_char,
        statement.text,
    from printed
    inner join statement
        on
            printed.document_id = statement.document_id
            and printed.statement_no = statement.statement_no
    union all
    select
        document_id as fact_id,
        document_id,
        'unread' as part,
        cast(null as integer) as statement_no,
        unread_no,
        block,
        start_char,
        end_char,
        text,
    from unread
    union all
    select
        deadline_id as fact_id,
        document_id,
        'deadline' as part,
        cast(null as integer) as statement_no,
        cast(null as integer) as unread_no,
        block,
        cast(start_char as integer) as start_char,
        cast(start_char + length(first_deadline) as integer) as end_char,
        first_deadline as text,
    from deadline
),

final as (
    select
        placed.fact_id,
        placed.part,
        placed.document_id,
        placed.statement_no,
        placed.unread_no,
        document.path as file,
        placed.block,
        placed.start_char,
        placed.end_char,
        placed.text,
        {{ excerpt_start('placed.start_char') }} as excerpt_start,
        substr(
            block.text,
            {{ excerpt_start('placed.start_char') }} + 1,
            placed.end_char - {{ excerpt_start('placed.start_char') }} + {{ excerpt_margin() }}
        ) as excerpt,
        document.is_current,
    from placed
    inner join document on placed.document_id = document.document_id
    left join block
        on placed.document_id = block.document_id and placed.block = block.block
)

select * from final
order by document_id, fact_id, part, block, start_char, statement_no, unread_no
