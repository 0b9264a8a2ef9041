"""Light print on dark bars, as in the headings of many forms: turned to dark print on paper.

To all that comes later, a bar is one thick ruling: it would be taken out, and its letters with it. A field as
high as an authority's head would be taken for the paper of that place, and its letters for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractors.pictures.components import Mask, components

Grey = NDArray[np.uint8]
Place = tuple[slice, slice]

_DARK: Final = 150
"""Grey below which a pixel of a whitened picture is dark."""
_SHRINK: Final = 4
_REACH: Final = (9.0, 2.5)
"""Points left and right, and up and down, over which the dark is averaged."""
_CORE: Final = 0.55
"""Share that is dark around the middle of a bar; of print, even bold one, it is less than half."""
_WHOLE: Final = 0.6
"""Share of its rectangle that the middle of a bar fills."""
_EDGE: Final = 0.4
"""Share of a bar's outermost rows and columns that is dark."""
_SOLID: Final = 0.88
"""Share that is dark of some row above the letters of a bar, and of one below; in bold print, none is."""
_MARGIN: Final = 4
"""One of so many parts of a bar's height is looked through for such a row."""
_RIM: Final = 8.0
"""Points from the middle to the edge of a bar, at most."""
_HEIGHT, _WIDTH = (5.0, 40.0), 12.0
"""Points; what is higher is a picture, or an authority's head."""
_HEAD, _LONG = (40.0, 130.0), 4
"""Height of such a head in points, more than a bar's, and how many times as wide as high it is at least."""
_COARSE: Final = 8
_HEAD_DARK: Final = 0.65
"""A head is darker than this share of the paper, and fills ``_WHOLE`` of its rectangle."""
_FAINTEST, _STRONGEST = 2, 98
"""Percentiles of the greys of a bar that stand for its darkest and its lightest parts."""
_LIGHTER: Final = 40
"""Greys by which letters are lighter than their bar, at least."""


def invert(picture: Grey, place: Place) -> None:
    """Make a bar's letters dark and the bar paper; a bar that is light already stays: two may overlap."""
    bar = picture[place].astype(np.float32)
    depth = 255 - np.median(bar)
    if depth > _LIGHTER:
        picture[place] = np.minimum((255 - bar) * 255 / depth, 255)


def without_heads(picture: Image.Image, *, dpi: int) -> Image.Image:
    """Return a grey page with high dark fields across it turned to paper, and their light print to dark."""
    small = np.asarray(picture.reduce(_COARSE))
    limit = _HEAD_DARK * float(np.percentile(small, _STRONGEST))
    scale = dpi / 72
    pieces = components(small < limit)
    high = (pieces.height * _COARSE >= _HEAD[0] * scale) & (pieces.height * _COARSE <= _HEAD[1] * scale)
    solid = pieces.area >= _WHOLE * pieces.width * pieces.height
    heads = np.flatnonzero(high & solid & (pieces.width >= _LONG * pieces.height))
    if not len(heads):
        return picture
    grey = np.array(picture)
    dark = grey < limit
    for at in heads:
        box = [int(edge[at]) * _COARSE for edge in (pieces.left, pieces.top, pieces.right, pieces.bottom)]
        place = _edges(dark, box, _COARSE)
        if _has_light_print(grey[place]):
            invert(grey, place)
    return Image.fromarray(grey)


def dark_bars(white: Grey, *, dpi: int) -> Iterator[Place]:
    """Yield the rows and columns of each dark bar with lighter print on a whitened page."""
    scale = dpi / 72
    dark = white < _DARK
    small = Image.fromarray(dark.view(np.uint8) * 255).reduce(_SHRINK)
    reach = tuple(max(1.0, points * scale / _SHRINK) for points in _REACH)
    core = np.asarray(small.filter(ImageFilter.BoxBlur(reach))) > _CORE * 255
    pieces = components(core)
    runs_inside = pieces.area >= _WHOLE * pieces.width * pieces.height
    for at in np.flatnonzero(runs_inside):
        box = [int(edge[at]) * _SHRINK for edge in (pieces.left, pieces.top, pieces.right, pieces.bottom)]
        place = _edges(dark, box, round(_RIM * scale))
        height, width = (side.stop - side.start for side in place)
        fits = _HEIGHT[0] * scale <= height <= _HEIGHT[1] * scale and width >= _WIDTH * scale
        if fits and _has_margins(dark[place]) and _has_light_print(white[place]):
            yield place


def _edges(dark: Mask, box: list[int], rim: int) -> Place:
    """Return the whole bar around its middle."""
    left, top, right, bottom = box
    rows = _around(dark[:, left:right].mean(axis=1) >= _EDGE, top, bottom, rim)
    columns = _around(dark[rows].mean(axis=0) >= _EDGE, left, right, rim)
    return rows, columns


def _around(inside: Mask, start: int, end: int, rim: int) -> slice:
    """Return a range of places as far as it goes on inside, by ``rim`` at most."""
    before, after = inside[max(0, start - rim) : start][::-1], inside[end : end + rim]
    return slice(start - int(np.cumprod(before).sum()), min(end, len(inside)) + int(np.cumprod(after).sum()))


def _has_margins(dark: Mask) -> bool:
    """Whether a bar is dark all along above and below its letters; between bold letters is paper."""
    shares, depth = dark.mean(axis=1), max(1, len(dark) // _MARGIN)
    return bool(min(shares[:depth].max(), shares[-depth:].max()) >= _SOLID)


def _has_light_print(bar: Grey) -> bool:
    """Whether a bar's letters are lighter than it is: dark tints with black print are left alone."""
    darkest, middle, lightest = np.percentile(bar, (_FAINTEST, 50, _STRONGEST))
    return bool(lightest - middle > max(middle - darkest, _LIGHTER))
