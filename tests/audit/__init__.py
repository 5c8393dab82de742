"""The audit: reports with planted errors go the whole way, and every rule is counted by its hits.

What is generated stands in tests/generator; nothing here judges a report.
"""
