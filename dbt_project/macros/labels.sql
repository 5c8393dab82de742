{# The Chinese of the codes, for those who read the marts. One place, so that no two pages differ. #}
{% macro label(code) -%}
    case {{ code }}
        when 'exact' then '一致'
        when 'truncated' then '截断'
        when 'within_rounding' then '仅因舍入一致'
        when 'inconsistent' then '不一致'
        when 'uncheckable' then '无法核对'
        when 'no stated rate' then '未写完成率'
        when 'target missing' then '缺目标值'
        when 'actual missing' then '缺完成值'
        when 'target is zero' then '目标值为零'
        when 'negative figure' then '数字为负'
        when 'figure too large' then '数字过大'
        when 'units differ' then '单位不同'
        when 'bases differ' then '基数不同'
        when 'unsure link' then '对应关系不确定'
        when 'print too coarse' then '精度不足'
        when 'bound only' then '只有界限'
        when 'control indicator' then '控制性指标'
        when 'green' then '正常'
        when 'yellow' then '偏慢'
        when 'red' then '滞后'
        when 'grey' then '无法判断'
    end
{%- endmacro %}
