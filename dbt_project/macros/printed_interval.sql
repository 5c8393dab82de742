{#
    What true amounts stand behind a printed figure.

    A figure printed with d decimals is known to ± half a unit of its last place times its
    multiplier; a count printed whole is exact. 约 widens it, 超 and 近 leave one side open (null).
    Sums on these bounds stay exact: amounts have nine decimals, one more than bronze keeps.
#}

{# 10^-places as a decimal literal, so that no power() on doubles is needed. #}
{% macro unit_in_last_place(decimals, most) -%}
    case least(coalesce({{ decimals }}, 0), {{ most }})
        {%- for places in range(most) %}
        when {{ places }} then {{ '1' if places == 0 else '0.' ~ '0' * (places - 1) ~ '1' }}
        {%- endfor %}
        else 0.{{ '0' * (most - 1) }}1
    end
{%- endmacro %}

{# One unit of the last printed place, in the base unit. #}
{% macro step_width(multiplier, decimals) -%}
    cast(
        {{ multiplier }} * cast({{ unit_in_last_place(decimals, 8) }} as decimal(10, 9))
        as decimal(38, 9)
    )
{%- endmacro %}

{% macro half_width(multiplier, decimals) -%}
    cast(
        {{ multiplier }} * cast(0.5 * {{ unit_in_last_place(decimals, 8) }} as decimal(10, 9))
        as decimal(38, 9)
    )
{%- endmacro %}

{# The slack of a figure called "about", never less than its rounding. #}
{% macro about_width(amount, half_width) -%}
    greatest(
        {{ half_width }},
        cast(abs({{ amount }}) * {{ var('about_margin_pct') }} * 0.01 as decimal(38, 9))
    )
{%- endmacro %}

{#
    Some true amount from `low` up is no more than one of the interval `other_low`..`other_high`. A
    rounded figure stays below its upper bound; an exact one is its upper bound.
#}
{% macro may_be_below(low, other_low, other_high) -%}
    coalesce(
        {{ low }} < {{ other_high }}
        or ({{ low }} = {{ other_high }} and coalesce({{ other_low }} = {{ other_high }}, false)),
        true
    )
{%- endmacro %}
