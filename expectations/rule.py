"""The noun of this room: one thing we expect of a table, and what to tell whom when it fails.

Nothing here judges; the rules themselves stand in the files by subject.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["note", "warning", "error"]
Missing = Literal["unheard of", "passes", "fails"]
Audience = Literal["unit", "data"]
Relation = Literal["is", "is not", "is given", "is not given"]

SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")

# The column that names the judged fact, and leads on to its evidence.
FACT_ID = {
    "fct_indicator": "claim_id",
    "fct_investment": "claim_id",
    "fct_relation": "relation_id",
    "dim_document": "document_id",
    "fct_comparison": "comparison_id",
    "fct_outlier": "outlier_id",
    "fct_unit_total": "unit_total_id",
    "fct_substance": "claim_id",
    "fct_deadline": "deadline_id",
    "fct_expected_report": "expected_id",
    "investment_progress": "claim_id",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must be for a rule to speak about it: one column held against one value."""

    column: str
    relation: Relation
    value: str | bool | None = None

    def __str__(self) -> str:
        told = f"{self.column} {self.relation}"
        return told if self.value is None else f"{told} {self.value}"


@dataclass(frozen=True, slots=True)
class Expectation:
    """A Great Expectations class by name, the column it looks at, and its arguments.

    `missing` says what a null in the column means: "unheard of" is an error in our own code.
    """

    name: str
    column: str
    arguments: tuple[tuple[str, Any], ...] = ()
    missing: Missing = "unheard of"


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation of bureaus' numbers.

    `rows` are the conditions, all of them, under which the rule speaks about a row. `about` are the
    columns that tell one finding from another. `message` are sentences with columns in braces; a
    sentence whose column is empty in a row is left out.
    """

    name: str
    table: str
    sentence: str  # what we expect, for a Chinese reader
    why: str  # where the rule comes from, for a Chinese reader
    instruction: str  # what the coordinator should do
    rows: tuple[Condition, ...]
    expectation: Expectation
    about: tuple[str, ...]
    message: tuple[str, ...]
    audience: Audience = "unit"  # whose it is to mend: the reporting unit's or the data team's
    severity: Severity = "note"  # from settings.toml, as are the next two
    because: str = ""  # why this severity and no other
    enabled: bool = True

    @property
    def fact_id(self) -> str:
        return FACT_ID[self.table]

    @property
    def digest(self) -> str:
        """Changes with every word of the rule: a changed rule asks another question."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def row_is(column: str, value: str | bool = True) -> Condition:
    return Condition(column, "is", value)


def row_is_not(column: str, value: str | bool = True) -> Condition:
    return Condition(column, "is not", value)


def row_has(column: str) -> Condition:
    return Condition(column, "is given")


def row_lacks(column: str) -> Condition:
    return Condition(column, "is not given")


def not_in(column: str, *values: str, missing: Missing = "unheard of") -> Expectation:
    return Expectation(
        "ExpectColumnValuesToNotBeInSet", column, (("value_set", values),), missing=missing
    )


def is_true(column: str) -> Expectation:
    return Expectation("ExpectColumnValuesToBeInSet", column, (("value_set", (True,)),))


def is_false(column: str) -> Expectation:
    return Expectation("ExpectColumnValuesToBeInSet", column, (("value_set", (False,)),))


def is_given(column: str) -> Expectation:
    return Expectation("ExpectColumnValuesToNotBeNull", column, missing="fails")


def is_empty(column: str) -> Expectation:
    return Expectation("ExpectColumnValuesToBeNull", column, missing="passes")
