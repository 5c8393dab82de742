{# How many characters of a block are shown on each side of a figure. #}
{% macro excerpt_margin() -%} 200 {%- endmacro %}

{# Where the excerpt around a figure begins in its block. #}
{% macro excerpt_start(start_char) -%}
    greatest({{ start_char }} - {{ excerpt_margin() }}, 0)
{%- endmacro %}
