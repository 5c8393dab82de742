"""Chinese words for codes: a period as a letter names it."""

from __future__ import annotations

import pytest

from orchestration.words import period_words


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("2025", "2025年度"),
        ("2025-H2", "2025年下半年"),
        ("2025-Q1", "2025年第一季度"),
        ("2025-Q4", "2025年第四季度"),
        ("2025-12", "2025年12月"),
        ("2025-01--09", "2025年1—9月"),
        ("年报", "年报"),
    ],
)
def test_a_period_is_named_as_a_letter_names_it(key: str, said: str) -> None:
    assert period_words(key) == said
