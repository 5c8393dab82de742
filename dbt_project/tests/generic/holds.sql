{# An identity of our own that every row keeps: the test fails on rows where it is false or unknown. #}
{% test holds(model, expression) %}

    select *
    from {{ model }}
    where not coalesce(({{ expression }}), false)

{% endtest %}
