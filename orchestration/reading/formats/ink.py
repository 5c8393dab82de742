"""How much is printed below the tables and lists of a page: by that a table arranges, a list leads.

Measured once for the whole page, and only for pages that ask: tables within tables, lists of links.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from lxml import etree

_MIN_MENU_LINKS = 3


class _Measure:
    """Characters below an element, blanks not counted: all, those in tables within it, in links."""

    __slots__ = ("all", "in_links", "in_tables")

    def __init__(self) -> None:
        self.all = self.in_tables = self.in_links = 0


class Ink:
    """The measures of a page."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def is_arranging(self, table: etree._Element) -> bool:
        """Whether more of what a table holds stands in tables within it than outside them."""
        tables = table.iter("table")
        if len(list(islice(tables, 2))) < 2:
            return False
        measure = self._measures[table]
        return 2 * measure.in_tables > measure.all

    def is_menu(self, element: etree._Element) -> bool:
        """Whether a list leads elsewhere: three links or more, and nothing said outside them."""
        if len(list(islice(element.iter("a"), _MIN_MENU_LINKS))) < _MIN_MENU_LINKS:
            return False
        measure = self._measures[element]
        return measure.in_links == measure.all

    @cached_property
    def _measures(self) -> dict[etree._Element, _Measure]:
        """Measures of every table and list."""
        found: dict[etree._Element, _Measure] = {}
        open_: list[_Measure] = [_Measure()]
        links = 0
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            measured = element.tag in ("table", "ul", "ol")
            if event == "start":
                if measured:
                    found[element] = _Measure()
                    open_.append(found[element])
                links += element.tag == "a"
                text = element.text
            else:
                if measured:
                    inner = open_.pop()
                    open_[-1].all += inner.all
                    open_[-1].in_links += inner.in_links
                    is_table = element.tag == "table"
                    open_[-1].in_tables += inner.all if is_table else inner.in_tables
                links -= element.tag == "a"
                text = element.tail
            if text:
                printed = len("".join(text.split()))
                open_[-1].all += printed
                open_[-1].in_links += printed if links else 0
        return found
