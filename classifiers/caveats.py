"""Papers that speak of a proof without being one: receipts of an application, refusals, drafts.

Such a paper has the proof's words, so a classifier takes it for the proof; only its title says what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from classifiers.title_lines import first_lines
from contracts.document_types import OTHER, Caveat
from contracts.findings import Guess, Part
from contracts.reading import PageText
from contracts.values import fold

DOUBTED: Final = 0.5
_MOST_WORDS: Final = 7
"""A line of more words is a sentence, which may speak of other papers."""


def doubted(part: Part, first: PageText, caveats: Sequence[Caveat]) -> Part:
    """Return a part that calls itself by a title of ``caveats`` as ``sonstiges``, its type as the runner-up.

    A person then decides, as for all types that are not sure.
    """
    titles = [title for caveat in caveats if part.type not in caveat.but_not for title in caveat.titles]
    title = _title_among(titles, first)
    if title is None:
        return part
    second = Guess(type=part.type, confidence=DOUBTED)
    changes = {"type": OTHER, "confidence": DOUBTED, "runner_up": second, "words": (title,)}
    return part.model_copy(update=changes)


def _title_among(titles: Sequence[str], page: PageText) -> str | None:
    lines = [f"{line} " for line in first_lines(page) if len(line.split()) <= _MOST_WORDS]
    return next(
        (title for title in titles if any(line.startswith(f"{fold(title)} ") for line in lines)), None
    )
