"""Square tick boxes on a page's ink: small frames with four sides, whatever is inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.records import Box
from extractors.forms.marks import InkPicture, Mask

SMALLEST, LARGEST = 5.3, 17.0
"""Side of a tick box in points."""

SMALLEST_DOTTED: Final = 7.0
"""Side of a dotted one: closing the gaps makes squares of small letters."""

SLACK: Final = 2
"""Pixels by which the sides of a box may miss each other."""

SOLID: Final = 0.85
"""Share of a side that must be ink."""

GAP: Final = 3
"""Pixels between the dots of a frame, at most."""

CROWDED: Final = 0.55
"""Share of the strips beside a frame that may be ink: letters have neighbours, tick boxes stand free."""

KNOWN: Final = 2
"""Boxes of one size from which on it is looked for where a tick hides a side."""


class Frame(NamedTuple):
    """A tick box in pixels; right and bottom exclusive."""

    top: int
    left: int
    bottom: int
    right: int


class _Lines(NamedTuple):
    """The ink as it looks along rows and along columns: gaps between dots are closed."""

    across: Mask
    down: Mask

    def turned_over(self) -> _Lines:
        """Return the page upside down."""
        return _Lines(self.across[::-1], self.down[::-1])


class _Sums(NamedTuple):
    """How much ink lies before each pixel of its row, and of its column."""

    across: NDArray[np.int16]
    down: NDArray[np.int16]


def find_squares(picture: InkPicture) -> list[Box]:
    """Return the square tick boxes of a page, in points, from top to bottom.

    A box is a pair of horizontal runs of ink with the same ends, as far apart as they are long, and ink
    down both sides. Dots and dashes count as runs. Forms print all of their boxes alike: one whose sides
    are hidden by its tick is found because others of its size stand on the page.
    """
    mask, scale = picture.mask, picture.scale
    plain = _Lines(mask, mask)
    dotted = _Lines(_closed(mask), _closed(mask.T).T)
    found = Found(mask)
    for lines, smallest in ((plain, SMALLEST), (dotted, SMALLEST_DOTTED)):
        found.add(_framed(lines, smallest * scale, LARGEST * scale))
        sums = _Sums(_summed(_thickened(lines.across), axis=1), _summed(_thickened(lines.down.T).T, axis=0))
        for width, height in found.sizes():
            if min(width, height) >= smallest * scale:
                found.add(_alike(sums, width, height))
    return [
        Box(frame.left / scale, frame.top / scale, frame.right / scale, frame.bottom / scale)
        for frame in sorted(found.frames)
    ]


class Found:
    """The tick boxes found so far: none lies on another, all stand free."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._taken = np.zeros_like(mask)
        self.frames: list[Frame] = []

    def add(self, frames: Iterable[Frame]) -> None:
        """Add the frames that stand free and where none is known yet."""
        for frame in frames:
            top, left, bottom, right = frame
            if self._taken[(top + bottom) // 2, (left + right) // 2]:
                continue
            if _stands_free(self._mask, frame) and not _in_a_row(self._mask, frame):
                self._taken[max(0, top - SLACK) : bottom + SLACK, max(0, left - SLACK) : right + SLACK] = True
                self.frames.append(frame)

    def sizes(self, least: int = KNOWN) -> list[tuple[int, int]]:
        """Return the sizes (width, height) that at least so many frames have, most frequent first."""
        counts = Counter((frame.right - frame.left, frame.bottom - frame.top) for frame in self.frames)
        return [size for size, count in counts.most_common(6) if count >= least]


def _stands_free(mask: Mask, frame: Frame) -> bool:
    """Whether the strips just outside of a frame are mostly paper."""
    top, left, bottom, right = frame
    outside = (
        mask[top:bottom, max(0, left - 4) : max(0, left - 2)],
        mask[top:bottom, right + 2 : right + 4],
        mask[max(0, top - 4) : max(0, top - 2), left:right],
        mask[bottom + 2 : bottom + 4, left:right],
    )
    return all(strip.size == 0 or strip.mean() < CROWDED for strip in outside)


def _closed(mask: Mask) -> Mask:
    """Return the mask with gaps of up to ``GAP`` pixels along its rows closed."""
    wide = np.pad(mask, ((0, 0), (GAP, GAP)))
    columns = wide.shape[1] - GAP
    spread = np.logical_or.reduce([wide[:, shift : shift + columns] for shift in range(GAP + 1)])
    closed: Mask = np.logical_and.reduce(
        [spread[:, shift : shift + mask.shape[1]] for shift in range(GAP + 1)]
    )
    return closed


def _framed(lines: _Lines, shortest: float, longest: float) -> Iterator[Frame]:
    """Yield frames with a whole upper side, then those with a whole lower one.

    A check mark often runs out over the upper side, but hardly ever over the lower one.
    """
    last = lines.across.shape[0]
    yield from _below(lines, shortest, longest)
    for top, left, bottom, right in _below(lines.turned_over(), shortest, longest):
        yield Frame(last - bottom, left, last - top, right)


def _below(lines: _Lines, shortest: float, longest: float) -> Iterator[Frame]:
    """Yield frames whose upper side is a run of ink by itself."""
    for row, left, right in _runs(lines, round(shortest), round(longest)):
        bottom = _bottom(lines.across, row, left, right)
        if bottom is not None and _sides(lines.down, row, bottom, left, right):
            yield Frame(row, left, bottom + 1, right)


def _runs(lines: _Lines, shortest: int, longest: int) -> list[tuple[int, int, int]]:
    """Return (row, left, right) of the runs of a tick box's length that have ink down both ends."""
    padded = np.pad(lines.across, ((0, 0), (1, 1)))
    row, column = np.divmod(np.flatnonzero(padded[:, 1:] != padded[:, :-1]), padded.shape[1] - 1)
    row, left, right = row[::2], column[::2], column[1::2]
    side = right - left
    deep = np.minimum(row + (0.8 * side).astype(np.intp), lines.down.shape[0] - 1)
    ink = _summed(lines.down, axis=0)
    ends = [
        np.maximum.reduce([ink[deep, at] - ink[row, at] for at in near])
        for near in ((left, np.minimum(left + 1, right - 1)), (right - 1, np.maximum(right - 2, left)))
    ]
    fits = (side >= shortest) & (side <= longest) & (np.minimum(*ends) >= 0.65 * side)
    return list(zip(row[fits].tolist(), left[fits].tolist(), right[fits].tolist(), strict=True))


def _summed(mask: Mask, *, axis: int) -> NDArray[np.int16]:
    """Return how much ink lies before each pixel of its row or column."""
    padded = np.pad(mask, ((1, 0), (0, 0)) if axis == 0 else ((0, 0), (1, 0)))
    sums: NDArray[np.int16] = np.cumsum(padded, axis=axis, dtype=np.int16)
    return sums


def _bottom(mask: Mask, row: int, left: int, right: int) -> int | None:
    """Return the row of the lower side: solid ink, about as far down as the upper side is long."""
    side = right - left
    for distance in sorted(range(round(0.85 * side), round(1.18 * side) + 1), key=lambda d: abs(d - side)):
        bottom = row + distance
        if bottom < mask.shape[0] and mask[bottom, left:right].mean() >= SOLID:
            return bottom
    return None


def _sides(mask: Mask, top: int, bottom: int, left: int, right: int) -> bool:
    """Whether ink goes down both sides."""
    near_left = mask[top:bottom, left : left + SLACK].any(axis=1).mean()
    near_right = mask[top:bottom, right - SLACK : right].any(axis=1).mean()
    return bool(near_left >= SOLID and near_right >= SOLID)


def _in_a_row(mask: Mask, frame: Frame) -> bool:
    """Whether two sides go on beyond the corners, as those of the cells of a table or a comb do."""
    top, left, bottom, right = frame
    return any(
        _goes_on(mask, (top, bottom - 1), columns)
        for columns in ((right + SLACK + 1, right + SLACK + 4), (left - SLACK - 4, left - SLACK - 1))
    ) or any(
        _goes_on(mask.T, (left, right - 1), rows)
        for rows in ((bottom + SLACK + 1, bottom + SLACK + 4), (top - SLACK - 4, top - SLACK - 1))
    )


def _goes_on(mask: Mask, rows: tuple[int, int], columns: tuple[int, int]) -> bool:
    """Whether there is ink at all of these columns in, or right beside, each of the rows."""
    strips = [mask[max(0, row - 2) : row + 3, max(0, columns[0]) : max(0, columns[1])] for row in rows]
    return all(strip.size > 0 and bool(strip.any(axis=0).all()) for strip in strips)


def _alike(sums: _Sums, width: int, height: int) -> Iterator[Frame]:
    """Yield frames of a known size with ink along each side, more or less."""
    across, down = sums
    rows, columns = across.shape[0] - height, down.shape[1] - width
    level = (across[:, width:] - across[:, :-width])[:, :columns]
    upright = (down[height:] - down[:-height])[:rows]
    solid, whole = level >= SOLID * width, upright >= SOLID * height
    framed = solid[:rows] & solid[height - 1 : height - 1 + rows]
    framed &= whole[:, :columns] & whole[:, width - 1 : width - 1 + columns]
    tops, lefts = np.nonzero(framed)
    ink = level[tops, lefts] + level[tops + height - 1, lefts]
    ink += upright[tops, lefts] + upright[tops, lefts + width - 1]
    for at in np.argsort(-ink, kind="stable"):
        top, left = int(tops[at]), int(lefts[at])
        yield Frame(top, left, top + height, left + width)


def _thickened(mask: Mask) -> Mask:
    """Return the mask with ink one pixel further up and down."""
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    return thick
