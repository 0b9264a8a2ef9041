"""Questions with an explanation under them, and with a caption over the place of the answer.

Wer vermietet Ihnen die Wohnung?
Schreiben Sie den Namen der Person oder der Firma auf.
Name
[                                  ]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.hints import is_explanation
from extractors.forms.page.layout import Segment

CAPTIONS: Final = frozenset({"name", "firma", "name oder firma", "datum", "betrag", "nummer"})
"""What is to be written, where only the question above says whose or which it is; folded."""

ALIGNED: Final = 3.0
NEXT_LINE: Final = 1.3
"""Points by which the lines begin further left or right; heights of a question's line between two of them."""


def with_explanation(hit: Hit, printed: Sequence[Segment], cell: Callable[[int, Box], Box | None]) -> Hit:
    """Return a question with the lines under it that explain it, and with the caption of its answer.

    Args:
        hit: Where a label stands.
        printed: All segments of its page.
        cell: Returns the ruled cell of a place: what stands in one is no explanation.
    """
    own = next((each for each in printed if each.box.overlap(hit.box) > 0 and "?" in each.text), None)
    if own is None or hit.rest:
        return hit
    under = sorted((each for each in printed if _is_under(each, hit)), key=lambda each: each.box.top)
    box, explained = hit.box, False
    for each in under:
        close = each.box.middle[1] - box.bottom > 0 and each.box.top - box.bottom < NEXT_LINE * hit.box.height
        small = each.box.height < own.box.height
        is_caption = each.folded in CAPTIONS
        if not close or not small or cell(each.page, each.box) is not None:
            break
        if not is_caption and not is_explanation(each.text):
            break
        box, explained = box._replace(bottom=each.box.bottom), True
        if is_caption:
            break
    return hit._replace(box=box) if explained else hit


def _is_under(printed: Segment, hit: Hit) -> bool:
    return abs(printed.box.left - hit.box.left) < ALIGNED and printed.box.top > hit.box.middle[1]
