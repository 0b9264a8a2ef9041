"""Rulings and the sides of ruled boxes, taken out of pictures of pages before their lines are looked for.

What stands in a ruled box is otherwise found as a line as high as the box, and is read much too small.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.components import Mask, runs
from extractors.strokes import LONG_ACROSS, long_runs

_DARK: Final = 170
"""Grey below which a pixel of a whitened picture is ink."""
_SIDE: Final = 10.0
"""Points from which a stroke between two rulings is the side of a box; tick boxes are smaller."""
_CORNER: Final = 2
"""Pixels by which a side may end before or behind the middle of its ruling."""


def rulings(white: NDArray[np.uint8], *, dpi: int) -> Mask:
    """Return which pixels of a whitened page belong to rulings and sides of boxes, soft edges included."""
    dark: Mask = white < _DARK
    scale = dpi / 72
    across = long_runs(dark, round(LONG_ACROSS * scale))
    found = across | _sides(dark, across, round(_SIDE * scale))
    wide = found.copy()
    wide[1:] |= found[:-1]
    wide[:-1] |= found[1:]
    wide[:, 1:] |= found[:, :-1]
    wide[:, :-1] |= found[:, 1:]
    return wide


def _sides(dark: Mask, across: Mask, shortest: int) -> Mask:
    """Return the strokes along columns that go from one ruling to another."""
    column, start, end = runs(np.ascontiguousarray(dark.T))
    long = end - start >= shortest
    column, start, end = column[long], start[long], end[long]
    height = dark.shape[0] - 1
    begins = across[np.minimum(start + _CORNER, height), column] | across[start, column]
    ends = across[np.maximum(end - 1 - _CORNER, 0), column] | across[end - 1, column]
    sides = np.zeros(dark.shape, bool)
    for x, top, bottom in zip(column[begins & ends], start[begins & ends], end[begins & ends], strict=True):
        sides[top:bottom, x] = True
    return sides
