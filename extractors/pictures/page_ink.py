"""Black-and-white pictures of pages: what is ink, and what is paper, shadow or tinted background."""

from __future__ import annotations

import math
import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from contracts.reading import PageInk
from extractors.pictures.neighbourhoods import widened

INK_DPI: Final = 150
_MOST_PIXELS: Final = 35_000_000
"""Of the picture that is kept: an A0 sheet has as many."""
_SHRINK: Final = 8
_AROUND, _BLUR = 5, 3
"""Pixels of a picture that is 8 times smaller: where paper shows beside ink, and how it is smoothed."""
_DARKER: Final = 0.72
"""Ink is darker than this share of the paper around it."""
_INK_BELOW: Final = [math.ceil(grey * _DARKER) for grey in range(256)]
"""For each grey of the paper the grey that ink stays below."""
_PALER: Final = 0.86
"""A thin line, darker than the paper on both of its sides, is ink below this share already."""
_LINE_BELOW: Final = [math.ceil(grey * _PALER) for grey in range(256)]
_DRAWN_PALER: Final = 0.9
"""The same for pages without noise: drawn hairlines are spread over two rows of pixels."""
_HAIRLINE_BELOW: Final = [math.ceil(grey * _DRAWN_PALER) for grey in range(256)]
_ASIDE, _RISE = 2, 10
"""Pixels from a thin line to where it has ended, and by how many greys it is darker than there."""
_NEAR: Final = 8
"""Pixels per side of the squares in one of which, or beside it, a pale line needs clear ink."""


def paper(picture: Image.Image) -> Image.Image:
    """Return the grey of the paper behind the ink, for each pixel: shadows and tints stay, ink goes.

    Args:
        picture: Grey (mode L); strokes are thinner than about 5 mm at 200 dpi.
    """
    return _paper_of(picture, picture.size)


def _paper_of(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    small = picture.reduce(_SHRINK)
    brightest = Image.fromarray(widened(np.asarray(small), np.maximum, size=_AROUND))
    return brightest.filter(ImageFilter.GaussianBlur(_BLUR)).resize(size, Image.Resampling.BILINEAR)


def ink_mask(picture: Image.Image) -> NDArray[np.bool_]:
    """Return where a grey picture has ink, shape (height, width)."""
    return _darker(picture, paper(picture), _INK_BELOW)


def coarse_ink_mask(picture: Image.Image, shrink: int) -> NDArray[np.bool_]:
    """Return where a grey picture drawn ``shrink`` times smaller has ink: some of it goes, none comes."""
    small = picture.reduce(shrink)
    return _darker(small, _paper_of(picture, small.size), _INK_BELOW)


def fine_ink_mask(picture: Image.Image, *, drawn: bool = False) -> NDArray[np.bool_]:
    """Return where a grey picture has ink, the pale thin lines near ink among it, shape (height, width).

    These are frames, dots and pencil of a poor copy. Thick strokes stay as they are; what shines through
    from the back is no thin line, or stands alone. Where a page is ``drawn`` and no scan, nothing shines
    through: all thin lines are frames, however pale and far from any words.
    """
    background = paper(picture)
    mask = _darker(picture, background, _INK_BELOW)
    if drawn:
        pale = np.flatnonzero(_darker(picture, background, _HAIRLINE_BELOW) & ~mask)
    else:
        pale = np.flatnonzero(_darker(picture, background, _LINE_BELOW) & _near(mask) & ~mask)
    mask.ravel()[pale[_is_thin(np.asarray(picture), pale)]] = True
    return mask


def _darker(picture: Image.Image, background: Image.Image, limits: list[int]) -> NDArray[np.bool_]:
    """Return where a picture is darker than the limit for the grey of the paper there."""
    darker: NDArray[np.bool_] = np.asarray(picture) < np.asarray(background.point(limits))
    return darker


def _near(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the neighbourhood of ink."""
    coarse = Image.fromarray(mask).convert("L").reduce(_NEAR)
    around = Image.fromarray(widened(np.asarray(coarse), np.maximum, size=3))
    return np.asarray(around.resize(mask.shape[::-1], Image.Resampling.NEAREST)) > 0


def _is_thin(grey: NDArray[np.uint8], at: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return whether the pixels ``at`` are darker than those left and right, or above and below."""
    flat, last = grey.ravel(), grey.size - 1
    thin = np.zeros(at.shape, bool)
    for step in (_ASIDE, _ASIDE * grey.shape[1]):
        beside = np.minimum(flat[np.maximum(at - step, 0)], flat[np.minimum(at + step, last)])
        thin |= flat[at] < np.maximum(beside, _RISE) - _RISE
    return thin


def page_ink(picture: Image.Image, *, dpi: int, drawn: bool = False) -> PageInk:
    """Return the ink of a page's grey picture, brought from ``dpi`` to 150 pixels per inch.

    Sheets larger than A0 keep fewer. ``drawn`` as for ``fine_ink_mask``.
    """
    scale = min(INK_DPI / dpi, (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    fitting = picture if size == picture.size else picture.resize(size, Image.Resampling.BOX)
    mask = fine_ink_mask(fitting, drawn=drawn)
    bits = zlib.compress(np.packbits(mask, axis=1).tobytes(), 1)
    return PageInk(dpi=max(1, round(dpi * scale)), width=size[0], height=size[1], bits=bits)


def unpack(ink: PageInk) -> NDArray[np.bool_]:
    """Return the picture as an array, shape (height, width), True is ink."""
    rows = np.frombuffer(zlib.decompress(ink.bits), dtype=np.uint8).reshape(ink.height, -1)
    return np.unpackbits(rows, axis=1, count=ink.width).astype(bool)
