"""Square tick boxes, taken out of pictures of pages before their lines are looked for.

Beside words they are read as letters ("jaO", "[] nein", "Ü] Kind"), and change what the network makes of
the words. Whether a box is ticked is told from the page's ink elsewhere (``forms.marks``).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.components import Mask, Numbers, runs

Places = NDArray[np.float64] | Numbers

_SMALLEST, _LARGEST = 6.0, 13.0
"""Sides in points. Larger ones may hold a letter or a figure, which is to be read."""
_HEIGHTS: Final = np.arange(0.84, 1.2, 0.04)
"""In widths."""
_INKED: Final = 0.9
"""Share of a side that is ink."""
_ALONG: Final = np.linspace(0, 1, 16)
"""Places along a side at which ink is looked for."""
_INSIDE: Final = np.arange(3)
"""Pixels by which a side may lie further inside."""
_BESIDE: Final = np.arange(1, 6)
"""Pixels from a box to what is beside it."""
_CROWDED: Final = 0.25
"""Share of what is beside a box that may be ink: letters have neighbours, stems or tails."""
_CORNERS: Final = np.array([0, 0.04, 0.08])
"""Widths from a corner, rightwards and downwards, at one of which is ink; letters are rounder."""
_RIM: Final = 0.15
"""Widths by which the place of a box is larger: ticks reach out of it."""


class _Frames(NamedTuple):
    """Boxes, in pixels; all edges are inside."""

    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers

    def only(self, chosen: Mask) -> _Frames:
        return _Frames(*(edge[chosen] for edge in self))


def tick_frames(dark: Mask, *, dpi: int) -> Mask:
    """Return the places of a page's tick boxes.

    A box stands on a run of ink that is by itself: a check mark leaves it at the upper side, but hardly ever
    at the lower one. Its sides are straight, its corners sharp, and nothing touches it.

    Args:
        dark: The page's ink, without its rulings; shape (rows, columns).
        dpi: Pixels per inch.
    """
    places = np.zeros_like(dark)
    for left, top, right, bottom in zip(*_found(dark, dpi / 72), strict=True):
        rim = round(_RIM * (right - left))
        places[max(0, top - rim) : bottom + rim + 1, max(0, left - rim) : right + rim + 1] = True
    return places


def _found(dark: Mask, scale: float) -> _Frames:
    row, start, end = runs(dark)
    width = end - start
    frames = _Frames(start, row - (_HEIGHTS[0] * width).astype(np.intp), end - 1, row)
    frames = frames.only((width >= _SMALLEST * scale) & (width <= _LARGEST * scale))
    frames = _closed(dark, frames.only(_upright(dark, frames)))
    return frames.only(_upright(dark, frames) & _sharp(dark, frames) & _alone(dark, frames))


def _upright(dark: Mask, frames: _Frames) -> Mask:
    """Return per frame whether there is ink along its left and right side."""
    height = frames.bottom - frames.top
    rows = frames.bottom[:, None, None] - _ALONG[:, None] * height[:, None, None]
    ink: Mask = np.logical_and.reduce(
        [
            _ink(dark, rows, column[:, None, None] + inward * _INSIDE).any(axis=2).mean(axis=1) >= _INKED
            for column, inward in ((frames.left, 1), (frames.right, -1))
        ]
    )
    return ink


def _closed(dark: Mask, frames: _Frames) -> _Frames:
    """Return the frames that have an upper side, the one that makes them most like squares."""
    width = frames.right - frames.left
    tops = frames.bottom[:, None] - np.rint(_HEIGHTS * width[:, None]).astype(np.intp)
    columns = frames.left[:, None] + _ALONG * width[:, None]
    inked = _ink(dark, tops[:, :, None, None] + _INSIDE, columns[:, None, :, None]).any(axis=3)
    oblong = np.where(inked.mean(axis=2) >= _INKED, abs(_HEIGHTS - 1), np.inf)
    best = oblong.argmin(axis=1)
    at = np.arange(len(best))
    return frames._replace(top=tops[at, best]).only(np.isfinite(oblong[at, best]))


def _sharp(dark: Mask, frames: _Frames) -> Mask:
    """Return per frame whether there is ink in all of its corners."""
    off = _CORNERS * (frames.right - frames.left)[:, None]
    ink: Mask = np.logical_and.reduce(
        [
            _ink(dark, row[:, None] + down * off, column[:, None] + along * off).any(axis=1)
            for row, down in ((frames.top, 1), (frames.bottom, -1))
            for column, along in ((frames.left, 1), (frames.right, -1))
        ]
    )
    return ink


def _alone(dark: Mask, frames: _Frames) -> Mask:
    """Return per frame whether there is hardly any ink beside, above and below it."""
    rows = frames.top[:, None] + _ALONG * (frames.bottom - frames.top)[:, None]
    columns = frames.left[:, None] + _ALONG * (frames.right - frames.left)[:, None]
    strips = (
        (rows[:, :, None], frames.left[:, None, None] - _BESIDE),
        (rows[:, :, None], frames.right[:, None, None] + _BESIDE),
        (frames.top[:, None, None] - _BESIDE, columns[:, :, None]),
        (frames.bottom[:, None, None] + _BESIDE, columns[:, :, None]),
    )
    free: Mask = np.logical_and.reduce([_ink(dark, *each).mean(axis=(1, 2)) <= _CROWDED for each in strips])
    return free


def _ink(dark: Mask, rows: Places, columns: Places) -> Mask:
    """Return whether there is ink at these places; those beside the page are paper's edge."""
    row = np.clip(np.rint(rows), 0, dark.shape[0] - 1).astype(np.intp)
    column = np.clip(np.rint(columns), 0, dark.shape[1] - 1).astype(np.intp)
    ink: Mask = dark[row, column]
    return ink
