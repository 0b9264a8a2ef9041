"""Photos of paper: where the sheet lies in the picture, and the sheet laid flat.

A sheet's edge is where the brightness jumps up from the table to the paper, along a straight line. Light
and shadow change the brightness too, but slowly; so jumps are looked for, as ratios.
"""

from __future__ import annotations

import math
from functools import reduce
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from contracts.records import PageSize

LONG_SIDE: Final = 600
"""Pixels of the longer side of the picture in which paper is looked for."""
_STROKES: Final = 5
"""Pixels; what is dark and thinner is writing on the paper."""
_PAPER: Final = 0.8
"""What is darker than this share of the brightest tenth may be table."""
_TABLE: Final = 0.1
"""Share of the picture's rim that is table in a photo, at least."""
_NEAR: Final = 3
"""Pixels before and behind an edge that are compared."""
_JUMP: Final = math.log(1.2)
"""Paper is brighter than the table beside it by this factor at least."""
_REACH: Final = 0.6
"""Share of the picture, from its side inwards, in which an edge is looked for."""
_SLOPES: Final = np.linspace(-0.2, 0.2, 81)
"""Sheets lie at up to 11 degrees from upright, perspective included."""
_STRAIGHT: Final = 2.0
"""Pixels by which an edge may bend."""
_TRIES: Final = 4
"""Lines looked at for each side: boards of a table may be longer than the sheet."""
_LEAST_LENGTH: Final = 0.25
_LEAST_SEEN: Final = 0.6
"""Share of an edge that must be seen between its ends."""
_LEAST_MARGIN: Final = 0.015
"""Share of the picture; narrower dark rims are a scanner's, and harmless."""
_LEAST_EDGES: Final = 3
"""Pages with dark bands above and below their text are printed, and must not lose them."""
_LEAST_SIDE: Final = 0.2
_RIM: Final = 0.003
"""Share of the sheet cut off with the table: half a millimetre of an A4 page."""

Lights = NDArray[np.float32]
Numbers = NDArray[np.floating]


class Corner(NamedTuple):
    """A point, as shares of the picture's width and height."""

    x: float
    y: float


Corners = tuple[Corner, Corner, Corner, Corner]
"""Left top, right top, right bottom, left bottom."""


class _Line(NamedTuple):
    """The points ``start + slope * y`` pixels from a side, ``y`` being the way along that side."""

    start: float
    slope: float


def find_paper(picture: Image.Image) -> Corners | None:
    """Return the corners of the sheet in a photo; None for scans and whatever else is paper all over.

    At least three edges must be seen; where one is out of the picture the sheet ends beyond the picture.

    Args:
        picture: Grey (mode L), its longer side of about ``LONG_SIDE`` pixels.
    """
    grey = np.asarray(picture)
    if not _may_be_photo(grey):
        return None
    light = _light(grey)
    # Each view has one of the sides at its left: left, right, top, bottom.
    views = (light, light[:, ::-1], light.T, light.T[:, ::-1])
    edges = [_edge(view) for view in views]
    if sum(edge is not None for edge in edges) < _LEAST_EDGES:
        return None
    lines = [
        edge or _beyond(opposite or _Line(0, 0), len(view))
        for edge, opposite, view in zip(edges, (edges[1], edges[0], edges[3], edges[2]), views, strict=True)
    ]
    corners = _corners(lines, picture.size)
    return corners if min(sides(corners)) >= _LEAST_SIDE else None


def sides(corners: Corners) -> PageSize:
    """Return the sheet's mean width and height, each as a share of the picture's."""
    left_top, right_top, right_bottom, left_bottom = corners
    width = (right_top.x - left_top.x + right_bottom.x - left_bottom.x) / 2
    height = (left_bottom.y - left_top.y + right_bottom.y - right_top.y) / 2
    return PageSize(width, height)


def lay_flat(picture: Image.Image, corners: Corners, size: tuple[int, int]) -> Image.Image:
    """Return the sheet as a picture of its own, of ``size`` pixels; what the picture cuts off is white."""
    width, height = size
    dx, dy = width * _RIM, height * _RIM
    flat = ((-dx, -dy), (width + dx, -dy), (width + dx, height + dy), (-dx, height + dy))
    rows: list[list[float]] = []
    wanted: list[float] = []
    for (x, y), corner in zip(flat, corners, strict=True):
        u, v = corner.x * picture.width, corner.y * picture.height
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    projection = np.linalg.solve(np.array(rows), np.array(wanted)).tolist()
    method = Image.Transform.PERSPECTIVE
    return picture.transform(size, method, projection, Image.Resampling.BICUBIC, fillcolor=255)


def _may_be_photo(grey: NDArray[np.uint8]) -> bool:
    """Whether there is something dark on the picture's rim; spares scans the search."""
    rim = max(1, round(_LEAST_MARGIN * max(grey.shape)))
    strips = (grey[:rim].ravel(), grey[-rim:].ravel(), grey[:, :rim].ravel(), grey[:, -rim:].ravel())
    dark = np.concatenate(strips) < _PAPER * np.percentile(grey, 90)
    return bool(dark.mean() > _TABLE)


