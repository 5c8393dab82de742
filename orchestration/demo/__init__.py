"""A province that does not exist, for who wants to see what this is for: twelve units, twelve months.

    world.py    the seeds, and which report comes on which day with what in it
    showing.py  the days go by: reports come, the warehouse is built, and what to look at is printed

Seeded: the same province every time. Nothing here judges; what it shows was made by the same code
as a real run.
"""
