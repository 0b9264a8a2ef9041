"""Days whose parts have a box and a caption each, under one question: "Tag", "Monat", "Jahr"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.answering.headed_cells import ROOM
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import Segment
from extractors.forms.parts.sheet import Sheet

PARTS: Final = ("tag", "monat", "jahr")
"""The captions of the parts, folded."""

LEVEL, BELOW, BESIDE = 3.0, 40.0, 12.0
"""Points by which captions of one row differ; from the question down to them, at most; by which they are
higher or lower than a question that they stand beside."""


def day_under_captions(question: Hit, sheet: Sheet) -> list[Word] | None:
    """Return what stands in the boxes under the captions of a day's parts; None without such boxes."""
    captions = _captions(question, sheet)
    cells = [_cell_of(each, sheet) for each in captions]
    if None in cells or len(set(cells)) < len(PARTS):
        return None
    printed = {word.box for each in captions for word in each.words}
    return [
        word
        for cell in cells
        for word in sheet.words[question.page]
        if cell is not None and cell.holds(*word.box.middle) and word.box not in printed
    ]


def _cell_of(caption: Segment, sheet: Sheet) -> Box | None:
    """Return the box under a caption, or the one at whose top it stands."""
    under = sheet.cell_under(caption.page, caption.box)
    own = None if under is not None else sheet.frame(caption.page, caption.box)
    return own if own is not None and own.bottom - caption.box.bottom > ROOM else under


def _captions(question: Hit, sheet: Sheet) -> Sequence[Segment]:
    """Return the captions of day, month and year in one row under a question, or beside it; none without."""
    named = [each for each in sheet.segments if each.page == question.page and each.folded in PARTS]
    box = question.box
    under = [
        each
        for each in named
        if 0 < each.box.top - box.bottom + LEVEL < BELOW and each.box.left > box.left - LEVEL
    ]
    return _first_row(under) or _first_row([each for each in named if _is_beside(each.box, question, sheet)])


def _first_row(named: Sequence[Segment]) -> Sequence[Segment]:
    top = min((each.box.top for each in named), default=0.0)
    row = sorted((each for each in named if each.box.top - top < LEVEL), key=lambda each: each.box.left)
    return row[: len(PARTS)] if tuple(each.folded for each in row[: len(PARTS)]) == PARTS else []


def _is_beside(caption: Box, question: Hit, sheet: Sheet) -> bool:
    """Whether a caption stands right of a question, with nothing but captions between them."""
    box = question.box
    if caption.left < box.right or abs(caption.middle[1] - box.middle[1]) > BESIDE:
        return False
    top, bottom = min(box.top, caption.top), max(box.bottom, caption.bottom)
    between = Box(box.right, top, caption.left, bottom)
    words = (word for word in sheet.words[question.page] if between.holds(*word.box.middle))
    return all(fold(word.text) in PARTS for word in words)
