"""The lines of an answer in a cell: up to the next label, and up to small print about the cells above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.reading import Word
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import lines
from extractors.forms.parts.sheet import Sheet

SMALL: Final = 0.75
"""Height of small print under an answer, as a share of the answer's: a hint, "Buchstaben", "Ziffern"."""


def up_to_next_label(words: Sequence[Word], page: int, sheet: Sheet) -> list[list[Word]]:
    """Return the lines under a label up to the next label; what stands under that one is its answer.

    Right under the first label may stand how it goes on.
    """
    found: list[list[Word]] = []
    for line in lines(words):
        if found and sheet.is_label(page, line[0]):
            break
        own = [word for word in line if not sheet.is_label(page, word)]
        found += [own] if own else []
    return found


def without_hints(rows: Sequence[list[Word]], hit: Hit) -> Sequence[list[Word]]:
    """Return the lines of an answer up to small print, no larger than the label, that explains its cells."""
    high = [max(word.box.height for word in row) for row in rows]
    least = SMALL * high[0]
    small = (number for number, each in enumerate(high) if each < least and each <= hit.box.height)
    return rows[: next(small, len(rows))]
