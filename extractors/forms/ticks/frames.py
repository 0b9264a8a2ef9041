"""The tick boxes of a page while they are looked for: none lies on another, all stand free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.records import Box
from extractors.pictures.components import Mask, Numbers

Floats = NDArray[np.float64]

SMALLEST, LARGEST = 5.3, 17.0
"""Side of a tick box in points."""

SLACK: Final = 2
"""Pixels by which the sides of a box may miss each other."""

CROWDED: Final = 0.55
"""Share of the strips beside a frame that may be ink: letters have neighbours, tick boxes stand free."""

ASIDE: Final = 2
"""Pixels between a frame and these strips, which are as wide."""

APART, HARDLY = 4, 0.12
"""Pixels beside a small frame that hold no more ink than this share: letters stand closer."""

KNOWN: Final = 2
"""Boxes of one size from which on it is looked for where a tick hides a side."""

SIZES: Final = 6
"""A page has tick boxes of no more sizes, roughly."""


class Frame(NamedTuple):
    """A tick box in pixels; right and bottom exclusive. Its sides are straight between the corners."""

    top: int
    left: int
    bottom: int
    right: int
    corner: int = 0


class Frames(NamedTuple):
    """Places that look like tick boxes, likely ones first, as arrays of what a ``Frame`` has."""

    top: Numbers
    left: Numbers
    bottom: Numbers
    right: Numbers
    corner: Numbers

    def only(self, chosen: Mask | Numbers) -> Frames:
        """Return those that are chosen."""
        return Frames(*(each[chosen] for each in self))


def gathered(frames: Iterable[Frame]) -> Frames:
    """Return the frames as arrays."""
    return Frames(*np.array(list(frames), np.intp).reshape(-1, len(Frames._fields)).T)


def boxes_of(frames: Frames, scale: float) -> list[Box]:
    """Return tick boxes in points; ``scale`` is pixels per point."""
    edges = np.stack([frames.left, frames.top, frames.right, frames.bottom], axis=1) / scale
    return [Box(*row) for row in edges.tolist()]


class Sums(NamedTuple):
    """How much ink lies before each pixel of its row, and above each pixel of its column."""

    across: NDArray[np.int16]
    down: NDArray[np.int16]


def summed(across: Mask, down: Mask) -> Sums:
    """Return the sums along the rows of one mask, and along the columns of another or the same."""
    rows, columns = across.shape
    sums = Sums(np.zeros((rows, columns + 1), np.int16), np.zeros((rows + 1, columns), np.int16))
    # Numbers are summed up in half the time that truth values take.
    sums.across[:, 1:], sums.down[1:] = across, down
    for each, axis in ((sums.across, 1), (sums.down, 0)):
        np.cumsum(each, axis=axis, dtype=np.int16, out=each)
    return sums


class Found:
    """The tick boxes found so far.

    Attributes:
        sums: Of the page's ink.
    """

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self.sums = summed(mask, mask)
        self._taken = np.zeros_like(mask)
        self._frames: list[Frame] = []

    def add(self, frames: Frames, *, lonely: float = 0) -> None:
        """Add the frames that stand free and where none is known yet.

        Args:
            frames: Likely ones first.
            lonely: Pixels; what is not as wide must have nothing at all beside it.
        """
        middle = (frames.top + frames.bottom) // 2, (frames.left + frames.right) // 2
        free = ~self._taken[middle] & self._stand_free(frames)
        free &= (frames.right - frames.left >= lonely) | (self._beside(frames, 1, APART) < HARDLY)
        for each in zip(*frames.only(free), strict=True):
            frame = Frame(*(int(edge) for edge in each))
            top, left, bottom, right, _ = frame
            if not self._taken[(top + bottom) // 2, (left + right) // 2] and not _in_a_row(self._mask, frame):
                self._taken[max(0, top - SLACK) : bottom + SLACK, max(0, left - SLACK) : right + SLACK] = True
                self._frames.append(frame)

    def sizes(self, least: int = KNOWN) -> list[tuple[int, int, int]]:
        """Return the sizes (width, height, corner) that at least so many frames have, most frequent first.

        What is printed alike differs by a pixel when it is scanned: such sizes count as one.
        """
        counts = Counter(
            (each.right - each.left, each.bottom - each.top, each.corner) for each in self._frames
        )
        sizes: list[tuple[int, int, int]] = []
        for size, count in counts.most_common():
            near = (max(abs(a - b) for a, b in zip(size, other, strict=True)) <= 1 for other in sizes)
            if count >= least and not any(near):
                sizes.append(size)
        return sizes[:SIZES]

    @property
    def frames(self) -> Frames:
        """The tick boxes from top to bottom."""
        return gathered(sorted(self._frames))

    def _stand_free(self, frames: Frames) -> Mask:
        """Return per frame whether the strips just outside of it are mostly paper."""
        free = self._beside(frames, ASIDE, ASIDE) < CROWDED
        for first in (frames.top - 2 * ASIDE, frames.bottom + ASIDE):
            at = np.clip(first + np.arange(ASIDE)[:, None], 0, self._mask.shape[0] - 1)
            ink = (self.sums.across[at, frames.right] - self.sums.across[at, frames.left]).sum(axis=0)
            free &= ink < CROWDED * ASIDE * (frames.right - frames.left)
        return free

    def _beside(self, frames: Frames, off: int, width: int) -> Floats:
        """Return per frame the share of ink in the fuller of the strips left and right."""
        shares = []
        for first in (frames.left - off - width, frames.right + off):
            at = np.clip(first + np.arange(width)[:, None], 0, self._mask.shape[1] - 1)
            ink = (self.sums.down[frames.bottom, at] - self.sums.down[frames.top, at]).sum(axis=0)
            shares.append(ink / (width * (frames.bottom - frames.top)))
        fuller: Floats = np.maximum(*shares)
        return fuller


def _in_a_row(mask: Mask, frame: Frame) -> bool:
    """Whether two sides go on beyond the corners, as those of the cells of a table or a comb do."""
    top, left, bottom, right, _ = frame
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
