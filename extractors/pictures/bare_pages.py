"""Pictures of pages with nothing but text on them: no rulings, dotted lines, ruled boxes or tick boxes."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image

from extractors.pictures.components import components
from extractors.pictures.dark_bars import dark_bars, invert
from extractors.pictures.leaders import leaders
from extractors.pictures.rulings import rulings
from extractors.pictures.tick_frames import tick_frames

_INK: Final = 180
"""Grey below which a pixel of a whitened picture is ink."""
_EDGE: Final = 4
"""Upper and lower one of so many parts of a dark bar may be left of its edge; between them is bold print that
looks like a ruling as well."""
_SAMPLE: Final = 8
"""Every eighth pixel says what grey the paper has."""
_FAINT: Final = 1.5
"""Exponent by which greys darken: with more of it, the noise of coarse scans becomes ink as well."""
_FAINTEST: Final = 5
"""The same where paper has no noise left, as on pale copies."""
_DARKER, _DARKEST = (
    [round(255 * (grey / 255) ** exponent) for grey in range(256)] for exponent in (_FAINT, _FAINTEST)
)


def bare(picture: Image.Image, original: Image.Image, *, dpi: int) -> tuple[Image.Image, Image.Image]:
    """Return a whitened picture, and the one that it was made from, with paper in place of all frames."""
    white, grey = np.array(picture), np.array(original)
    bars = list(dark_bars(white, dpi=dpi))
    for bar in bars:
        invert(white, bar)
        invert(grey, bar)
    places = rulings(white, dpi=dpi)
    dark = (white < _INK) & ~places
    pieces = components(dark)
    places |= tick_frames(dark, dpi=dpi, pieces=pieces) | leaders(dark, dpi=dpi, pieces=pieces)
    for rows, columns in bars:
        edge = (rows.stop - rows.start) // _EDGE
        places[rows.start + edge : rows.stop - edge, columns] = False
    white[places] = 255
    grey[places] = np.median(grey[::_SAMPLE, ::_SAMPLE])
    return Image.fromarray(white), Image.fromarray(grey)


def darkened(picture: Image.Image, *, pale: bool = False) -> Image.Image:
    """Return a whitened picture with its faint strokes darker, for the search for lines.

    One threshold parts ink from paper on the whole page; on poor copies bold print sets it, and small print
    falls to pieces. ``pale`` says that whatever is not pure white is print.
    """
    return picture.point(_DARKEST if pale else _DARKER)
