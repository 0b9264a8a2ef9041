"""Large words set aslant across a page, such as ENTWURF or VORABZUG, often pale: OCR finds no line there.

Letters of text have thin strokes, and go when the bright paper beside them grows over them. What is left are
shapes with thick strokes. Several of one size in a slanting row are such a word; OCR reads it level.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.engines import OcrEngine
from extractors.pictures.components import Components, components
from extractors.pictures.neighbourhoods import widened

_Numbers = NDArray[np.float64]

_COARSE_DPI: Final = 75
_THICK: Final = 4.4
"""Points; thinner strokes go."""
_AROUND: Final = 60
"""Points around a pixel in which there is paper."""
_DARKER: Final = 0.93
"""Share of the paper's grey below which a pixel belongs to a shape."""
_LEAST, _MOST = 18.0, 260.0
"""Points per side of a large letter, aslant, or of two or three that touch."""
_FULLEST: Final = 0.75
"""Share of its box that a letter covers; boxes and pictures cover more."""
_FEWEST, _TOO_MANY = 4, 40
_SLANTS: Final = (8.0, 75.0)
"""Degrees; OCR reads level words, and labels of drawings stand upright."""
_ASIDE, _APART = 0.3, 4.0
"""Sizes of a letter by which the middles of others lie beside the row, or along it."""
_ALIKE: Final = (0.6, 4.0)
"""Sizes of letters of one word, in those of the others; some may touch."""
_PIECE: Final = 0.25
"""Share of a usual letter's area; smaller pieces are remains of text."""
_READ_HEIGHT: Final = 40
_READ_DPI: Final = 150
_MARGIN: Final = 40


class _Shapes(NamedTuple):
    """Shapes with thick strokes; ``letters``: which may be large letters, then their places in pixels."""

    pieces: Components
    letters: NDArray[np.intp]
    across: _Numbers
    down: _Numbers
    size: _Numbers


def words_across(picture: Image.Image, *, engine: OcrEngine, dpi: int) -> tuple[Word, ...]:
    """Return the words of a large slanting line on a grey page, each with the line's box in points."""
    shrink = max(1, round(dpi / _COARSE_DPI))
    coarse = dpi / shrink / 2
    thick = _thick(picture.reduce(shrink), dpi / shrink)
    shapes = _shapes(thick < _DARKER * 255, coarse)
    row = _row(shapes)
    if row is None:
        return ()
    level = _levelled(_cleaned(thick, shapes, row), shapes, row)
    box = _box(shapes, row, 72 / coarse)
    return tuple(Word(word.text, box, word.confidence) for word in engine.read(level, dpi=_READ_DPI))


def _thick(picture: Image.Image, dpi: float) -> NDArray[np.float32]:
    """Return at half the size the thick strokes of a grey picture, on white paper (0 to 255)."""
    pixels = 2 * round(dpi * _THICK / 144) + 1
    bright = widened(np.asarray(picture), np.maximum, size=pixels)
    closed = Image.fromarray(widened(bright, np.minimum, size=pixels)).reduce(2)
    around = 2 * round(dpi / 2 * _AROUND / 144) + 1
    paper = Image.fromarray(widened(np.asarray(closed), np.maximum, size=around))
    white = np.maximum(np.asarray(paper.filter(ImageFilter.GaussianBlur(4)), np.float32), 1)
    return np.minimum(np.asarray(closed) / white, 1) * np.float32(255)


def _shapes(mask: NDArray[np.bool_], dpi: float) -> _Shapes:
    pieces = components(mask)
    points = 72 / dpi
    least = np.minimum(pieces.width, pieces.height) * points
    most = np.maximum(pieces.width, pieces.height) * points
    open_ = pieces.area < _FULLEST * pieces.width * pieces.height
    letters = np.flatnonzero((least >= _LEAST) & (most <= _MOST) & open_)
    across, down = (pieces.left + pieces.right) / 2, (pieces.top + pieces.bottom) / 2
    return _Shapes(pieces, letters, across[letters], down[letters], most[letters] / points)


