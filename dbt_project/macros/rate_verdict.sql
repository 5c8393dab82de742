{#
    How a stated rate is judged. The source of the rules is how the field prints its rates:
    actual ÷ target in per cent with 0-2 decimals, mostly rounded half up, sometimes cut off, from
    figures that may themselves be rounded.

    Everything is compared by cross-multiplication on decimals, `rate × target` against
    `100 × actual`, so that no quotient, and no double, decides. Bounds that are null are open.
    Callers have target > 0, actual >= 0 and all figures below beyond_reckoning().
#}

{# actual ÷ target, rounded half up to the printed decimals, is the printed rate. #}
{% macro is_exact_rate(actual, target, rate, step) -%}
    (
        ({{ rate }} - {{ half_step(step) }}) * {{ target }} <= 100 * {{ actual }}
        and 100 * {{ actual }} < ({{ rate }} + {{ half_step(step) }}) * {{ target }}
    )
{%- endmacro %}

{# actual ÷ target, cut off after the printed decimals, is the printed rate. #}
{% macro is_truncated_rate(actual, target, rate, step) -%}
    (
        {{ rate }} * {{ target }} <= 100 * {{ actual }}
        and 100 * {{ actual }} < ({{ rate }} + {{ step }}) * {{ target }}
    )
{%- endmacro %}

{# Some true amounts behind the prints give a rate inside the printed rate's interval. #}
{% macro is_possible_rate(actual_low, actual_high, target_low, target_high, rate_low, rate_high) -%}
    (
        coalesce(100 * {{ actual_low }} < {{ rate_high }} * {{ target_high }}, true)
        and coalesce({{ rate_low }} * {{ target_low }} <= 100 * {{ actual_high }}, true)
    )
{%- endmacro %}

{% macro half_step(step) -%} cast(0.5 * {{ step }} as decimal(14, 7)) {%- endmacro %}

{# A rate as it should have been printed, to the decimals of the print (at most four). #}
{% macro corrected_rate(actual, target, decimals) -%}
    case least({{ decimals }}, 4)
        {%- for places in range(5) %}
        when {{ places }}
            then cast({{ exact_quotient_pct(actual, target, places, 'half_up') }} as varchar)
        {%- endfor %}
    end
{%- endmacro %}

{# A rate as it was printed, without its sign: 120.0 keeps its nought. #}
{% macro printed_rate(rate, decimals) -%}
    case least({{ decimals }}, 4)
        {%- for places in range(5) %}
        when {{ places }} then cast(cast({{ rate }} as decimal(14, {{ places }})) as varchar)
        {%- endfor %}
    end
{%- endmacro %}

{# actual ÷ target prints as the rate: rounded half up, or cut off. #}
{% macro gives_rate(actual, target, rate, step) -%}
    (
        {{ is_exact_rate(actual, target, rate, step) }}
        or {{ is_truncated_rate(actual, target, rate, step) }}
    )
{%- endmacro %}

{# Taken against another target, the actual gives the printed rate. #}
{% macro is_rate_by(target) -%}
    {{ gives_rate(
        'figures.actual_amount',
        target,
        'figures.stated_rate_pct',
        'figures.stated_rate_step_pct'
    ) }}
{%- endmacro %}

{#
    Whether the rate is one that the field also prints of a limit that must not be passed: the limit
    against what happened, what was left of it, as much below as the limit is above, or a bare 100 for
    a limit that was kept and 0 for one that was not.
#}
{% macro is_rate_of_a_limit() -%}
    (
        {{ is_possible_rate(
            'target_low', 'target_high', 'actual_low', 'actual_high', 'rate_low', 'rate_high'
        ) }}
        or {{ is_possible_rate(
            'actual_low', 'actual_high', 'target_low', 'target_high',
            '(100 - rate_high)', '(100 - rate_low)'
        ) }}
        or {{ is_possible_rate(
            'actual_low', 'actual_high', 'target_low', 'target_high',
            '(200 - rate_high)', '(200 - rate_low)'
        ) }}
        or coalesce(rate = case when actual_amount <= target_amount then 100 else 0 end, false)
    )
{%- endmacro %}
