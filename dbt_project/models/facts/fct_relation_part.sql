-- What the total of each relation is checked against. An average is taken over rates, so there a
-- part stands for the rate of the claim it belongs to: reckoned, and as the report states it. Where
-- the two do not agree, or we are not sure of the claim, only the stated one counts: the clerk
-- averaged what he had worked out.

with

relation as (
    select * from {{ ref('stg_relation') }}
),

relation_part as (
    select * from {{ ref('stg_relation_part') }}
),

figure as (
    select * from {{ ref('fct_figure') }}
),

placed as (
    select
        figure.*,
        relation.relation_id,
        relation.kind,
        relation_part.part_no,
        relation_part.is_first,
        relation.kind = 'average'
        and figure.stated_rate_pct is not null
        and figure.rate_verdict not in ('exact', 'truncated', 'within_rounding')
            as is_as_stated,
        relation.kind = 'average' and figure.computed_rate_pct is not null as is_by_rate,
        relation.kind <> 'average' or figure.base_unit = '%' as is_by_figure,
    from relation
    inner join relation_part on relation.relation_id = relation_part.relation_id
    inner join figure
        on
            relation_part.document_id = figure.document_id
            and relation_part.statement_no = figure.statement_no
),

final as (
    select
        relation_id,
        document_id,
        part_no,
        is_first,
        statement_no,
        dimension,
        item,
        indicator,
        shown,
        base_unit,
        block,
        start_char,
        -- what an average or a difference is taken over hangs on our links
        kind in ('average', 'difference') and is_unsure and not is_as_stated as is_unsure,
        is_bound,
        is_reckonable or amount is null as is_reckonable,
        is_cut_in_print,
        case
            when not is_reckonable then null
            when is_as_stated then stated_rate_pct
            when is_by_rate then computed_rate_pct
            when is_by_figure then amount
        end as amount,
        -- the clerk may have averaged the rates as printed
        case
            when is_as_stated then stated_rate_low_pct
            when is_by_rate then least(rate_low_pct, coalesce(stated_rate_low_pct, rate_low_pct))
            when is_by_figure then low_amount
        end as low_amount,
        case
            when is_as_stated then stated_rate_high_pct
            when is_by_rate
                then greatest(rate_high_pct, coalesce(stated_rate_high_pct, rate_high_pct))
            when is_by_figure then high_amount
        end as high_amount,
        case when is_by_rate then coalesce(stated_rate_pct, computed_rate_pct) end
            as stated_pct,
        case when is_by_rate then actual_amount end as pooled_actual,
        case when is_by_rate then target_amount end as pooled_target,
        target_base_unit,
    from placed
)

select * from final
order by relation_id, part_no
