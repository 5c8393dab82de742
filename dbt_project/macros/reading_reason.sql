{# Why a file, or a piece of it, was not read, for those who read findings and marts. #}
{% macro reading_reason(code) -%}
    case {{ code }}
        when 'empty' then '文件里没有文字'
        when 'password' then '文件设有密码，请提供不设密码的版本'
        when 'needs_ocr' then '文件是扫描件，只有图像没有文字，请提供可以复制文字的版本'
        when 'unknown_format' then '不认识这种文件格式，请另存为 docx、xlsx、pdf 或 txt'
        when 'damaged' then '文件已损坏，不能完整打开'
        when 'not_text' then '内容不是文字，或编码无法识别'
        when 'not_as_named' then '文件的实际格式与扩展名不符，请按原格式另存'
        when 'embedded' then '正文是嵌在里面的另一个文件，请单独提交那个文件'
        when 'hostile' then '文件结构异常，为安全起见没有打开'
        when 'too_large' then '文件超过大小上限'
        when 'too_slow' then '读取超过时限，已中止'
        when 'too_much_memory' then '读取所需内存超过上限，已中止'
        when 'reader_died' then '读取程序中途退出'
        when 'reader_failed' then '读取程序出错'
        when 'needs_libreoffice' then '读取这种旧格式需要 LibreOffice，请安装 libreoffice-writer（scripts/install-system-packages）'
        when 'cannot_store' then '有数字或字符无法存入数据库'
        when 'cannot_open' then '运行本系统的机器打不开这个文件'
        when 'unreadable' then '运行本系统的机器打不开这个文件'
        when 'link_out' then '是指向 raw 目录之外的链接'
        when 'not_a_file' then '不是普通文件'
        when 'misfiled' then '路径不是“责任单位/报告期”'
        when 'no_claims' then '没有找到指标或投资'
        when 'no_unit' then '数字没有单位'
        when 'unknown_header' then '表头不认识'
        when 'reply_no_finding' then '回执中的编号不是我们的编号'
        when 'reply_yes_and_no' then '“属实”一栏既有是又有否'
        when 'reply_neither_yes_nor_no' then '“属实”一栏既非是也非否'
        when 'reply_contradicts' then '填“否”而又写了更正后的数'
        when 'reply_no_reason' then '填“否”而未写说明'
        when 'reply_no_figure' then '“更正为”一栏没有数字'
        when 'reply_no_plain_figure' then '更正后的数不是确数'
        when 'reply_which_figure' then '看不出更正的是哪一个数'
        when 'reply_twice' then '同一编号填了两种答复'
        else {{ code }}
    end
{%- endmacro %}

{# What a bureau cannot mend by sending the file again: our reader, its limits, this machine. #}
{% macro is_ours_to_mend(code) -%}
    {{ code }} in (
        'too_slow',
        'too_much_memory',
        'reader_died',
        'reader_failed',
        'needs_libreoffice',
        'cannot_store',
        'cannot_open',
        'unreadable',
        'link_out',
        'not_a_file'
    )
{%- endmacro %}