def _row(shapes: _Shapes) -> NDArray[np.intp] | None:
    """Return the letters (positions among them) of the longest slanting row, if there is one."""
    if not _FEWEST <= len(shapes.letters) <= _TOO_MANY:
        return None
    longest = max(_rows(shapes), key=len, default=None)
    return longest if longest is not None and len(longest) >= _FEWEST else None


def _rows(shapes: _Shapes) -> Iterator[NDArray[np.intp]]:
    """Yield for each two letters that lie aslant those in a row with them."""
    for one, other in combinations(range(len(shapes.letters)), 2):
        right, down = shapes.across[other] - shapes.across[one], shapes.down[other] - shapes.down[one]
        length = math.hypot(right, down)
        if length == 0 or not _SLANTS[0] <= math.degrees(math.asin(abs(down) / length)) <= _SLANTS[1]:
            continue
        size = (shapes.size[one] + shapes.size[other]) / 2
        east, south = shapes.across - shapes.across[one], shapes.down - shapes.down[one]
        alike = (shapes.size > _ALIKE[0] * size) & (shapes.size < _ALIKE[1] * size)
        found = np.flatnonzero(alike & (np.abs(east * down - south * right) / length < _ASIDE * size))
        along = (east * right + south * down)[found] / length
        order = np.argsort(along)
        gaps = np.flatnonzero(np.diff(along[order]) > _APART * size) + 1
        yield max(np.split(found[order], gaps), key=len)


def _levelled(picture: Image.Image, shapes: _Shapes, row: NDArray[np.intp]) -> Image.Image:
    """Return the part of a picture in which a row of letters lies, turned level."""
    x, y, size = shapes.across[row], shapes.down[row], float(np.median(shapes.size[row]))
    angle = _angle(x, y)
    cos, sin = math.cos(angle), math.sin(angle)
    half = math.hypot(float(np.ptp(x)), float(np.ptp(y))) / 2 + 1.6 * size
    zoom = 0.8 * size / _READ_HEIGHT
    width, height = round(2 * half / zoom), round(1.6 * size / zoom)
    start = (
        float(x.mean()) - (cos * width - sin * height) / 2 * zoom,
        float(y.mean()) - (sin * width + cos * height) / 2 * zoom,
    )
    turned = picture.transform(
        (width, height),
        Image.Transform.AFFINE,
        (cos * zoom, -sin * zoom, start[0], sin * zoom, cos * zoom, start[1]),
        resample=Image.Resampling.BICUBIC,
        fillcolor=255,
    )
    level = Image.new("L", (width + 2 * _MARGIN, height + 2 * _MARGIN), 255)
    level.paste(turned, (_MARGIN, _MARGIN))
    return level


def _angle(x: _Numbers, y: _Numbers) -> float:
    """Return by how much a row of middles falls to the right (radians): its longest direction."""
    east, south = x - x.mean(), y - y.mean()
    return 0.5 * math.atan2(2 * float(east @ south), float(east @ east - south @ south))


def _cleaned(thick: NDArray[np.float32], shapes: _Shapes, row: NDArray[np.intp]) -> Image.Image:
    """Return the letters black, without the pieces that are too small to be parts of them."""
    pieces, letters = shapes.pieces, shapes.letters[row]
    small = pieces.area < _PIECE * float(np.median(pieces.area[letters]))
    runs = small[pieces.label]
    cleaned = thick.copy()
    for line, start, end in zip(pieces.row[runs], pieces.start[runs], pieces.end[runs], strict=True):
        cleaned[line, start:end] = 255
    white, black = _DARKER * 255, float(np.median(thick[thick < _DARKER * 255]))
    shades = (cleaned - black) / max(white - black, 1) * 255
    return Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8))


def _box(shapes: _Shapes, row: NDArray[np.intp], scale: float) -> Box:
    pieces, letters = shapes.pieces, shapes.letters[row]
    least = pieces.left[letters].min(), pieces.top[letters].min()
    most = pieces.right[letters].max(), pieces.bottom[letters].max()
    return Box(*(float(edge) * scale for edge in (*least, *most)))
