"""Plain functions around the warehouse file: its home, the one writer, bronze, ledger, questions.

Nothing here imports Dagster or dbt, reads a report's text, or judges a figure.
"""
