with

relation as (
    select * from {{ source('bronze', 'relation') }}
),

implied as (
    select * from {{ ref('stg_implied_relation') }}
),

every as (
    select
        document_id,
        relation_no,
        kind,
        total_no,
        names_count,
        names,
    from relation
    union all
    select distinct
        document_id,
        relation_no,
        kind,
        total_no,
        cast(null as integer) as names_count,
        cast(null as varchar) as names,
    from implied
),

final as (
    select
        document_id || '-r' || relation_no as relation_id,
        document_id,
        relation_no,
        kind,
        total_no,
        names_count,
        names,
    from every
)

select * from final
