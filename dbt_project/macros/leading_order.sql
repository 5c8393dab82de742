{# Of several claims about one thing the marts show one: the surest, the fullest, the latest. #}
{% macro leading_order(table) -%}
    {{ table }}is_unsure asc,
    {{ table }}target_text is null asc,
    {{ table }}stated_rate_pct is null asc,
    {{ table }}actual_amount is null asc,
    coalesce({{ table }}as_of, date '9999-12-31') desc,
    {{ table }}believed_from desc,
    {{ table }}document_id asc,
    {{ table }}claim_no asc
{%- endmacro %}
