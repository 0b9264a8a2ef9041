"""What stands in the cells of a comb: letters, and signs that are lower than any letter.

The network names a letter by its form. A dash or a point shown to it without its place may be anything; here
form and place say what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.records import Box
from extractors.ocr.comb_teeth import Comb

_LETTER: Final = (4.0, 15.0)
"""Heights of the lowest and the tallest letter, in points."""
_HIGH: Final = 11.0
"""Points over the foot of an open cell at which its letter stands, at most."""
_WHITE: Final = 1.4
"""Points of white between two lines of letters, at least; over a letter, its dots stand closer."""
_FEW: Final = 2
"""Pixels of ink in a row of a comb that are dirt, at most."""
_INSET: Final = 1.8
"""Points inside a cell's sides and foot from where on ink is the letter's."""
_IN_FRAME: Final = 0.9
"""The same inside of a closed cell."""
_LEAST_INK: Final = 0.01
_MOSTLY: Final = 0.85
"""Share of ink from which a row or column of a cell is a line."""
_RIM: Final = 1.3
"""Points that what is left of a line at a cell's side is thick, at most; the letter stands apart from it."""
_SPECK: Final = 0.6
"""Square points of ink that are dirt, at most."""
_DASH: Final = 1.6
"""Points that a dash is wide, at least."""
_POINT: Final = 2.4
"""Points that a point is wide and high, at most."""
_LEVEL: Final = 1.0
"""Points by which a point's foot may be off that of the letters; a dash's is higher."""
_FILLED: Final = 0.65
"""Share of the box around a dash or a point that is ink, at least."""

Letters = list[Box | None]
"""Where the ink of each cell of a comb is; None for an empty cell."""


class _Ink(NamedTuple):
    box: Box
    pixels: int


def letters_in(dark: NDArray[np.bool_], comb: Comb, *, dpi: int) -> Letters:
    """Return where the letter of each cell is, or None for a cell without one."""
    point = dpi / 72
    found: Letters = []
    for (left, right), ink in zip(pairwise(comb.edges), _inks(dark, comb, point), strict=True):
        size = (right - left) * (comb.bottom - comb.top)
        high = ink is not None and ink.box.height > _LETTER[0] * point and ink.pixels >= _LEAST_INK * size
        found.append(ink.box if ink is not None and high else None)
    return found


def low_signs(dark: NDArray[np.bool_], comb: Comb, letters: Letters, *, dpi: int) -> dict[int, str | None]:
    """Return by the number of its cell each dash and point behind a letter; None for ink that is neither."""
    point = dpi / 72
    tops, feet = zip(*((letter.top, letter.bottom) for letter in letters if letter is not None), strict=True)
    top, foot = min(tops), median(feet)
    signs: dict[int, str | None] = {}
    for number, ink in enumerate(_inks(dark, comb, point)):
        follows = number > 0 and (letters[number - 1] is not None or number - 1 in signs)
        if letters[number] is not None or not follows or ink is None or ink.pixels < _SPECK * point**2:
            continue
        if ink.box.top >= top and ink.box.bottom <= foot + _POINT * point:
            signs[number] = _sign(ink, foot, point)
    return signs


def _sign(ink: _Ink, foot: float, point: float) -> str | None:
    width, height = ink.box.width, ink.box.height
    if ink.pixels < _FILLED * width * height:
        return None
    if width >= _DASH * point and width > height and foot - ink.box.bottom > _LEVEL * point:
        return "-"
    is_point = max(width, height) <= _POINT * point and abs(foot - ink.box.bottom) <= _LEVEL * point
    return "." if is_point else None


def _inks(dark: NDArray[np.bool_], comb: Comb, point: float) -> Iterator[_Ink | None]:
    """Yield the ink of each cell, without the lines around it; None where there is none."""
    inset = round((_IN_FRAME if comb.closed else _INSET) * point)
    as_high = comb.closed or comb.bottom - comb.top > _LETTER[1] * point
    top = comb.top if as_high else max(0, comb.bottom - round((_HIGH + _LETTER[1]) * point))
    cells = [
        dark[top : comb.bottom - inset, left + inset : right - inset].copy()
        for left, right in pairwise(comb.edges)
    ]
    for cell in cells:
        cell[cell.mean(axis=1) > _MOSTLY] = False  # the line at the foot of the comb
        cell[:, cell.mean(axis=0) > _MOSTLY] = False  # what thick teeth leave
    high = 0 if as_high else _top_of_letters(np.hstack(cells), point)
    for left, whole in zip(comb.edges, cells, strict=False):
        cell = whole[high:]
        _clear_rims(cell, round(_RIM * point))
        rows, columns = np.nonzero(cell)
        if not len(rows):
            yield None
            continue
        x, first, last = left + inset, top + high + rows.min(), top + high + rows.max()
        yield _Ink(Box(x + columns.min(), first, x + columns.max() + 1, last + 1), len(rows))


def _top_of_letters(cells: NDArray[np.bool_], point: float) -> int:
    """Return the row over the letters in open cells: they may stand high, and a label close above them."""
    inked = np.flatnonzero(cells[::-1].sum(axis=1) > _FEW)  # from the foot up
    lines = np.split(inked, np.flatnonzero(np.diff(inked) > _WHITE * point) + 1)
    letters = next((line for line in lines if len(line) and np.ptp(line) >= _LETTER[0] * point), None)
    reach = _LETTER[1] * point
    if letters is not None and letters[0] <= _HIGH * point:
        reach = min(letters[-1] + 2, letters[0] + reach)
    return max(0, len(cells) - round(reach))


def _clear_rims(cell: NDArray[np.bool_], most: int) -> None:
    """Take out ink along the sides of a cell with white behind it: thick lines that lean reach in there."""
    for inwards in (cell, cell[::-1], cell.T, cell.T[::-1]):
        white = np.flatnonzero(~inwards.any(axis=1))
        deep = int(white[0]) if white.size else len(inwards)
        if deep <= most:
            inwards[:deep] = False
