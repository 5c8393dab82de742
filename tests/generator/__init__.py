"""Reports with known truth: a clerk's report written from facts, and the facts beside it.

What generates belongs here; what scores a reading against the truth does not. The phrases are
written from knowledge of the language, never from the patterns of `orchestration.reading`. They
come in banks: reading is developed on `a` and `b`, and `held_out` is to be seen by nobody who does.
"""

from tests.generator.generate import generate, generate_many
from tests.generator.truth import (
    Fact,
    Figure,
    GeneratedReport,
    PlantedError,
    Relation,
    Trap,
)

__all__ = [
    "Fact",
    "Figure",
    "GeneratedReport",
    "PlantedError",
    "Relation",
    "Trap",
    "generate",
    "generate_many",
]
