"""Black-and-white pictures of pages: what is ink, and what is paper, shadow or tinted background."""

from __future__ import annotations

import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from contracts.reading import PageInk

INK_DPI: Final = 150
_SHRINK: Final = 8
_DARKER: Final = 0.72
"""Ink is darker than this share of the paper around it."""
_INK_BELOW: Final = np.ceil(np.arange(256) * _DARKER).astype(np.uint8)
"""For each grey of the paper the grey that ink stays below."""


def paper(picture: Image.Image) -> Image.Image:
    """Return the grey of the paper behind the ink, for each pixel: shadows and tints stay, ink goes.

    Args:
        picture: Grey (mode L); strokes are thinner than about 5 mm at 200 dpi.
    """
    small = picture.reduce(_SHRINK)
    brightest = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    return brightest.resize(picture.size, Image.Resampling.BILINEAR)


def ink_mask(picture: Image.Image) -> NDArray[np.bool_]:
    """Return where a grey picture has ink, shape (height, width)."""
    grey, background = np.asarray(picture), np.asarray(paper(picture))
    mask: NDArray[np.bool_] = grey < _INK_BELOW[background]
    return mask


def page_ink(picture: Image.Image, *, dpi: int) -> PageInk:
    """Return the ink of a page's grey picture, brought from ``dpi`` to 150 pixels per inch."""
    scale = INK_DPI / dpi
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    fitting = picture if size == picture.size else picture.resize(size, Image.Resampling.BOX)
    mask = ink_mask(fitting)
    return PageInk(
        dpi=INK_DPI, width=size[0], height=size[1], bits=zlib.compress(np.packbits(mask, axis=1).tobytes(), 1)
    )


def unpack(ink: PageInk) -> NDArray[np.bool_]:
    """Return the picture as an array, shape (height, width), True is ink."""
    rows = np.frombuffer(zlib.decompress(ink.bits), dtype=np.uint8).reshape(ink.height, -1)
    return np.unpackbits(rows, axis=1, count=ink.width).astype(bool)
