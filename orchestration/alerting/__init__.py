"""Findings become messages that arrive, once, at the right person.

    coordinators.py   who is told, of which units, how: read from seeds/coordinators.csv
    notice.py         the nouns: what one person is told at one time
    composing.py      what in the ledger somebody has not been told yet becomes a notice
    wording/          a notice in words: plain text, each robot's markdown, HTML
    channels/         a part of a notice goes over the wire, and what the service answered
    outbox.py         messages are rows before they are sent, every attempt is a row
    delivering.py     what is due is sent, settled, tried again or given up
    letters/          核实函 and its reply sheet (回执) for a unit with open questions

Reads findings and never judges; reckons no figure. Imports neither Dagster nor dbt.
"""
