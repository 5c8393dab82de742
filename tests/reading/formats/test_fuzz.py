"""Mutated files: each is read, read in part or unreadable for a reason; none breaks the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.formats.fuzzing import SUFFIXES, fuzz

FILES = 200


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_mutated_file_is_accounted_for(suffix: str, tmp_path: Path) -> None:
    tally = fuzz(suffix, FILES, tmp_path)
    assert tally.broken == []
    assert tally.outcomes.total() == FILES
