{#
    times × numerator ÷ denominator as a decimal, without a double in between.

    DuckDB divides decimals as doubles. So both sides become whole numbers (hugeint, nine decimals
    shifted away) and are divided as such. `rounding` is half_up, down or up. Both sides must be
    known, not negative and below beyond_reckoning(), the denominator above zero: the caller sees to
    it. With `times` 100 and `places` 4 the dividend stays below 2e30; hugeint holds 1e38.
#}
{% macro exact_quotient(numerator, denominator, places, rounding, times=1) -%}
    {%- set dividend -%}
        cast({{ numerator }} * 1000000000 as hugeint) * {{ times * 10 ** places }}
    {%- endset -%}
    {%- set divisor -%}
        cast({{ denominator }} * 1000000000 as hugeint)
    {%- endset -%}
    cast(
        {%- if rounding == 'half_up' %}
        cast((2 * {{ dividend }} + {{ divisor }}) // (2 * {{ divisor }}) as decimal(38, 0))
        {%- elif rounding == 'up' %}
        cast(({{ dividend }} + {{ divisor }} - 1) // {{ divisor }} as decimal(38, 0))
        {%- else %}
        cast({{ dividend }} // {{ divisor }} as decimal(38, 0))
        {%- endif %}
        * cast({{ '1' if places == 0 else '0.' ~ '0' * (places - 1) ~ '1' }} as decimal(10, {{ places }}))
        as decimal(38, {{ places }})
    )
{%- endmacro %}

{# A share in per cent. #}
{% macro exact_quotient_pct(numerator, denominator, places, rounding) -%}
    {{ exact_quotient(numerator, denominator, places, rounding, times=100) }}
{%- endmacro %}

{# The mean of rates; a mean of shares of a budget, all below beyond_reckoning() and not negative. #}
{% macro exact_mean(total, count, rounding) -%}
    {{ exact_quotient(total, 'cast(' ~ count ~ ' as decimal(38, 9))', 4, rounding) }}
{%- endmacro %}
