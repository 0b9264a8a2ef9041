"""What headings name, without what else stands on their line: numbers, additions in brackets, clauses."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from extractors.forms.page.layout import Segment, segment

_NUMBERED: Final = re.compile(r"(?:\d{1,2}|[A-ZIl]{1,5})[.)]")

_RELATIVE: Final = re.compile(
    r"(?:(?:an|auf|aus|bei|für|in|mit|von|zu) )?(?:der|die|das|den|dem|deren|dessen)\b"
)
"""How a clause begins that says which one is meant."""


def without_brackets(printed: Segment) -> Segment | None:
    """Return a heading without what is added in brackets: "Entwurfsverfassende (§ 54 BauO)"."""
    added = (index for index, word in enumerate(printed.words) if index and word.text.startswith("("))
    first = next(added, None)
    return None if first is None else segment(printed.page, printed.words[:first])


def without_clause(printed: Segment) -> Segment | None:
    """Return a heading without the clause that says which one: "Wohnung, für die Wohngeld beantragt wird"."""
    texts = [word.text for word in printed.words]
    clauses = (
        index
        for index, (before, _) in enumerate(pairwise(texts), start=1)
        if before.endswith(",") and _RELATIVE.match(" ".join(texts[index:]))
    )
    first = next(clauses, None)
    return None if first is None else segment(printed.page, printed.words[:first])


def without_number(printed: Segment) -> Segment | None:
    """Return a heading without its number: "VIII. Erklärungen", which OCR may misread."""
    first, *rest = printed.words
    return segment(printed.page, rest) if rest and _NUMBERED.fullmatch(first.text) else None
