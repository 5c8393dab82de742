with

claim as (
    select
        unit,
        period,
        count(*) as claims_count,
        count(stated_rate_pct) as stated_rates_count,
        count(*) filter (where verdict <> 'uncheckable') as checked_count,
        count(*) filter (where verdict = 'inconsistent') as inconsistent_count,
    from {{ ref('fct_claim') }}
    where is_current and unit is not null and period is not null
    group by unit, period
),

finding as (
    select
        unit,
        period,
        count(*) filter (where state = 'open' and severity = 'error') as open_errors_count,
        count(*) filter (where state = 'open' and severity = 'warning') as open_warnings_count,
        count(*) filter (where state = 'open' and severity = 'note') as open_notes_count,
        count(*) filter (where state = 'open') as open_count,
        count(*) filter (where state = 'resolved') as resolved_count,
    from {{ source('quality', 'finding') }}
    where unit is not null and period is not null
    group by unit, period
),

final as (
    select
        claim.unit,
        claim.period,
        claim.claims_count,
        claim.stated_rates_count,
        claim.checked_count,
        claim.inconsistent_count,
        coalesce(finding.open_errors_count, 0) as open_errors_count,
        coalesce(finding.open_warnings_count, 0) as open_warnings_count,
        coalesce(finding.open_notes_count, 0) as open_notes_count,
        coalesce(finding.resolved_count, 0) as resolved_count,
        cast(
            (coalesce(finding.open_count, 0) * 20000 + claim.claims_count)
            // (2 * claim.claims_count) * 0.01
            as decimal(18, 2)
        ) as open_per_hundred_claims,
    from claim
    left join finding on claim.unit = finding.unit and claim.period = finding.period
)

select * from final
order by unit, period
