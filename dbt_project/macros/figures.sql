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
