"""The open places of a form without live fields: lines, boxes and cells at texts that look like labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from contracts.reading import PageText
from contracts.records import Box
from drafting.blanks import Blank, BlankKind, same_line
from drafting.ids import plain_label
from drafting.printed import Print, asks
from extractors.forms.page.cells import cell_around, rule_above
from extractors.forms.page.layout import Segment
from extractors.forms.page.print_words import printed_words
from extractors.forms.ticks.marks import InkPicture
from extractors.forms.ticks.tick_boxes import tick_boxes

LONGEST: Final = 12
"""Words of a label, at most."""

LEAST_LINE: Final = 40.0
"""Points of a line or a cell's free part in which somebody can write."""

LEAST_ROOM: Final = 8.0
"""Points of height below a label, in its cell, in which somebody can write."""

HIGHEST_CELL: Final = 70.0
"""Points; a label in a higher frame is a heading in it."""

_DOTS: Final = re.compile(r"[._…·]{4,}")
_SENTENCE: Final = re.compile(r"[.!;]\s*$")


def flat_blanks(page: PageText, picture: InkPicture) -> tuple[Print, list[Blank]]:
    """Return the open places of a page by its print and ink, in reading order."""
    boxes = tick_boxes(picture, printed_words(page))
    printed = Print(page, boxes)
    ticks = [
        Blank(page=page.index, box=box, kind=BlankKind.TICK, label=plain_label(printed.option(box)))
        for box in boxes
    ]
    found = [tick for tick in ticks if not _in_prose(tick, ticks)]
    for segment in printed.segments:
        if not _may_be_label(segment) or printed.is_option(segment):
            continue
        place = _place(segment, printed, picture)
        if place is not None:
            found.append(Blank(page=page.index, box=place, label=plain_label(printed.whole(segment))))
    return printed, sorted(found, key=lambda blank: blank.order)


def _in_prose(tick: Blank, ticks: Sequence[Blank]) -> bool:
    """Whether a small frame stands alone before the end of a sentence: a sign in the text, no tick box."""
    alone = not any(other is not tick and _near(tick.box, other.box) for other in ticks)
    begins = tick.label[:1].isupper() and len(tick.label.split()) > 1
    return alone and not begins


def _near(one: Box, other: Box) -> bool:
    return same_line(one, other) or (abs(one.left - other.left) < 6 and abs(one.top - other.top) < 40)  # noqa: PLR2004 - points


def _may_be_label(segment: Segment) -> bool:
    text = plain_label(segment.text)
    return len(segment.words) <= LONGEST and asks(text) and not _SENTENCE.search(text)


def _place(segment: Segment, printed: Print, picture: InkPicture) -> Box | None:
    """Return where the answer to a label is written; None if there is no such place."""
    return next((place for place in _places(segment, printed, picture) if place is not None), None)


def _places(segment: Segment, printed: Print, picture: InkPicture) -> Iterator[Box | None]:
    yield _dots(segment)
    yield _in_cell(segment, printed, picture)
    yield _line_right(segment, printed, picture)
    yield _box_below(segment, printed, picture)
    if rule_above(picture, segment.box):
        box = segment.box
        yield Box(box.left, box.top - 18, max(box.right, box.left + LEAST_LINE), box.top - 1)


def _dots(segment: Segment) -> Box | None:
    """Return the dots or strokes behind a label, in the same segment."""
    for word in segment.words:
        if _DOTS.search(word.text) and word.box.width >= LEAST_LINE:
            return word.box
    return None


def _in_cell(segment: Segment, printed: Print, picture: InkPicture) -> Box | None:
    """Return the free part of the ruled cell that a label stands in, below it or right of it."""
    cell = cell_around(picture, segment.box)
    if cell is None or cell.height > HIGHEST_CELL:
        return None
    below = Box(cell.left + 1, segment.box.bottom + 1, cell.right - 1, cell.bottom - 1)
    right = Box(segment.box.right + 3, cell.top + 1, cell.right - 1, cell.bottom - 1)
    for room in (below, right):
        if room.height >= LEAST_ROOM and room.width >= LEAST_LINE and not _has_print(room, printed):
            return room
    return None


def _line_right(segment: Segment, printed: Print, picture: InkPicture) -> Box | None:
    """Return the ruled line, or the frame, that a label stands left of."""
    box = segment.box
    nearest = [
        each.box.left for each in printed.segments if same_line(each.box, box) and each.box.left > box.right
    ]
    right = min([*nearest, printed.page.size.width - 20])
    area = Box(box.right + 3, box.bottom - 5, right, box.bottom + 7)
    if area.width < LEAST_LINE:
        return None
    mask = picture.cut(area)
    runs = mask.mean(axis=1) if mask.size else np.zeros(1)
    length = float(runs.max()) * area.width if runs.size else 0.0
    return Box(area.left, box.top - 3, right, box.bottom + 3) if length >= LEAST_LINE else None


def _box_below(segment: Segment, printed: Print, picture: InkPicture) -> Box | None:
    """Return the empty frame right under a label."""
    box = segment.box
    inside = Box(box.left + 3, box.bottom + 6, box.left + 12, box.bottom + 9)
    cell = cell_around(picture, inside)
    if cell is None or cell.height > HIGHEST_CELL or cell.top < box.bottom - 4:
        return None
    room = Box(cell.left + 1, cell.top + 1, cell.right - 1, cell.bottom - 1)
    return room if room.width >= LEAST_LINE and not _has_print(room, printed) else None


def _has_print(room: Box, printed: Print) -> bool:
    return any(room.holds(*word.box.middle) and not _DOTS.search(word.text) for word in printed.words)
