"""What each `kaohe` command takes and calls, a file for each; they are put together in cli.py.

Nothing is computed here. What a command needs is imported when it runs, so that `read` does not
wait for Dagster.
"""
