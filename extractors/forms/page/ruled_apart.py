"""Print that a ruling parts: in narrow columns "Nr." and "Name" stand a blank apart, each in its own cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.layout import Segment, segment
from extractors.forms.ticks.marks import InkPicture

BEYOND: Final = 3.0
"""Points over and under a line of print that a ruling goes on; a stroke of the print does not."""

WHOLE: Final = 0.97
"""Share of its length that is ink."""

WHITE: Final = 0.3
"""The same beside a ruling, at most: white letters on a dark bar have ink all around them."""

DARK: Final = 0.5
"""Share of ink around white letters on a dark bar, at least."""

NARROWEST: Final = 1.5
"""Points between two words with a ruling between them, at least."""


def parted_at_rulings(printed: Segment, picture: InkPicture | None) -> Iterator[Segment]:
    """Yield a segment in the pieces between upright rulings."""
    start = 0
    for number, (word, following) in enumerate(pairwise(printed.words), start=1):
        if picture is not None and _is_ruled(word, following, picture):
            yield segment(printed.page, printed.words[start:number])
            start = number
    yield segment(printed.page, printed.words[start:]) if start else printed


def are_ruled_apart(lines: Sequence[Box], cell: Callable[[Box], Box | None]) -> bool:
    """Whether the first and the last of some lines stand in ruled cells one below the other."""
    upper = min(lines, key=lambda line: line.top, default=None)
    lower = max(lines, key=lambda line: line.bottom, default=None)
    if upper is None or lower is None or lower.top < upper.middle[1]:
        return False
    over, under = cell(upper), cell(lower)
    return (
        over is not None
        and under is not None
        and over.bottom < lower.middle[1]
        and upper.middle[1] < under.top
    )


def are_shaded_apart(lines: Sequence[Box], picture: InkPicture | None) -> bool:
    """Whether some lines stand on a dark bar and others do not: a heading, and what follows under it."""
    return picture is not None and len({_is_dark(picture, line) for line in lines}) > 1


def _is_dark(picture: InkPicture, line: Box) -> bool:
    ink = picture.cut(line)
    return bool(ink.size) and float(ink.mean()) > DARK


def _is_ruled(word: Word, following: Word, picture: InkPicture) -> bool:
    left, right = word.box.right, following.box.left
    if right - left < NARROWEST:
        return False
    top, bottom = min(word.box.top, following.box.top), max(word.box.bottom, following.box.bottom)
    ink = picture.cut(Box(left, max(0.0, top - BEYOND), right, bottom + BEYOND))
    columns = ink.mean(axis=0)
    return bool(ink.size) and float(columns.max()) > WHOLE and float(columns.min()) < WHITE
