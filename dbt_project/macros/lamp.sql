{#
    The colour of a lamp (绿黄红灯). An interim report is held against 序时进度, not against 100 %.

    green   reached, or no more behind schedule than nothing; a control indicator within its share
    yellow  behind by at most yellow_margin_points; a control indicator ahead of its share; a level
            in per cent not reached yet while the year runs
    red     further behind; a control indicator past its limit; a level not reached at the end
    grey    cannot be told: a figure is missing, units differ, or we are not sure what belongs together
#}
{% macro lamp(
    direction, is_level, is_reached, completion_pct, schedule_rate_pct, is_unsure
) -%}
    case
        when {{ is_unsure }} or {{ is_reached }} is null then 'grey'
        when {{ direction }} = 'down' and not {{ is_reached }} then 'red'
        when {{ direction }} = 'down' and {{ completion_pct }} > {{ schedule_rate_pct }}
            then 'yellow'
        when {{ direction }} = 'down' or {{ is_reached }} then 'green'
        when {{ schedule_rate_pct }} is null then 'grey'
        when {{ is_level }} and {{ schedule_rate_pct }} < 100 then 'yellow'
        when {{ is_level }} then 'red'
        when {{ completion_pct }} is null then 'grey'
        when {{ completion_pct }} >= {{ schedule_rate_pct }} then 'green'
        when {{ completion_pct }} >= {{ schedule_rate_pct }} - {{ var('yellow_margin_points') }}
            then 'yellow'
        else 'red'
    end
{%- endmacro %}
