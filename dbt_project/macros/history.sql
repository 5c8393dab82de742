{# Every version of every row of a fact, with the file's version it stands in and why that one left. #}
{% macro history_of(fact) -%}
with

fact as (
    select * from {{ ref(fact) }}
),

document as (
    select * from {{ ref('dim_document') }}
),

final as (
    select
        fact.*,
        document.path,
        document.version,
        document.left_because,
    from fact
    inner join document on fact.document_id = document.document_id
)

select * from final
{%- endmacro %}
