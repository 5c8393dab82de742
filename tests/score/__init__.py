"""How well reading reads: precision and recall against labels, printed by `make score`.

Scoring only; the labels are data in tests/reading/cases and what tests/generator writes.
"""
