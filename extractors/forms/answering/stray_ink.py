"""Ink at an answer's place where OCR saw no word: a single digit is easily overlooked.

"Empty" is only said where the place is bare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from contracts.reading import TextSource
from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.by_hand import UNREAD
from extractors.forms.parts.readings import Written
from extractors.forms.parts.sheet import Sheet

ROOM: Final = 8.5
"""Points under a label in its cell that are room for an answer."""

WIDEST: Final = 330.0
"""Points right of a label on which its answer begins, where no ruling says how far it reaches."""

EDGE, HIGHER, BELOW = 1.5, 5.0, 16.0
"""Points off a ruling; by which an answer may be higher than its label; that a line under a label is high."""

SAME_WIDTH: Final = 3.0
"""Points by which the sides of a cell and of the one under it differ at most."""

BESIDE: Final = 12.0
"""Points between a tick box and its words, at most."""

CONFIDENCE: Final = 0.3


def unread_answer(hit: Hit, cell: Box | None, sheet: Sheet) -> Written | None:
    """Return a stand-in for a letter or digit at a label's answer that is none of the words read."""
    return unread_in(hit.page, places_of_answer(hit, cell, sheet), sheet)


def unread_in(page: int, places: Iterable[Box], sheet: Sheet) -> Written | None:
    """Return a stand-in for a letter or digit in one of ``places`` that is none of the words read."""
    picture = sheet.ink(page)
    if sheet.pages[page].source is not TextSource.OCR or picture is None:
        return None
    printed = [word.box.grown(EDGE) for word in sheet.words[page]]
    printed += [box.grown(EDGE) for box in _tick_boxes(page, sheet)]
    for place in places:
        if picture.holds_letter(place, printed=printed):
            return Written(UNREAD, place, page, CONFIDENCE, TextSource.OCR)
    return None


def _tick_boxes(page: int, sheet: Sheet) -> Iterator[Box]:
    """Yield the tick boxes of a page that stand beside words; any other may be a letter that was not read."""
    for box in sheet.squares(page):
        around = Box(box.left - BESIDE, box.top, box.right + BESIDE, box.bottom)
        if any(around.overlap(word.box) > 0 for word in sheet.words[page]):
            yield box


def _is_labelled(cell: Box, page: int, sheet: Sheet) -> bool:
    return any(cell.holds(*word.box.middle) and sheet.is_label(page, word) for word in sheet.words[page])


def places_of_answer(hit: Hit, cell: Box | None, sheet: Sheet) -> Iterator[Box]:
    """Yield where the answer stands: under the label in its cell, beside it, or in the cell beside or below.

    A label without a cell has its answer beside it, or in the box right under it.
    """
    box = hit.box
    if cell is None:
        line = (other.left for other in sheet.segments_on_line(hit.page, box) if other.left > box.right)
        end = min([box.right + WIDEST, *line])
        yield Box(box.right + 2 * EDGE, box.top - HIGHER, end - EDGE, box.bottom + EDGE)
        under = sheet.cell_under(hit.page, box)
        if under is not None:
            yield Box(under.left + EDGE, under.top + EDGE, under.right - EDGE, under.bottom - EDGE)
        elif not sheet.sides.ends_in_colon(hit):
            yield Box(box.left, box.bottom + EDGE, box.right, box.bottom + BELOW)
        return
    below = sheet.cell(hit.page, Box(cell.left + 3, cell.bottom + 5, cell.left + 6, cell.bottom + 9))
    if below is not None and max(abs(below.left - cell.left), abs(below.right - cell.right)) <= SAME_WIDTH:
        yield below.grown(-EDGE)  # the first row of a table
    if cell.bottom - box.bottom > ROOM:
        yield Box(cell.left + EDGE, box.bottom + EDGE, cell.right - EDGE, cell.bottom - EDGE)
    else:
        yield Box(box.right + 2 * EDGE, cell.top + EDGE, cell.right - EDGE, cell.bottom - EDGE)
    beside = sheet.cell(hit.page, Box(cell.right + 4, box.top, cell.right + 8, box.bottom))
    if beside is not None and beside.left >= cell.right - 4 and not _is_labelled(beside, hit.page, sheet):
        yield Box(beside.left + EDGE, beside.top + EDGE, beside.right - EDGE, beside.bottom - EDGE)
