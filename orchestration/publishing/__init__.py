"""Marts become files for others to read, all at once. Nothing is computed, and no table changed."""
