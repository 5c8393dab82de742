{# The key of the period of this frequency that ends on this day: 2026-03, 2026-Q1, 2026-H1, 2026. #}
{% macro report_period(frequency, period_end) -%}
    case {{ frequency }}
        when 'monthly' then strftime({{ period_end }}, '%Y-%m')
        when 'quarterly' then year({{ period_end }}) || '-Q' || quarter({{ period_end }})
        when 'half_yearly' then year({{ period_end }}) || '-H' || (month({{ period_end }}) // 6)
        else cast(year({{ period_end }}) as varchar)
    end
{%- endmacro %}

{# How many months a report of this frequency covers. #}
{% macro months_covered(frequency) -%}
    case {{ frequency }}
        when 'monthly' then 1
        when 'quarterly' then 3
        when 'half_yearly' then 6
        else 12
    end
{%- endmacro %}

{# The day in China at this moment (UTC). #}
{% macro day_in_china(moment) -%}
    cast({{ moment }} + interval 8 hour as date)
{%- endmacro %}

{# A day as it is written in a message. #}
{% macro day_said(day) -%}
    strftime({{ day }}, '%Y年%-m月%-d日')
{%- endmacro %}
