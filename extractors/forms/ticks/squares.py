"""Square tick boxes on a page's ink: small frames with four sides, whatever is inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from contracts.records import Box
from extractors.forms.ticks.frames import LARGEST, SMALLEST, Found, Frames, Sums, boxes_of, summed
from extractors.forms.ticks.marks import InkPicture
from extractors.forms.ticks.nested_frames import innermost
from extractors.pictures.components import Mask, Numbers, runs

SMALLEST_DOTTED, LONELY = 6.0, 7.0
"""Side of a dotted one, and of one beside which letters may stand: they look like small boxes themselves."""

SOLID: Final = 0.85
"""Share of a side, between round corners, that must be ink."""

GAP: Final = 3
"""Pixels between the dots of a frame, at most."""

FLAT, TALL = -0.15, 0.18
"""By which share of its width a box may be lower, or higher."""

ROUNDEST: Final = 0.25
"""Share of a side that a round corner takes, at most."""

CORNERS: Final = (0, 2, 4, 6)
"""Pixels of a side that a round corner takes."""


def find_squares(picture: InkPicture) -> list[Box]:
    """Return the square tick boxes of a page, in points, from top to bottom.

    A box is a pair of horizontal runs of ink with the same ends, about as far apart as they are long, and
    ink down both sides; corners may be round. Dots and dashes count as runs. Forms print all of their boxes
    alike: one whose sides are hidden by its tick is found because others of its size stand on the page.
    """
    mask, scale = picture.mask, picture.scale
    found = Found(mask)
    for across, down, smallest in (
        (mask, mask, SMALLEST),
        (_closed(mask), _closed(mask.T).T, SMALLEST_DOTTED),
    ):
        sums = summed(_thickened(across), _thickened(down.T).T)
        for frames in _framed(across, sums, round(smallest * scale), round(LARGEST * scale)):
            found.add(frames, lonely=LONELY * scale)
        for size in found.sizes():
            if min(size[:2]) >= smallest * scale:
                found.add(_alike(sums, *size), lonely=0 if across is mask else LONELY * scale)
    return boxes_of(innermost(found.frames, lambda frames: _has_sides(found.sums, frames)), scale)


def _closed(mask: Mask) -> Mask:
    """Return the mask with gaps of up to ``GAP`` pixels along its rows closed."""
    wide = np.pad(mask, ((0, 0), (GAP, GAP)))
    columns = wide.shape[1] - GAP
    spread = np.logical_or.reduce([wide[:, shift : shift + columns] for shift in range(GAP + 1)])
    closed: Mask = np.logical_and.reduce(
        [spread[:, shift : shift + mask.shape[1]] for shift in range(GAP + 1)]
    )
    return closed


def _thickened(mask: Mask) -> Mask:
    """Return the mask with ink one pixel further up and down."""
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    return thick


def _framed(across: Mask, sums: Sums, shortest: int, longest: int) -> Iterator[Frames]:
    """Yield frames of which the upper or lower side, between round corners, is a run of ink by itself.

    A check mark often runs out over the upper side, but hardly ever over the lower one.
    """
    row, start, end = runs(across)
    for corner in CORNERS:
        width = end - start + 2 * corner
        fits = (width >= shortest) & (width <= longest) & (corner <= ROUNDEST * width)
        fits &= (start >= corner) & (end + corner <= across.shape[1])
        for upper in (True, False):
            yield _beside(sums, (row[fits], start[fits] - corner, end[fits] + corner), corner, upper=upper)


def _beside(sums: Sums, side: tuple[Numbers, Numbers, Numbers], corner: int, *, upper: bool) -> Frames:
    """Return the frames that have ``side`` (row, left, right) as their upper side, or as their lower one."""
    row, left, right = side
    width = right - left
    least = np.ceil((1 + FLAT) * width).astype(np.intp)
    top = row if upper else row + 1 - least
    upright = _has_sides(sums, Frames(top, left, top + least, right, np.full(row.shape, corner)), level=False)
    row, left, right, width = (each[upright] for each in (row, left, right, width))
    height = np.zeros_like(width)
    longest = int(width.max(initial=0))
    for more in sorted(range(round(FLAT * longest), round(TALL * longest) + 1), key=abs):
        open_ = (height == 0) & (more >= FLAT * width) & (more <= TALL * width)
        at, high = np.flatnonzero(open_), (width + more)[open_]
        top = row[at] if upper else row[at] + 1 - high
        frames = Frames(top, left[at], top + high, right[at], np.full(at.shape, corner))
        framed = _has_sides(sums, frames)
        height[at[framed]] = high[framed]
    at = np.flatnonzero(height)
    top = row[at] if upper else row[at] + 1 - height[at]
    return Frames(top, left[at], top + height[at], right[at], np.full(at.shape, corner))


def _has_sides(sums: Sums, frames: Frames, *, level: bool = True) -> Mask:
    """Return per frame whether there is ink along all of its sides, or only the upright ones."""
    rows, columns = sums.across.shape[0], sums.down.shape[1]
    inside: Mask = (frames.top >= 0) & (frames.bottom <= rows) & (frames.right <= columns)
    top, left, bottom, right, corner = frames.only(inside)
    ink = np.ones(top.shape, bool)
    for row in (top, bottom - 1) if level else ():
        run = sums.across[row, right - corner] - sums.across[row, left + corner]
        ink &= run >= SOLID * (right - left - 2 * corner)
    for column in (left, right - 1):
        run = sums.down[bottom - corner, column] - sums.down[top + corner, column]
        ink &= run >= SOLID * (bottom - top - 2 * corner)
    inside[inside] = ink
    return inside


def _alike(sums: Sums, width: int, height: int, corner: int) -> Frames:
    """Return frames of a known size with ink along each side, more or less."""
    reach = width - 2 * corner
    long = sums.across[:, reach:] - sums.across[:, :-reach] >= SOLID * reach
    top, left = np.divmod(np.flatnonzero(long[: 1 - height] & long[height - 1 :]), long.shape[1])
    left -= corner
    frames = Frames(top, left, top + height, left + width, np.full(top.shape, corner))
    frames = frames.only(left >= 0)
    return frames.only(_has_sides(sums, frames))
