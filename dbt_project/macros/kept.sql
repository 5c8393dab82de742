{# A table that people keep by hand: seeds/<name>.csv, or its namesake in the folder KAOHE_SEEDS. Its
   rows were checked by orchestration/storing/seeds.py; here they get their types. #}
{% macro kept(name, columns) -%}
    read_csv(
        '{{ env_var("KAOHE_SEEDS", "seeds") | replace("'", "''") }}/{{ name }}.csv',
        header = true,
        delim = ',',
        quote = '"',
        escape = '"',
        columns = {
            {%- for column, type in columns.items() %}
            '{{ column }}': '{{ type }}'{{ '' if loop.last else ',' }}
            {%- endfor %}
        }
    )
{%- endmacro %}