def _light(grey: NDArray[np.uint8]) -> Lights:
    """Return the logarithm of the brightness, without writing (a morphological closing)."""
    closed = _widened(_widened(_widened(_widened(grey, np.maximum).T, np.maximum), np.minimum).T, np.minimum)
    return np.log(np.maximum(closed, 1).astype(np.float32))


def _widened(grey: NDArray[np.uint8], pick: np.ufunc) -> NDArray[np.uint8]:
    """Return the brightest or darkest of the pixels around each pixel of its row."""
    padded = np.pad(grey, ((0, 0), (_STROKES // 2, _STROKES // 2)), mode="edge")
    shifted = [padded[:, start : start + grey.shape[1]] for start in range(_STROKES)]
    widened: NDArray[np.uint8] = reduce(pick, shifted)
    return widened


def _edge(view: Lights) -> _Line | None:
    """Return the sheet's edge nearest to the left side of ``view``, None if there is none."""
    ys, xs = _jumps(view)
    for _ in range(_TRIES):
        if len(ys) < _LEAST_LENGTH * len(view) * _LEAST_SEEN:
            return None
        line, near = _fitted(_longest(ys, xs), ys, xs)
        if _is_edge(line, np.unique(ys[near].astype(np.intp)), view):
            return line
        ys, xs = ys[~near], xs[~near]
    return None


def _fitted(line: _Line, ys: Numbers, xs: Numbers) -> tuple[_Line, NDArray[np.bool_]]:
    """Return the line fitted to the points near it, and which those are."""
    for tolerance in (2 * _STRAIGHT, _STRAIGHT):
        near = np.abs(xs - line.start - line.slope * ys) <= tolerance
        if len(np.unique(ys[near])) > 1:
            slope, start = np.polyfit(ys[near], xs[near], 1)
            line = _Line(float(start), float(slope))
    return line, near


def _jumps(view: Lights) -> tuple[Numbers, Numbers]:
    """Return where rows become brighter at a jump: ways along the side (middles of rows), and from it."""
    sums = np.cumsum(view, axis=1, dtype=np.float64)
    means = (sums[:, _NEAR:] - sums[:, :-_NEAR]) / _NEAR
    steps = means[:, _NEAR:] - means[:, :-_NEAR]
    steps = steps[:, : int(_REACH * view.shape[1])]
    inner = steps[:, 1:-1]
    peaks = (inner > _JUMP) & (inner >= steps[:, :-2]) & (inner > steps[:, 2:])
    ys, xs = np.nonzero(peaks)
    # The sums begin with the first pixel, and peaks with the second step.
    return ys + 0.5, xs + (_NEAR + 2.0)


def _longest(ys: Numbers, xs: Numbers) -> _Line:
    """Return the line on which most of the points lie (a Hough transform)."""
    best, most = _Line(0, 0), 0
    for slope in _SLOPES:
        offsets = ((xs - slope * ys) / _STRAIGHT).astype(np.intp)
        lowest = int(offsets.min())
        counts = np.bincount(offsets - lowest)
        if counts.max() > most:
            most = int(counts.max())
            best = _Line((int(counts.argmax()) + lowest + 0.5) * _STRAIGHT, float(slope))
    return best


def _is_edge(line: _Line, rows: NDArray[np.intp], view: Lights) -> bool:
    """Whether a line seen in ``rows`` is long, well seen, no rim of a scan, and has a dark outside."""
    if not len(rows):
        return False
    first, last = np.percentile(rows, (2, 98))
    length = last - first + 1
    ends = line.start + line.slope * rows
    if length < _LEAST_LENGTH * len(view) or len(rows) < _LEAST_SEEN * length:
        return False
    if ends.mean() < _LEAST_MARGIN * view.shape[1]:
        return False
    return _contrast(view, rows, ends.astype(np.intp)) > _JUMP


def _contrast(view: Lights, rows: NDArray[np.intp], ends: NDArray[np.intp]) -> float:
    """Return how much brighter rows are behind ``ends`` than anywhere before, on the whole.

    The margin of a print is as bright as what follows; a table is darker all the way.
    """
    within = (ends > _NEAR) & (ends < view.shape[1] - 2 * _NEAR)
    rows, ends = rows[within], ends[within]
    if not len(rows):
        return 0.0
    brightest = np.maximum.accumulate(view, axis=1)
    sums = np.cumsum(view, axis=1, dtype=np.float64)
    paper = (sums[rows, ends + 2 * _NEAR] - sums[rows, ends]) / (2 * _NEAR)
    return float(np.median(paper - brightest[rows, ends - 2]))


def _beyond(opposite: _Line, length: int) -> _Line:
    """Return the line parallel to the opposite edge that just leaves the side in the picture."""
    return _Line(min(0.0, opposite.slope * length), -opposite.slope)


def _corners(lines: list[_Line], size: tuple[int, int]) -> Corners:
    """Return where left, right, top and bottom edge meet."""
    width, height = size
    left, right, top, bottom = lines
    right = _Line(width - right.start, -right.slope)
    bottom = _Line(height - bottom.start, -bottom.slope)

    def meet(upright: _Line, level: _Line) -> Corner:
        x = (upright.start + upright.slope * level.start) / (1 - upright.slope * level.slope)
        return Corner(x / width, (level.start + level.slope * x) / height)

    return meet(left, top), meet(right, top), meet(right, bottom), meet(left, bottom)
