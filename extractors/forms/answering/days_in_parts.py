"""Days whose parts have a box and a caption each, under one question: "Tag", "Monat", "Jahr"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.reading import Word
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import Segment
from extractors.forms.parts.sheet import Sheet

PARTS: Final = ("tag", "monat", "jahr")
"""The captions of the parts, folded."""

LEVEL, BELOW = 3.0, 40.0
"""Points by which captions of one row differ; from the question down to them, at most."""


def day_under_captions(question: Hit, sheet: Sheet) -> list[Word] | None:
    """Return what stands in the boxes under the captions of a day's parts; None without such boxes."""
    captions = _captions(question, sheet)
    cells = [sheet.cell_under(each.page, each.box) for each in captions]
    if not cells or None in cells:
        return None
    return [
        word
        for cell in cells
        for word in sheet.words[question.page]
        if cell is not None and cell.holds(*word.box.middle)
    ]


def _captions(question: Hit, sheet: Sheet) -> Sequence[Segment]:
    """Return the captions of day, month and year in one row under a question; none if one is missing."""
    box = question.box
    under = [
        each
        for each in sheet.segments
        if each.page == question.page
        and each.folded in PARTS
        and 0 < each.box.top - box.bottom + LEVEL < BELOW
        and each.box.left > box.left - LEVEL
    ]
    top = min((each.box.top for each in under), default=0.0)
    row = sorted((each for each in under if each.box.top - top < LEVEL), key=lambda each: each.box.left)
    return row[: len(PARTS)] if tuple(each.folded for each in row[: len(PARTS)]) == PARTS else []
