"""Labels with an explanation under them, and with a caption over the place of the answer.

Wer vermietet Ihnen die Wohnung?
Schreiben Sie den Namen der Person oder der Firma auf.
Name
[                                  ]

IBAN
(22 Stellen, beginnt mit DE)
[                                  ]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Final

from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.hints import is_explanation
from extractors.forms.page.layout import Segment

CAPTIONS: Final = frozenset({"name", "firma", "name oder firma", "datum", "betrag", "nummer"})
"""What is to be written, where only the question above says whose or which it is; folded."""

_BRACKETED: Final = re.compile(r"\([^()]+\)\W*")

ALIGNED: Final = 3.0
BRACKETED_LINES: Final = 3
HIGH_BRACKETS: Final = 1.25
NEXT_LINE: Final = 1.3
"""Points by which lines begin further left or right; lines of brackets, and how much higher these make
them look on scans; heights of a line between two."""


def with_explanation(hit: Hit, printed: Sequence[Segment], cell: Callable[[int, Box], Box | None]) -> Hit:
    """Return a label with the small lines in brackets right under it, a question with all that explains it.

    Args:
        hit: Where a label stands.
        printed: All segments of its page.
        cell: Returns the ruled cell of a place: what stands in one is no explanation.
    """
    own = next((each for each in printed if each.page == hit.page and each.box.overlap(hit.box) > 0), None)
    if own is None or hit.rest:
        return hit
    under = sorted((each for each in printed if _is_under(each, hit)), key=lambda each: each.box.top)
    small = list(takewhile(lambda each: _is_small(each, own) and cell(each.page, each.box) is None, under))
    close = _close(hit.box, small)
    explaining = _explaining(close) if "?" in own.text else _in_brackets(close)
    return hit._replace(box=hit.box._replace(bottom=explaining[-1].box.bottom)) if explaining else hit


def _close(box: Box, under: Sequence[Segment]) -> list[Segment]:
    """Return the lines that follow each other closely below a label."""
    found: list[Segment] = []
    bottom = box.bottom
    for each in under:
        if each.box.middle[1] <= bottom or each.box.top - bottom >= NEXT_LINE * box.height:
            break
        found.append(each)
        bottom = each.box.bottom
    return found


def _explaining(under: Sequence[Segment]) -> Sequence[Segment]:
    """Return the first lines under a question that explain it, up to the caption of its answer."""
    found = list(takewhile(lambda each: is_explanation(each.text), under)) or _in_brackets(under)
    following = under[len(found) : len(found) + 1]
    return [*found, *(each for each in following if each.folded in CAPTIONS)]


def _in_brackets(under: Sequence[Segment]) -> Sequence[Segment]:
    """Return the first lines under a label that are in brackets all together; none if they are not."""
    for size in range(1, 1 + min(len(under), BRACKETED_LINES)):
        text = " ".join(each.text for each in under[:size])
        if _BRACKETED.fullmatch(text):
            return under[:size]
    return ()


def _is_small(printed: Segment, label: Segment) -> bool:
    """Whether print is smaller than a label; brackets reach higher and lower than letters of their size."""
    brackets = HIGH_BRACKETS if any(sign in printed.text for sign in "()") else 1.0
    return printed.box.height < brackets * label.box.height


def _is_under(printed: Segment, hit: Hit) -> bool:
    return abs(printed.box.left - hit.box.left) < ALIGNED and printed.box.top > hit.box.middle[1]
