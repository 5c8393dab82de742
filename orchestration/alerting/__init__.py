"""Findings become messages that arrive, once, at the right person.

    telling.py        one round: all of the below in order
    coordinators.py   who is told, of which units, how: read from seeds/coordinators.csv
    notice.py         the nouns: what one person is told at one time
    untold.py         what in the ledger a coordinator has not been told yet
    composing.py      the untold becomes one notice, and goes into the outbox
    escalating.py     what nobody answered goes to the parent's coordinator
    reminding.py      reports that fall due soon
    sample.py         a notice to try an address
    wording/          a notice in words: plain text, each robot's markdown, HTML
    channels/         a part of a notice goes over the wire, and what the service answered
    outbox.py         messages are rows before they are sent, every attempt is a row
    delivering.py     what is due is sent, settled, tried again or given up
    reckoning.py      how the messages stand; screen.py shows it
    letters/          核实函 and its reply sheet (回执) for a unit with open questions

Reads findings and never judges; reckons no figure. Imports neither Dagster nor dbt.
"""
