"""What Dagster sees: assets, checks, jobs, schedules, a sensor. The work is done elsewhere."""
