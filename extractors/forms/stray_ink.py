"""Ink beside a label where OCR saw no word: a single digit is easily overlooked, and must not be "empty"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.reading import TextSource
from contracts.records import Box
from extractors.forms.by_hand import UNREAD
from extractors.forms.labels import Hit
from extractors.forms.readings import Written
from extractors.forms.sheet import Sheet

ROOM: Final = 8.5
"""Points under a label in its cell that are room for an answer."""

WIDEST: Final = 330.0
"""Points right of a label on which its answer begins, where no ruling says how far it reaches."""

EDGE, HIGHER = 1.5, 5.0
CONFIDENCE: Final = 0.3


def unread_answer(hit: Hit, cell: Box | None, sheet: Sheet) -> Written | None:
    """Return a stand-in for a letter or digit at a label's answer that is none of the words read."""
    page, picture = sheet.pages[hit.page], sheet.ink(hit.page)
    if page.source is not TextSource.OCR or picture is None:
        return None
    printed = [word.box.grown(EDGE) for word in sheet.words[hit.page]]
    for place in _places(hit, cell, sheet):
        if picture.holds_letter(place, printed=printed):
            return Written(UNREAD, place, hit.page, CONFIDENCE, TextSource.OCR)
    return None


def _places(hit: Hit, cell: Box | None, sheet: Sheet) -> Iterator[Box]:
    """Yield where the answer stands: under the label in its cell, beside it, or in the cell beside."""
    box = hit.box
    if cell is None:
        line = (other.left for other in sheet.segments_on_line(hit.page, box) if other.left > box.right)
        end = min([box.right + WIDEST, *line])
        yield Box(box.right + 2 * EDGE, box.top - HIGHER, end - EDGE, box.bottom + EDGE)
        return
    if cell.bottom - box.bottom > ROOM:
        yield Box(cell.left + EDGE, box.bottom + EDGE, cell.right - EDGE, cell.bottom - EDGE)
        return
    yield Box(box.right + 2 * EDGE, cell.top + EDGE, cell.right - EDGE, cell.bottom - EDGE)
    beside = sheet.cell(hit.page, Box(cell.right + 4, box.top, cell.right + 8, box.bottom))
    if beside is not None and beside.left >= cell.right - 4:
        yield Box(beside.left + EDGE, beside.top + EDGE, beside.right - EDGE, beside.bottom - EDGE)
