{# Small words about figures that several models share. #}

{# Above this no product of the house fits a decimal(38, …) any more; no budget comes near. #}
{% macro beyond_reckoning() -%} 1000000000000000 {%- endmacro %}

{# A decimal as a person writes it: 13.00000000 is 13. The cast guarantees a point to cut from. #}
{% macro plain(number) -%}
    rtrim(rtrim(cast(cast({{ number }} as decimal(38, 9)) as varchar), '0'), '.')
{%- endmacro %}

{# A figure that does not stand in print in so many words. #}
{% macro figure_text() -%}
    {{ plain('value') }} || coalesce(unit, '')
{%- endmacro %}

{# Counts and measures start at nothing; money, temperatures and changes in per cent may fall below. #}
{% macro cannot_be_negative(figure) -%}
    ({{ figure }}_amount < 0 and {{ figure }}_base_unit not in ('%', '百分点', '元', '℃', '度'))
{%- endmacro %}

{# A part of a whole, by the ending of the indicator's name. #}
{% macro is_share() -%}
    regexp_matches(indicator, '({{ var("share_endings") | join("|") }})$')
{%- endmacro %}

{# Whether two printed figures can stand for one value: their bounds meet. An open bound meets all. #}
{% macro can_be_equal(low, high, other_low, other_high) -%}
    coalesce({{ low }} <= {{ other_high }}, true) and coalesce({{ other_low }} <= {{ high }}, true)
{%- endmacro %}

{# Whether two claims are of one series: one indicator of one bureau, in one base unit. #}
{% macro is_one_series(left, right) -%}
    {{ left }}.unit = {{ right }}.unit
    and {{ left }}.item = {{ right }}.item
    and {{ left }}.series = {{ right }}.series
    and {{ left }}.project = {{ right }}.project
    and {{ left }}.base_unit is not distinct from {{ right }}.base_unit
{%- endmacro %}

{# Whether words stand between two places of a block's text, the second behind the first. #}
{% macro stands_between(words, text, end, start) -%}
    {{ start }} > {{ end }}
    and contains(substr({{ text }}, {{ end }} + 1, {{ start }} - {{ end }}), '{{ words }}')
{%- endmacro %}
