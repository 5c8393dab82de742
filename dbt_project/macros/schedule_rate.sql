{# 序时进度: months elapsed of the year ÷ 12, in per cent to two decimals, at the given date. #}
{% macro schedule_rate_pct(day) -%}
    cast((month({{ day }}) * 10000 + 6) // 12 * 0.01 as decimal(5, 2))
{%- endmacro %}
