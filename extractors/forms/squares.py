"""Tick boxes on a page's ink: small squares with four sides, whatever is inside."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import numpy as np

from contracts.records import Box
from extractors.forms.marks import InkPicture, Mask

SMALLEST, LARGEST = 6.5, 17.0
"""Side of a tick box in points."""

SLACK: Final = 2
"""Pixels by which the sides of a box may miss each other."""

SOLID: Final = 0.85
"""Share of a side that must be ink."""


def find_squares(picture: InkPicture) -> list[Box]:
    """Return the tick boxes of a page, in points, from top to bottom.

    A box is a pair of horizontal runs of ink with the same ends, as far apart as they are long, and ink
    down both sides.
    """
    mask, scale = picture.mask, picture.scale
    last = mask.shape[0] - 1
    below = _boxed(mask, scale)
    # A check mark often runs out over the upper side, but hardly ever over the lower one.
    above = [
        (last - bottom, last - top, left, right) for top, bottom, left, right in _boxed(mask[::-1], scale)
    ]
    boxes: list[Box] = []
    for top, bottom, left, right in sorted(below + above):
        box = Box(left / scale, top / scale, right / scale, (bottom + 1) / scale)
        if not any(other.grown(1.5).holds(*box.middle) for other in boxes[-60:]):
            boxes.append(box)
    return boxes


def _boxed(mask: Mask, scale: float) -> list[tuple[int, int, int, int]]:
    """Return (top, bottom, left, right) in pixels of boxes whose upper side is a run of ink by itself."""
    runs = _runs(mask, round(SMALLEST * scale), round(LARGEST * scale))
    return [
        (row, bottom, left, right)
        for row in sorted(runs)
        for left, right in runs[row]
        if (bottom := _bottom(mask, row, left, right)) is not None and _sides(mask, row, bottom, left, right)
    ]


def _runs(mask: Mask, shortest: int, longest: int) -> dict[int, list[tuple[int, int]]]:
    """Return per row the runs of ink (left, right; right exclusive) of a tick box's length."""
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    lengths = ends[:, 1] - starts[:, 1]
    runs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (row, left), right in zip(
        starts[(lengths >= shortest) & (lengths <= longest)],
        ends[(lengths >= shortest) & (lengths <= longest), 1],
        strict=True,
    ):
        runs[int(row)].append((int(left), int(right)))
    return runs


def _bottom(mask: Mask, row: int, left: int, right: int) -> int | None:
    """Return the row of the lower side: solid ink, about as far down as the upper side is long."""
    side = right - left
    for distance in sorted(range(round(0.85 * side), round(1.18 * side) + 1), key=lambda d: abs(d - side)):
        bottom = row + distance
        if bottom < mask.shape[0] and mask[bottom, left:right].mean() >= SOLID:
            return bottom
    return None


def _sides(mask: Mask, top: int, bottom: int, left: int, right: int) -> bool:
    """Whether ink goes down both sides, and does not go on beyond the corners (as in a table's grid)."""
    near_left = mask[top:bottom, left : left + SLACK].any(axis=1).mean()
    near_right = mask[top:bottom, right - SLACK : right].any(axis=1).mean()
    beyond = mask[bottom + SLACK + 1 : bottom + SLACK + 4, left : left + 2].any(axis=1)
    above = mask[max(0, top - SLACK - 3) : max(0, top - SLACK), left : left + 2].any(axis=1)
    goes_on = bool(beyond.size and beyond.all()) or bool(above.size and above.all())
    return bool(near_left >= SOLID and near_right >= SOLID and not goes_on)
