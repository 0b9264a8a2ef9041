"""The line to write on beside a label: what stands on it, a little higher than the label, is the answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.answering.answer_cells import EDGE
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.sheet import Sheet

LONG: Final = 40.0
"""Points that a line is wide for all of an answer, at least."""


def stands_on(line: Box, word: Box) -> bool:
    """Whether a word stands on a line to write on: what is typed there may be higher than its label."""
    within = line.left - EDGE < word.left and word.right < line.right + EDGE
    return within and -EDGE < line.top - word.bottom < word.height


def on_own_line(row: Sequence[Word], hit: Hit, beside: Sequence[Box], sheet: Sheet) -> list[Word]:
    """Return the words on the long line right beside a label; the same if they stand on others, too.

    Dots may lead to an answer behind them.
    """
    first = beside[0] if beside and beside[0].width > LONG else None
    if not row or first is None or any(stands_on(line, word.box) for line in beside[1:] for word in row):
        return list(row)
    if row[0].box.left < first.right:
        return up_to_end(row, first)
    return [] if sheet.sides.is_ruling(hit.page, first) else list(row)


def up_to_end(row: Sequence[Word], line: Box | None) -> list[Word]:
    """Return the words on a line to write on: what stands well behind its end is of another question."""
    for number, (word, following) in enumerate(pairwise(row), start=1):
        gap = following.box.left - word.box.right
        if line is not None and following.box.left > line.right and gap > word.box.height:
            return list(row[:number])
    return list(row)
