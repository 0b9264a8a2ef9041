"""Tick boxes in two columns, headed "ja" and "nein" once for all the questions beside them."""

from __future__ import annotations

from typing import Final

from contracts.reading import Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.choosing.tick_marks import BESIDE, TICKS, YES_NO, Mark, on_line
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.sheet import Sheet

ASKEW: Final = 10.0
"""Points by which the middle of a box may stand beside that of the head of its column."""

HIGHEST: Final = 400.0
"""Points from a box up to the head of its column, at most."""

LEVEL: Final = 4.0
"""Points by which the two heads differ in height, at most."""


def answers_in_columns(question: Hit, sheet: Sheet) -> dict[str, Mark]:
    """Return the two boxes on a question's line by the heads over them; nothing unless both have one."""
    page = sheet.pages[question.page]
    live = {widget.box: widget for widget in page.widgets if widget.kind in TICKS}
    boxes = list(live) or sheet.squares(question.page)
    found: dict[str, Mark] = {}
    for box in boxes:
        head = _head_of(box, boxes, page.index, sheet) if on_line(box, question.box) else None
        if head is not None and box.left > question.box.right:
            answer = fold(head.text)
            found[answer] = Mark(
                answer, page.index, box, 0.0, leftward=True, words=head.box, widget=live.get(box)
            )
    heights = {mark.words.middle[1] for mark in found.values()}
    complete = found.keys() == YES_NO.keys() and max(heights) - min(heights) < LEVEL
    return found if complete else {}


def _head_of(box: Box, boxes: list[Box], page: int, sheet: Sheet) -> Word | None:
    """Return the nearest "ja" or "nein" over a box that is no option of a box beside it."""
    over = [
        word
        for word in sheet.words[page]
        if fold(word.text) in YES_NO
        and abs(word.box.middle[0] - box.middle[0]) < ASKEW
        and 0 <= box.top - word.box.bottom < HIGHEST
        and not any(_is_at(word.box, other) for other in boxes)
    ]
    return max(over, key=lambda word: word.box.bottom, default=None)


def _is_at(word: Box, box: Box) -> bool:
    apart = max(word.left - box.right, box.left - word.right)
    return apart < BESIDE and word.top < box.middle[1] < word.bottom
