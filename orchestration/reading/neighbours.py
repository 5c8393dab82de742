"""Which figures stand near another. Drafts are in print order, so that a sentence is a stretch of them."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.reading.statements import Draft

_REACH = (
    60  # figures looked at to each side: so many more in one sentence are a list without an end
)


def in_sentence(drafts: Sequence[Draft], draft: Draft) -> Sequence[Draft]:
    """The figures of a figure's sentence, itself among them."""
    sentence = draft.mention.sentence
    first, last = draft.order, draft.order + 1
    least, most = max(0, first - _REACH), min(len(drafts), last + _REACH)
    while first > least and drafts[first - 1].mention.sentence == sentence:
        first -= 1
    while last < most and drafts[last].mention.sentence == sentence:
        last += 1
    return drafts[first:last]


def earlier_in_sentence(drafts: Sequence[Draft], draft: Draft) -> Sequence[Draft]:
    """The figures before a figure in its sentence."""
    return [d for d in in_sentence(drafts, draft) if d.order < draft.order]
