"""The rules as pages: made from the rule, its settings and its example."""

from __future__ import annotations

import re

import pytest

from expectations import RULES
from expectations.pages import Page, pages


@pytest.mark.parametrize("page", pages(RULES), ids=lambda page: page.rule)
def test_a_page_says_all_a_reader_needs(page: Page) -> None:
    told = (page.expects, page.why, page.because, page.good, page.bad, page.asked, page.instruction)
    assert all(re.search("[\u4e00-\u9fff]|txt", words) for words in told)
    assert page.good != page.bad
    assert "{" not in page.asked
    assert page.rows
