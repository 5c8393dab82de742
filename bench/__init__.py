"""Measurements against the peers, each in one run on the same files. Nothing here is shipped."""
