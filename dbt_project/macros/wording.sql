{# Words around figures, cut from the text of their block. #}

{# The sentence up to the figure, at most 200 characters of it. #}
{% macro said_before(text, start_char) -%}
    regexp_extract(
        substr({{ text }}, greatest({{ start_char }} - 200, 0) + 1, least({{ start_char }}, 200)),
        '[^。；;\n]*$'
    )
{%- endmacro %}

{# The sentence after the figure, at most 200 characters of it. #}
{% macro said_after(text, end_char) -%}
    regexp_extract(substr({{ text }}, {{ end_char }} + 1, 200), '^[^。；;\n]*')
{%- endmacro %}

{# Words alone: no numbering at the head, no punctuation, no spaces. #}
{% macro bare(text) -%}
    regexp_replace(
        regexp_replace({{ text }}, '^[\s\d.．、（）()一二三四五六七八九十]+', ''),
        '[\s,，、:：“”"]',
        '',
        'g'
    )
{%- endmacro %}

{# What bureaus call their own progress. #}
{% macro own_flags() -%}
    已办结|超(?:序时)?进度|(?:欠|落后)(?:序时)?进度|达(?:到)?(?:序时)?进度
{%- endmacro %}

{# A sentence that speaks of a change of target. #}
{% macro change_is_told() -%}
    (目标|任务|计划|指标)[^。；;\n]{0,20}(调整|调增|调减|调高|调低|追加)|(调整|调增|调减|调高|调低|追加)[^。；;\n]{0,12}(目标|任务|计划|指标)
{%- endmacro %}

{# A list of words as SQL literals. #}
{% macro quoted(words) -%}
    {%- for word in words -%} '{{ word }}'{{ '' if loop.last else ', ' }} {%- endfor -%}
{%- endmacro %}

{# Text without its spaces and the signs that part one step of an arithmetic from the next. #}
{% macro closed_up(text) -%}
    regexp_replace({{ text }}, '[\s；]', '', 'g')
{%- endmacro %}
