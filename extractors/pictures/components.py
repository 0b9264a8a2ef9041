"""Connected pieces of ink: what a pen or a letter leaves without a gap."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.intp]

_ROUNDS: Final = 60
"""Labels travel twice as far in each round; a spiral over the whole page is done long before."""


class Components(NamedTuple):
    """The connected pieces of a mask (also over corners), in no order.

    Runs are stretches of ink in one row; ``label`` says per run which piece it belongs to.
    Edges are in pixels, ``right`` and ``bottom`` exclusive; ``area`` counts pixels.
    """

    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers
    area: Numbers
    row: Numbers
    start: Numbers
    end: Numbers
    label: Numbers

    @property
    def width(self) -> Numbers:
        """Pixels."""
        return self.right - self.left

    @property
    def height(self) -> Numbers:
        """Pixels."""
        return self.bottom - self.top


def components(mask: Mask) -> Components:
    """Return the connected pieces of ``mask``, shape (rows, columns)."""
    row, start, end = runs(mask)
    label = _labels(len(row), *_touching(row, start, end, width=mask.shape[1] + 2))
    _, label = np.unique(label, return_inverse=True)
    count = int(label.max()) + 1 if len(label) else 0
    left, top = np.full(count, mask.shape[1]), np.full(count, mask.shape[0])
    right, bottom = np.zeros(count, np.intp), np.zeros(count, np.intp)
    np.minimum.at(left, label, start)
    np.minimum.at(top, label, row)
    np.maximum.at(right, label, end)
    np.maximum.at(bottom, label, row + 1)
    area = np.bincount(label, weights=end - start, minlength=count).astype(np.intp)
    return Components(left, top, right, bottom, area, row, start, end, label)


def painted(pieces: Components, chosen: Mask, shape: tuple[int, int]) -> Mask:
    """Return a mask of ``shape`` with the pieces for which ``chosen`` is true."""
    runs = chosen[pieces.label]
    change = np.zeros((shape[0], shape[1] + 1), np.int8)
    change[pieces.row[runs], pieces.start[runs]] = 1
    change[pieces.row[runs], pieces.end[runs]] -= 1
    return np.cumsum(change[:, :-1], axis=1, dtype=np.int8).astype(bool)


def runs(mask: Mask) -> tuple[Numbers, Numbers, Numbers]:
    """Return row, first and last column (exclusive) of each stretch of ink, from the top left on."""
    height, width = mask.shape
    padded = np.zeros((height, width + 2), bool)
    padded[:, 1:-1] = mask
    changes = np.flatnonzero(padded[:, 1:] != padded[:, :-1])  # bool: numpy finds these several times faster
    start, end = changes[::2], changes[1::2]
    row = start // (width + 1)
    before = row * (width + 1)
    return row, start - before, end - before


def runs_down(mask: Mask) -> tuple[Numbers, Numbers, Numbers]:
    """Return column, first and last row (exclusive) of each stretch along columns, from the left on."""
    padded = np.zeros((mask.shape[0] + 2, mask.shape[1]), bool)
    padded[1:-1] = mask
    row, column = np.divmod(np.flatnonzero(padded[1:] != padded[:-1]), mask.shape[1])
    # Along a column, ink begins and ends in turns; a stable sort of small numbers is a fast one.
    order = np.argsort(column.astype(np.uint16), kind="stable")
    row, column = row[order], column[order]
    return column[::2], row[::2], row[1::2]


def _touching(row: Numbers, start: Numbers, end: Numbers, *, width: int) -> tuple[Numbers, Numbers]:
    """Return pairs of runs that touch: one in a row, the other in the next."""
    first_key, last_key = row * width + start, row * width + end
    above = (row + 1) * width
    # Of the next row: from the first run that ends at or after my start, to the last that starts by my end.
    low = np.searchsorted(last_key, above + start, side="left")
    high = np.searchsorted(first_key, above + end, side="right")
    count = np.maximum(high - low, 0)
    upper = np.repeat(np.arange(len(row)), count)
    offset = np.arange(len(upper)) - np.repeat(np.cumsum(count) - count, count)
    return upper, low[upper] + offset


def _labels(count: int, one: Numbers, other: Numbers) -> Numbers:
    """Return per run the smallest number of a run that it hangs together with."""
    label = np.arange(count)
    for _ in range(_ROUNDS):
        low = np.minimum(label[one], label[other])
        before = label.copy()
        np.minimum.at(label, label[one], low)
        np.minimum.at(label, label[other], low)
        label = label[label]
        label = label[label]
        if np.array_equal(before, label):
            break
    return label
