"""Level lines on a page that people write on: rulings, dots and underscores, each with its two ends.

They are found in the page's picture, so a scan and a PDF with letters are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.ticks.marks import InkPicture
from extractors.pictures.components import Mask, components, runs
from extractors.pictures.leaders import leaders
from extractors.pictures.strokes import long_runs

SHORTEST: Final = 14.0
"""Points; shorter runs of ink are parts of letters."""

BROKEN: Final = 7.0
"""Points of a line that may be missing at one place: tails of letters hide dots."""

HIDDEN, LEVEL = 40.0, 2.0
"""Points of a line that may be missing under a word; by which its pieces may be higher or lower."""

HIGHEST: Final = 4.0
"""Points that a line is high at most, however askew."""

TOP: Final = 0.2
BOTTOM, BOTTOM_OCR = 0.85, 1.05
"""Shares of a word's height between which its letters' strokes are: OCR's boxes end where letters do."""

OF_LETTERS: Final = 0.9
"""Share of a line's length from which on it is made of strokes of letters."""

SIDE, BESIDE = 12.0, 1.5
"""Points of an upright stroke at the end of a line that is an edge of a box; from the one to the other."""


def lines_to_write_on(picture: InkPicture, words: Sequence[Word], *, by_ocr: bool) -> list[Box]:
    """Return the level lines of a page, in points: no strokes of letters, no edges of boxes.

    Args:
        picture: The page's ink.
        words: What stands on the page.
        by_ocr: Whether OCR read them.
    """
    scale = picture.scale
    drawn = long_runs(picture.mask, round(SHORTEST * scale))
    drawn |= leaders(picture.mask, dpi=round(72 * scale))
    pieces = components(_closed(drawn, round(BROKEN * scale)))
    flat = (pieces.width >= SHORTEST * scale) & (pieces.height <= HIGHEST * scale)
    edges = np.stack([pieces.left, pieces.top, pieces.right, pieces.bottom], axis=1)[flat] / scale
    places = [word.box for word in words]
    return [
        line
        for line in _joined([Box(*map(float, edge)) for edge in edges], places)
        if _of_letters(line, places, BOTTOM_OCR if by_ocr else BOTTOM) < OF_LETTERS
        and not _is_edge(line, picture)
    ]


def _joined(pieces: Sequence[Box], words: Sequence[Box]) -> list[Box]:
    """Return lines without the breaks over which a word with tails stands."""
    found: list[Box] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        last = next((line for line in found if _goes_on(line, piece, words)), None)
        if last is not None:
            found.remove(last)
        found.append(piece if last is None else Box.around([last, piece]))
    return found


def _goes_on(line: Box, piece: Box, words: Sequence[Box]) -> bool:
    level = abs(line.middle[1] - piece.middle[1]) < LEVEL and 0 < piece.left - line.right < HIDDEN
    return level and any(
        word.left < line.right and word.right > piece.left and word.top < line.top < word.bottom + HIGHEST
        for word in words
    )


def _of_letters(line: Box, words: Sequence[Box], bottom: float) -> float:
    """Return the share of a line's length on which it is a stroke of letters."""
    y = line.middle[1]
    own = [word for word in words if word.top + TOP * word.height < y < word.top + bottom * word.height]
    covered = sum(max(0.0, min(line.right, word.right + 1) - max(line.left, word.left - 1)) for word in own)
    return covered / line.width


def _is_edge(line: Box, picture: InkPicture) -> bool:
    """Whether an upright stroke stands at an end of a line, or hangs there."""
    for end in (line.left, line.right):
        for top, bottom in ((line.top - SIDE, line.top - 1), (line.bottom + 1, line.bottom + SIDE)):
            cut = picture.cut(Box(end - BESIDE, top, end + BESIDE, bottom))
            if cut.size and cut.all(axis=0).any():
                return True
    return False


def _closed(mask: Mask, most: int) -> Mask:
    """Return the mask with the breaks of up to ``most`` pixels along its rows filled."""
    row, start, end = runs(mask)
    near = (row[1:] == row[:-1]) & (start[1:] - end[:-1] <= most)
    change = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int8)
    change[row[:-1][near], end[:-1][near]] += 1
    change[row[1:][near], start[1:][near]] -= 1
    closed: Mask = mask | np.cumsum(change[:, :-1], axis=1, dtype=np.int8).astype(bool)
    return closed
