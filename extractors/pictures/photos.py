"""Photos of paper: where the sheet lies in the picture, and the sheet laid flat.

A sheet's edge is where the brightness jumps up from the table to the paper, along a straight line. Light
and shadow change the brightness too, but slowly; so jumps are looked for, as ratios. Four such lines around
something brighter, in any direction, are a sheet.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from contracts.records import PageSize
from extractors.pictures.edges import Lights, Numbers, edge_points, strongest_lines
from extractors.pictures.neighbourhoods import widened
from extractors.pictures.outlines import Outline, outlines

LONG_SIDE: Final = 600
"""Pixels of the longer side of the picture in which paper is looked for."""
_STROKES: Final = 5
"""Pixels; what is dark and thinner is writing on the paper."""
_RIM_PAPER: Final = 0.93
"""What is darker than this share of the brightest tenth may be table."""
_TABLE: Final = 0.1
"""Share of the picture's rim that is table in a photo, at least."""
_FAINT: Final = math.log(1.05)
"""Paper is brighter than the table beside it by this factor at least."""
_CLEAR: Final = math.log(1.15)
"""From this factor on it is no print, and an edge may be out of the picture."""
_MOST_LINES: Final = 28
_LEAST_POINTS: Final = 40
_LEAST_MARGIN: Final = 0.015
"""Share of the picture; narrower dark rims are a scanner's, and harmless."""
_SAMPLES: Final = 32
_OUTSIDE: Final = 120
"""Pixels outside of an edge in which nothing is as bright as the paper; to the rim if only three are seen."""
_WRITING: Final = math.log(1.3)
_FIRST_OUTSIDE: Final = 15
_BLUR: Final = 9
"""Pixels of an edge, to both sides, that look like writing."""
_MOST_WRITING: Final = 0.02
"""Share of the writing that may stand outside of a sheet on a nearly white table."""
_RIM: Final = 0.003
"""Share of the sheet cut off with the table: half a millimetre of an A4 page."""


class Corner(NamedTuple):
    """A point, as shares of the picture's width and height."""

    x: float
    y: float


Corners = tuple[Corner, Corner, Corner, Corner]
"""Left top, right top, right bottom, left bottom."""


def find_paper(picture: Image.Image) -> Corners | None:
    """Return the corners of the sheet in a photo; None for scans and whatever else is paper all over.

    At least three edges must be seen; where one is out of the picture the sheet ends beyond the picture.
    The sheet is upright to 45 degrees: which of its sides is the upper one only reading can tell.

    Args:
        picture: Grey (mode L), its longer side of about ``LONG_SIDE`` pixels.
    """
    grey = np.asarray(picture)
    if not _may_be_photo(grey):
        return None
    light = _light(grey)
    points = edge_points(light, least=_FAINT)
    lines = strongest_lines(points, light.shape, count=_MOST_LINES, least=_LEAST_POINTS)
    for outline in outlines(lines, light.shape):
        contrast = _contrast(light, outline)
        print_like = outline.open or _writing_outside(outline, grey, light) > _MOST_WRITING
        if contrast > (_CLEAR if print_like else _FAINT):
            return _shares(outline, picture.size)
    return None


def sheet_size(corners: Corners, shown: PageSize) -> PageSize:
    """Return the mean width and height that the sheet has in a picture of size ``shown``."""
    points = np.array(corners) * shown
    top, right, bottom, left = np.hypot(*(points - np.roll(points, -1, axis=0)).T)
    return PageSize(float(top + bottom) / 2, float(left + right) / 2)


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
    """Whether the picture's rim is darker than paper; spares scans the search."""
    rim = max(1, round(_LEAST_MARGIN * max(grey.shape)))
    strips = (grey[:rim].ravel(), grey[-rim:].ravel(), grey[:, :rim].ravel(), grey[:, -rim:].ravel())
    dark = np.concatenate(strips) < _RIM_PAPER * np.percentile(grey, 90)
    return bool(dark.mean() > _TABLE)


def _light(grey: NDArray[np.uint8]) -> Lights:
    """Return the logarithm of the brightness, without writing (a morphological closing)."""
    closed = widened(widened(grey, np.maximum, size=_STROKES), np.minimum, size=_STROKES)
    return np.log(np.maximum(closed, 1).astype(np.float32))


def _contrast(light: Lights, outline: Outline) -> float:
    """Return how much brighter the sheet is, at its faintest edge, than anything near outside of it.

    The margin of a print is as bright as what it surrounds; a table is darker all the way.
    """
    inside = np.arange(4, 9)
    outside = -np.arange(3, max(light.shape) if outline.open else _OUTSIDE)
    return min(
        float(
            np.nanmedian(
                np.nanmean(ways[:, : len(inside)], axis=1) - np.nanmax(ways[:, len(inside) :], axis=1)
            )
        )
        for ways in (_across(light, side, np.concatenate((inside, outside))) for side in outline.seen_sides)
    )


def _across(light: Lights, side: Numbers, distances: NDArray[np.intp]) -> Lights:
    """Return the light along ways across a side, at distances inwards; NaN out of the picture."""
    start, end = side
    step = (end - start) / np.hypot(*(end - start))
    inward = np.array((-step[1], step[0]))
    feet = start + np.linspace(0.05, 0.95, _SAMPLES)[:, None] * (end - start)
    places = np.floor(feet[:, None] + distances[:, None] * inward).astype(np.intp)
    x, y = places[..., 0], places[..., 1]
    within = (x >= 0) & (x < light.shape[1]) & (y >= 0) & (y < light.shape[0])
    found = np.where(within, light[np.where(within, y, 0), np.where(within, x, 0)], np.nan)
    # A way that begins outside of the picture, or ends at the edge, tells nothing.
    telling: Lights = found[within[:, 0] & within[:, _FIRST_OUTSIDE]]
    return telling


def _writing_outside(outline: Outline, grey: NDArray[np.uint8], light: Lights) -> float:
    """Return the share of all writing that stands outside of the sheet."""
    inside = Image.new("1", (grey.shape[1], grey.shape[0]))
    corners = [(x, y) for x, y in outline.corners.tolist()]
    ImageDraw.Draw(inside).polygon(corners, fill=1, outline=1, width=_BLUR)
    writing = light - np.log(np.maximum(grey, 1)) > _WRITING
    return float((writing & ~np.asarray(inside)).sum() / max(int(writing.sum()), 1))


def _shares(outline: Outline, size: tuple[int, int]) -> Corners:
    left_top, right_top, right_bottom, left_bottom = (
        Corner(x / size[0], y / size[1]) for x, y in outline.corners.tolist()
    )
    return left_top, right_top, right_bottom, left_bottom
