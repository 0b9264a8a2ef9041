"""Square tick boxes, taken out of pictures of pages before their lines are looked for.

Beside words they are read as letters ("jaO", "[] nein", "Ü] Kind"), and change what the network makes of
the words. Whether a box is ticked is told from the page's ink elsewhere (``forms.marks``).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.pictures.components import Components, Mask, Numbers, components

Places = NDArray[np.float64] | Numbers

_SMALLEST, _LARGEST = 6.0, 13.0
"""Sides in points. Larger ones may hold a letter or a figure, which is to be read."""
_HEIGHTS: Final = np.arange(0.84, 1.2, 0.04)
"""In widths."""
_INKED: Final = 0.9
"""Share of a side that is ink."""
_ALONG: Final = np.linspace(0, 1, 16)
"""Places along a side at which ink is looked for."""
_MIDDLE: Final = slice(3, -3)
"""Those of them that are away from the corners."""
_INSIDE: Final = np.arange(3)
"""Pixels by which a side may lie further inside."""
_BESIDE: Final = np.arange(1, 7)
"""Pixels from a box to what is beside it."""
_CROWDED, _CROSSED = 0.33, 0.38
"""Share of what is beside a box that may be ink: letters have neighbours, stems or tails. The second counts
the corners as well, where a cross reaches out of its box, but not the next pixel: few sides are level."""
_STEM, _STEMMED = 0.2, 1.6
"""Thickness from which a side is a bold letter's stem: in widths, and in thicknesses of the lower side."""
_DEEP: Final = np.arange(13)
"""Pixels from the outer edge of a side inwards, over which its thickness is measured."""
_THIN_PART: Final = 25
"""Percentile of its thickness that a side has along most of its length; crosses end in parts of it."""
_ABOVE: Final = np.arange(2, 8)
"""Pixels above a box over which a stem goes straight on, and the end of a cross does not."""
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


def tick_frames(dark: Mask, *, dpi: int, pieces: Components | None = None) -> Mask:
    """Return the places of a page's tick boxes.

    A box stands on a run of ink that is by itself: a check mark leaves it at the upper side, but hardly ever
    at the lower one. Its sides are straight, its corners sharp, and nothing touches it.

    Args:
        dark: The page's ink, without its rulings; shape (rows, columns).
        dpi: Pixels per inch.
        pieces: The connected pieces of ``dark``, if they are known.
    """
    places = np.zeros_like(dark)
    found = _found(dark, pieces or components(dark), dpi / 72)
    for left, top, right, bottom in zip(*found, strict=True):
        rim = round(_RIM * (right - left))
        places[max(0, top - rim) : bottom + rim + 1, max(0, left - rim) : right + rim + 1] = True
    return places


def _found(dark: Mask, pieces: Components, scale: float) -> _Frames:
    row, start, end = pieces.row, pieces.start, pieces.end
    width = end - start
    frames = _Frames(start, row - (_HEIGHTS[0] * width).astype(np.intp), end - 1, row)
    frames = frames.only((width >= _SMALLEST * scale) & (width <= _LARGEST * scale))
    frames = _closed(dark, frames.only(_upright(dark, frames)))
    whole = _upright(dark, frames) & _sharp(dark, frames) & ~_has_stem(dark, frames)
    return frames.only(whole & _alone(dark, frames))


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


def _has_stem(dark: Mask, frames: _Frames) -> Mask:
    """Return per frame whether its left or right side is a stem, as of "B" and "H".

    Such a side is bold, and the lower one is not; or the left one goes straight on above the upper one.
    """
    rows, columns = (each[:, _MIDDLE] for each in _sides(frames))
    lower = _thickness(_ink(dark, frames.bottom[:, None, None] - _DEEP, columns[:, :, None]))
    left, right = (
        _thickness(_ink(dark, rows[:, :, None], side[:, None, None] + inwards * _DEEP))
        for side, inwards in ((frames.left, 1), (frames.right, -1))
    )
    bold = np.maximum(left, right)
    onward = _ink(dark, frames.top[:, None] - _ABOVE, frames.left[:, None] + 1).all(axis=1)
    stems: Mask = onward | (bold >= _STEM * (frames.right - frames.left)) & (bold >= _STEMMED * lower)
    return stems


def _thickness(ink: Mask) -> Places:
    """Return how thick sides are along most of their length, in pixels.

    Args:
        ink: Of shape (frames, places, pixels inwards).
    """
    reached = np.maximum.accumulate(ink, axis=2)
    solid = np.minimum.accumulate(ink | ~reached, axis=2) & reached
    thickness: Places = np.percentile(solid.sum(axis=2), _THIN_PART, axis=1)
    return thickness


def _alone(dark: Mask, frames: _Frames) -> Mask:
    """Return per frame whether there is hardly any ink beside, above and below it."""
    rows, columns = (each[:, :, None] for each in _sides(frames))
    left, top, right, bottom = (edge[:, None, None] for edge in frames)
    strips = (
        _ink(dark, rows, left - _BESIDE),
        _ink(dark, rows, right + _BESIDE),
        _ink(dark, top - _BESIDE, columns),
        _ink(dark, bottom + _BESIDE, columns),
    )
    free: Mask = np.logical_and.reduce([_is_free(each) for each in strips])
    return free


def _is_free(strips: Mask) -> Mask:
    """Return per frame whether there is hardly any ink in the strip along one of its sides."""
    free: Mask = strips[:, _MIDDLE, :-1].mean(axis=(1, 2)) <= _CROWDED
    free &= strips[:, :, 1:].mean(axis=(1, 2)) <= _CROSSED
    return free


def _sides(frames: _Frames) -> tuple[Places, Places]:
    """Return rows and columns along the sides, each of shape (frames, places)."""
    rows = frames.top[:, None] + _ALONG * (frames.bottom - frames.top)[:, None]
    return rows, frames.left[:, None] + _ALONG * (frames.right - frames.left)[:, None]


def _ink(dark: Mask, rows: Places, columns: Places) -> Mask:
    """Return whether there is ink at these places; those beside the page are paper's edge."""
    row = np.clip(np.rint(rows), 0, dark.shape[0] - 1).astype(np.intp)
    column = np.clip(np.rint(columns), 0, dark.shape[1] - 1).astype(np.intp)
    ink: Mask = dark[row, column]
    return ink
