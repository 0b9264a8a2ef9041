"""Rulings and the sides of ruled boxes, taken out of pictures of pages before their lines are looked for.

What stands in a ruled box is otherwise found as a line as high as the box, and is read much too small.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.pictures.components import Mask, runs_down
from extractors.pictures.strokes import LONG_ACROSS, LONG_DOWN, long_runs, long_runs_down

_DARK: Final = 170
"""Grey below which a pixel of a whitened picture is ink."""
_PALE, _ASIDE, _RISE = 225, 3, 18
"""Grey below which a thin line is a ruling as well, pixels from its middle to the paper on either side, and
by how many greys that is lighter. Letters in a row have strokes that go up and down across such a line."""
_SIDE: Final = 10.0
"""Points from which a stroke between two rulings is the side of a box; tick boxes are smaller."""
_CORNER: Final = range(-3, 4)
"""Pixels by which a side may end off the middle of its ruling, up or down and to either side: where two pale
lines meet, neither has paper on both sides."""


def rulings(white: NDArray[np.uint8], *, dpi: int) -> Mask:
    """Return which pixels of a whitened page belong to rulings and sides of boxes, soft edges included."""
    scale = dpi / 72
    across = long_runs(_inked(white), round(LONG_ACROSS * scale))
    found = across | _sides(_inked(white.T).T, across, round(_SIDE * scale), round(LONG_DOWN * scale))
    wide = found.copy()
    wide[1:] |= found[:-1]
    wide[:-1] |= found[1:]
    wide[:, 1:] |= found[:, :-1]
    wide[:, :-1] |= found[:, 1:]
    return wide


def _inked(white: NDArray[np.uint8]) -> Mask:
    """Return the ink of a page, pale lines along its rows included."""
    inked: Mask = white < _DARK
    middle, above, below = white[_ASIDE:-_ASIDE], white[: -2 * _ASIDE], white[2 * _ASIDE :]
    beside = np.minimum(above, below)
    inked[_ASIDE:-_ASIDE] |= (middle < _PALE) & (beside > middle) & (beside - middle >= _RISE)
    return inked


def _sides(inked: Mask, across: Mask, shortest: int, long: int) -> Mask:
    """Return the strokes down the page that go from one ruling to another, or far from one."""
    column, start, end = runs_down(long_runs_down(inked, shortest))
    begins, ends = _meet(across, start, column), _meet(across, end - 1, column)
    is_side = (begins & ends) | ((begins | ends) & (end - start >= long))
    sides = np.zeros(inked.shape, bool)
    for x, top, bottom in zip(column[is_side], start[is_side], end[is_side], strict=True):
        sides[max(0, top + _CORNER.start) : bottom + _CORNER.stop, x] = True
    return sides


def _meet(across: Mask, row: NDArray[np.intp], column: NDArray[np.intp]) -> Mask:
    """Return which places have a ruling at their corner."""
    rows, columns = (size - 1 for size in across.shape)
    found = np.zeros(len(row), bool)
    for down in _CORNER:
        for aside in _CORNER:
            found |= across[np.clip(row + down, 0, rows), np.clip(column + aside, 0, columns)]
    return found
