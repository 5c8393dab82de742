{# The grain of a table whose key has several columns; nulls count as values. #}
{% test one_row_per(model, columns) %}

    select {{ columns | join(', ') }}
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) > 1

{% endtest %}
