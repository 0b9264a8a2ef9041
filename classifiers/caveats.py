"""Papers that speak of a proof without being one: receipts of an application, refusals, drafts.

Such a paper has the proof's words, so a classifier takes it for the proof; only its title says what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from classifiers.title_lines import first_lines
from contracts.document_types import FORM, OTHER
from contracts.findings import Guess, Part
from contracts.reading import PageText
from contracts.values import fold

NEVER_PROOFS: Final = frozenset({FORM, OTHER, "anschreiben", "rechnung"})
"""Types that no title makes doubtful."""
DOUBTED: Final = 0.5
_MOST_WORDS: Final = 7
"""A line of more words is a sentence, which may speak of other papers."""


def doubted(part: Part, first: PageText, titles: Sequence[str]) -> Part:
    """Return a part that calls itself by one of ``titles`` as ``sonstiges``, with its type as runner-up.

    A person then decides, as for all types that are not sure.
    """
    if part.type in NEVER_PROOFS or (title := _title_among(titles, first)) is None:
        return part
    second = Guess(type=part.type, confidence=DOUBTED)
    changes = {"type": OTHER, "confidence": DOUBTED, "runner_up": second, "words": (title,)}
    return part.model_copy(update=changes)


def _title_among(titles: Sequence[str], page: PageText) -> str | None:
    lines = [f"{line} " for line in first_lines(page) if len(line.split()) <= _MOST_WORDS]
    return next(
        (title for title in titles if any(line.startswith(f"{fold(title)} ") for line in lines)), None
    )
