"""Pictures of pages made fit for OCR: paper made white, shadows taken out, the page made level."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.pictures.page_ink import ink_mask, paper
from extractors.pictures.shears import rotated

_WHITE_FROM: Final = 0.9
"""Share of the paper's own grey from which on a pixel is white: noise and faint print-through vanish."""
_BAND: Final = 256
"""Rows."""
_BLEACHED: Final = 0.6
"""Share of a page that is bare white where a copier or a fax took the paper away."""
_MOST_SKEW: Final = 4.0
_SKEW_STEP: Final = 0.25
_LEVEL_ENOUGH: Final = 0.4
"""Tesseract reads lines that rise less than this (degrees) as well as level ones."""
_SKEW_SAMPLE: Final = 40_000
_SHRINK: Final = 2
_TURNS: Final = {
    90: Image.Transpose.ROTATE_270,  # Pillow counts counter-clockwise
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def turn(picture: Image.Image, degrees: float) -> Image.Image:
    """Return the picture turned clockwise.

    The multiple of 90 nearest to ``degrees`` turns the page (and may swap its sides); what is left levels
    it around its middle without changing its size. Of faxes and copies, whose paper is bare white, three
    shears lose more of the thin strokes than one rotation does.
    """
    quarters = round(degrees / 90) * 90
    turned = picture.transpose(_TURNS[quarters % 360]) if quarters % 360 else picture
    if degrees == quarters:
        return turned
    if turned.histogram()[-1] > _BLEACHED * turned.width * turned.height:
        return turned.rotate(quarters - degrees, Image.Resampling.BICUBIC, fillcolor=255)
    return rotated(turned, degrees - quarters)


def turned_part(picture: Image.Image, degrees: float, box: tuple[int, int, int, int]) -> Image.Image:
    """Return what ``turn(picture, degrees).crop(box)`` does, but for a few greys, and not the rest."""
    quarters = round(degrees / 90) * 90
    turned = picture.transpose(_TURNS[quarters % 360]) if quarters % 360 else picture
    if degrees == quarters:
        return turned.crop(box)
    left, top, right, bottom = box
    cos, sin = math.cos(math.radians(degrees - quarters)), math.sin(math.radians(degrees - quarters))
    across, down = turned.width / 2, turned.height / 2
    start = (
        cos * (left - across) + sin * (top - down) + across,
        cos * (top - down) - sin * (left - across) + down,
    )
    return turned.transform(
        (right - left, bottom - top),
        Image.Transform.AFFINE,
        (cos, sin, start[0], -sin, cos, start[1]),
        resample=Image.Resampling.BICUBIC,
        fillcolor=255,
    )


def whiten(picture: Image.Image) -> Image.Image:
    """Return a grey picture on white paper: each pixel is divided by the paper around it."""
    grey = np.asarray(picture)
    background = np.asarray(paper(picture))
    white = np.empty_like(grey)
    for top in range(0, len(grey), _BAND):  # in bands: a plan has 30 million pixels
        band = slice(top, top + _BAND)
        share = np.maximum(background[band], 1).astype(np.float32)
        share *= np.float32(_WHITE_FROM / 255)
        white[band] = np.minimum(grey[band] / share, 255)
    return Image.fromarray(white)


def skew_of(picture: Image.Image) -> float:
    """Return by how many degrees clockwise the picture must be turned for its lines to be level.

    The angle, up to 4 degrees either way, at which the ink gathers in the fewest rows (Postl 1986); 0 when
    the gain is not worth a blurring rotation.
    """
    mask = ink_mask(picture.reduce(_SHRINK))
    ink = np.flatnonzero(mask)
    if not len(ink):
        return 0.0
    rows, columns = np.divmod(ink[:: max(1, len(ink) // _SKEW_SAMPLE)], mask.shape[1])
    angles = np.arange(-_MOST_SKEW, _MOST_SKEW + _SKEW_STEP, _SKEW_STEP)
    best = float(angles[np.argmax([_gathering(rows, columns, angle) for angle in angles])])
    return best if abs(best) >= _LEVEL_ENOUGH else 0.0


def _gathering(rows: NDArray[np.intp], columns: NDArray[np.intp], angle: float) -> float:
    """Return how unevenly the ink lies over the rows once turned clockwise by ``angle`` degrees."""
    levelled = rows + columns * np.tan(np.radians(angle))
    counts = np.bincount((levelled - levelled.min()).astype(np.intp))
    return float(np.square(counts, dtype=np.float64).sum())
