-- The slips that would explain an inconsistent rate. Each is tried on the printed figures: mended
-- so, they could give the printed rate. Guesses to help the person who asks, never a verdict.

with

figures as (
    select * from {{ ref('fct_rate_figure') }}
),

claim as (
    select * from {{ ref('stg_claim') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

statement as (
    select * from {{ ref('fct_statement') }}
),

block as (
    select * from {{ ref('stg_block') }}
),

digitwise as (
    select * from {{ ref('fct_rate_digit_slip') }}
),

-- Figures cut off instead of rounded lie up to a whole last place above their print. Where so much
-- could explain a gap of points, it is no explanation.
cut_off as (
    select
        claim_id,
        'cut off' as slip,
        1 as likeliness,
        cast(null as varchar) as mended_text,
    from figures
    where
        is_closed
        and rate_high_pct * 100 <= rate_low_pct * 101
        and {{ is_possible_rate(
            'actual_low',
            '(actual_amount + 2 * actual_half_width)',
            'target_low',
            '(target_amount + 2 * target_half_width)',
            'stated_rate_low_pct',
            'stated_rate_high_pct'
        ) }}
),

-- The factor by which the reckoned rate stands too high (above 1) or too low.
factored as (
    select
        figures.claim_id,
        factor.slip,
        2 as likeliness,
        '目标值若为' || {{ plain('figures.target_value * factor.upwards') }}
        || coalesce(figures.target_unit, '')
        || '，或完成值若为' || {{ plain('figures.actual_value * factor.downwards') }}
        || coalesce(figures.actual_unit, '') as mended_text,
    from figures
    inner join (
        values
        ('ten times', cast(10 as decimal(38, 8)), cast(0.1 as decimal(38, 8)), 4),
        ('ten times', 0.1, 10, 4),
        ('hundred times', 100, 0.01, 10),
        ('hundred times', 0.01, 100, 10),
        ('wan times', 10000, 0.0001, 100),
        ('wan times', 0.0001, 10000, 100),
        ('yi times', 100000000, 0.00000001, 1000),
        ('yi times', 0.00000001, 100000000, 1000)
    ) as factor (slip, upwards, downwards, most_fog)
        on
            figures.is_closed
            -- the larger the factor, the coarser the print it can be told through
            and figures.rate_high_pct <= figures.rate_low_pct * factor.most_fog
            and abs(figures.target_value) < 1000000000000
            and abs(figures.actual_value) < 1000000000000
            and figures.stated_rate_low_pct * factor.upwards <= figures.rate_high_pct
            and figures.rate_low_pct < figures.stated_rate_high_pct * factor.upwards
),

swapped as (
    select
        claim_id,
        'swapped' as slip,
        3 as likeliness,
        '目标值若为' || actual_text || '、完成值若为' || target_text as mended_text,
    from figures
    where
        is_closed
        and is_clear
        and {{ is_possible_rate(
            'target_low', 'target_high', 'actual_low', 'actual_high',
            'stated_rate_low_pct', 'stated_rate_high_pct'
        ) }}
),

lost_rate_digit as (
    select
        claim_id,
        'lost rate digit' as slip,
        6 as likeliness,
        cast(null as varchar) as mended_text,
    from figures
    where
        is_closed
        and is_sharp
        and len(stated_digits) + 1 = len(corrected_rate_text)
        and levenshtein(stated_digits, corrected_rate_text) = 1
),

-- Only amounts that can be multiplied safely, whatever order the engine joins and compares in.
candidate as (
    select
        statement.document_id,
        statement.statement_no,
        statement.shown,
        statement.block,
        statement.base_unit,
        statement.subject,
        case when block.table_no is not null then block.table_no || '-' || block.row_no end
            as table_row,
        case when statement.is_reckonable and statement.amount > 0 then statement.amount end
            as amount,
    from statement
    inner join block
        on statement.document_id = block.document_id and statement.block = block.block
    where statement.role = 'target'
),

-- Another target of the same unit that gives the printed rate. Among all targets of a report some
-- number fits by chance: it has to stand in the same cell, or, where the rate has decimals, in the
-- same row or to bear the same name.
other_target as (
    select
        figures.claim_id,
        'other target' as slip,
        7 as likeliness,
        first(
            other.shown
            order by abs(other.statement_no - figures.target_no), other.statement_no
        ) as mended_text,
    from figures
    inner join candidate as other
        on
            figures.document_id = other.document_id
            and figures.target_base_unit is not distinct from other.base_unit
            and figures.target_amount <> other.amount
    inner join candidate as own
        on figures.document_id = own.document_id and figures.target_no = own.statement_no
    where
        figures.is_closed
        and figures.is_sharp
        and (
            other.block in (figures.target_block, figures.actual_block, figures.rate_block)
            or (
                figures.rate_decimals > 0
                and (
                    own.table_row = other.table_row
                    or (other.subject <> '' and other.subject in (own.subject, figures.indicator))
                )
            )
        )
        and {{ is_rate_by('other.amount') }}
    group by figures.claim_id
),

-- The target an earlier report of the unit gave for the same thing.
earlier_target as (
    select
        figures.claim_id,
        'earlier target' as slip,
        8 as likeliness,
        first(
            earlier.period || '报告的' || other.shown
            order by earlier.period_end desc, earlier.document_id asc, other.statement_no asc
        ) as mended_text,
    from figures
    inner join document as earlier
        on
            figures.unit = earlier.unit
            and figures.period_end > earlier.period_end
            and figures.believed_from >= earlier.believed_from
    inner join claim as earlier_claim
        on
            earlier.document_id = earlier_claim.document_id
            and figures.indicator = earlier_claim.indicator
            and figures.project = earlier_claim.project
    inner join candidate as other
        on
            earlier_claim.document_id = other.document_id
            and earlier_claim.target_no = other.statement_no
            and figures.target_base_unit is not distinct from other.base_unit
            and figures.target_amount <> other.amount
    where
        figures.is_closed
        and figures.is_sharp
        and {{ is_rate_by('other.amount') }}
    group by figures.claim_id
),

-- A target taken to the months elapsed: 序时进度目标. Of few months it can be told through coarser print.
schedule_target as (
    select
        claim_id,
        'schedule target' as slip,
        9 as likeliness,
        cast(null as varchar) as mended_text,
    from figures
    where
        is_closed
        and months_elapsed < 12
        and (
            is_sharp
            or (months_elapsed <= 4 and rate_high_pct * 2 <= rate_low_pct * 3)
        )
        and stated_rate_low_pct * months_elapsed <= rate_high_pct * 12
        and rate_low_pct * 12 < stated_rate_high_pct * months_elapsed
),

final as (
    select * from cut_off
    union all
    select * from factored
    union all
    select * from swapped
    union all
    select
        claim_id,
        slip,
        likeliness,
        first(mended_text order by mended_text) as mended_text,
    from digitwise
    group by claim_id, slip, likeliness
    -- where several digits could be mended, none is the likely one
    having count(distinct mended_text) = 1
    union all
    select * from lost_rate_digit
    union all
    select * from other_target
    union all
    select * from earlier_target
    union all
    select * from schedule_target
)

select * from final
order by claim_id, likeliness, slip
