"""Lines to write on: where one begins behind a label, the label ends and the answer begins.

A typed answer often stands a blank's width behind its label: "Name Mustermann". The line under the answer
begins with it, so what has a line under it and what has none are parted. On scans a line is broken too
often to say where it begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.cells import is_lined
from extractors.forms.page.field_frames import frame_under
from extractors.forms.page.layout import Segment, segment
from extractors.forms.ticks.marks import InkPicture

MOST_WORDS: Final = 16
"""Longer segments are sentences."""

OVER: Final = (0.17, -0.03)
"""Share of a word's height over its lower edge where its letters end: a font's box reaches below them."""

UNDER: Final = 5.0
"""Points under a word's lower edge within which the line under it runs."""

TOOTH: Final = 12.0
"""Points that the first cell of a comb is wide, at least."""

INDENT: Final = 6.0
"""Points by which a comb may begin right of its label."""

LEAST_LETTERS: Final = 2
"""Letters of a label: digits and single letters before others stand in the cells of a comb with them."""

SHORT: Final = 12.0
NARROWEST: Final = 8.0
"""Points that are looked at for a line under a short word, at least."""


def parted_at_lines(printed: Segment, picture: InkPicture | None) -> Iterator[Segment]:
    """Yield a segment in the pieces before and on a line, or all of it where none begins in it."""
    if picture is None or not 1 < len(printed.words) <= MOST_WORDS or _over_comb(printed, picture):
        yield printed
        return
    if frame_under(picture, printed.box) is not None:  # its upper side, behind a round corner
        yield printed
        return
    lined: list[bool] = []
    for word in printed.words:  # a comma that hangs over the line may hide it under a short word
        goes_on = bool(lined) and lined[-1] and word.box.width < SHORT
        lined.append(goes_on or _is_lined(word, picture))
    first = next((number for number, each in enumerate(lined) if each), 0)
    named = sum(map(str.isalpha, "".join(word.text for word in printed.words[:first]))) >= LEAST_LETTERS
    if named and all(lined[first:]):
        yield segment(printed.page, printed.words[:first])
        yield segment(printed.page, printed.words[first:])
    else:
        yield printed


def _over_comb(printed: Segment, picture: InkPicture) -> bool:
    """Whether a line begins where a segment does: a comb right under it, broken between its groups."""
    first = printed.words[0].box
    top, bottom = first.bottom - first.height * OVER[1], first.bottom + UNDER
    starts = (Box(first.left + each, top, first.left + each + TOOTH, bottom) for each in (0.0, INDENT))
    return first.width > 2 * TOOTH and any(is_lined(picture, start) for start in starts)


def _is_lined(word: Word, picture: InkPicture) -> bool:
    box = word.box
    right = max(box.right, box.left + NARROWEST)
    return any(
        is_lined(picture, Box(box.left, box.bottom - over * box.height, right, box.bottom + UNDER))
        for over in OVER
    )
