"""Plans whose lettering is strokes among thousands of others, read piece by piece from the title block on.

Hatching, contours and dimension chains look like lines of text wherever they are looked for, and take most of
the time that a sheet is given. What names a plan stands in its title block, in the lower right corner (DIN EN
ISO 7200), which lies on top when the sheet is folded to A4 (DIN 824). So pieces of about that size are read:
first the corners, until one tells how the sheet is turned, then the others, the nearest first, for as long as
there is time.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise, product, takewhile
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.confinement import seconds_left
from extractors.ocr.engines import OcrEngine
from extractors.pages.attempts import Attempt, attempt
from extractors.pictures.cards import turned_box
from extractors.pictures.cleaning import skew_of, turn

_A4: Final = 210 / 25.4, 297 / 25.4
"""Inches."""
_LARGE: Final = 2.2
"""Areas of A4 from which on a sheet is more than A3, scanned with a rim."""
_CROWDED: Final = 20_000
"""Strokes that are crossed along every eighth row and column: as many as on a densely printed A4 page. Less
costs little, however large the sheet is."""
_EVERY: Final = 8
_THIN: Final = 0.5 / 25.4
"""Inches; letters of a page whose file says that it is several times as large have thicker ones."""
_INK: Final = 0.8
"""Share of the paper's grey below which a pixel is a stroke, be it thin and pale."""
_MARGIN: Final = 12 / 25.4
"""Inches around a piece that are read with it: words at its edges are whole there."""
_TURNS: Final = (0, 180, 90, 270)
_SURE, _TELLING, _ENOUGH = 0.85, 4, 20
"""Confidence and letters of a word that speaks for an orientation, and how many such letters decide it."""
_DRAWN: Final = 0.5
"""Confidence below which words are strokes of the drawing."""
_AFTER: Final = 2.0
"""Seconds for what else is done with a page."""


def is_large(picture: Image.Image, *, dpi: int) -> bool:
    """Whether a picture shows a sheet larger than A3."""
    return picture.width * picture.height >= _LARGE * _A4[0] * _A4[1] * dpi**2


def is_crowded(picture: Image.Image, *, dpi: int) -> bool:
    """Whether a grey picture shows a sheet larger than A3 that has more strokes than a page of print."""
    if not is_large(picture, dpi=dpi):
        return False
    grey = np.asarray(picture)
    thin = max(1, round(_THIN * dpi))
    return _strokes(grey[::_EVERY], thin) + _strokes(grey[:, ::_EVERY].T, thin) >= _CROWDED


def read_in_pieces(
    picture: Image.Image,
    *,
    engine: OcrEngine,
    dpi: int,
    upright: bool = False,
    left: Callable[[], float] = seconds_left,
) -> Attempt:
    """Read a large sheet as far as time allows.

    Args:
        picture: The sheet, grey.
        engine: Reads each piece.
        dpi: Of the picture.
        upright: Whether the sheet is known to be upright and level.
        left: Tells how many seconds are left.
    """
    skew = 0.0 if upright else skew_of(picture)
    sheet = _Sheet(turn(picture, skew), engine=engine, dpi=dpi, left=left)
    turned, title = _title_block(sheet, _TURNS[:1] if upright else _TURNS)
    pieces = sorted(sheet.pieces(turned), key=lambda piece: math.dist(piece.middle, title.middle))
    affordable = takewhile(partial(sheet.is_affordable, turned), pieces)
    read = [sheet.words(turned, piece) for piece in affordable]
    level = turn(sheet.picture, turned)
    words = tuple(word for piece in read for word in piece)
    return Attempt(level, level, turned, skew, words, whole=len(read) == len(pieces))


def told_turn(
    picture: Image.Image, *, engine: OcrEngine, dpi: int, left: Callable[[], float] = seconds_left
) -> int | None:
    """Return by how many degrees clockwise to turn a sheet, as its corners tell; None if they do not."""
    sheet = _Sheet(picture, engine=engine, dpi=dpi, left=left)
    turned, corner = _title_block(sheet, _TURNS)
    return turned if _telling_letters(sheet.words(turned, corner)) else None


class _Sheet:
    """A level sheet of which pieces are read, each once; they are places in pixels on the turned sheet."""

    def __init__(
        self, picture: Image.Image, *, engine: OcrEngine, dpi: int, left: Callable[[], float]
    ) -> None:
        self.picture = picture
        self._dpi = dpi
        self._read = partial(attempt, engine=engine, dpi=dpi, level=False)
        self._left = left
        self._slowest = 0.0
        self._known: dict[tuple[int, Box], tuple[Word, ...]] = {}

    def pieces(self, turned: int) -> tuple[Box, ...]:
        """Return the pieces of the sheet turned clockwise, about as large as A4, row by row."""
        width, height = self._size(turned)
        across, down = (
            np.linspace(0, side, max(1, round(side / (a4 * self._dpi))) + 1).round()
            for side, a4 in zip((width, height), _A4, strict=True)
        )
        return tuple(
            Box(float(left), float(top), float(right), float(bottom))
            for (top, bottom), (left, right) in product(pairwise(down), pairwise(across))
        )

    def corners(self, turned: int) -> tuple[Box, ...]:
        """Return the pieces in the corners of the turned sheet, the lower right one first."""
        pieces = self.pieces(turned)
        columns = sum(piece.top == 0 for piece in pieces)
        return tuple(dict.fromkeys((pieces[-1], pieces[-columns], pieces[columns - 1], pieces[0])))

    def words(self, turned: int, piece: Box) -> tuple[Word, ...]:
        """Return the words of a piece; those at its edges belong to the piece that their middle is in."""
        if (turned, piece) not in self._known:
            started = time.process_time()
            self._known[turned, piece] = tuple(self._words(turned, piece))
            self._slowest = max(self._slowest, time.process_time() - started)
        return self._known[turned, piece]

    def is_affordable(self, turned: int, piece: Box) -> bool:
        """Whether there is time left for a piece, should it take as long as the slowest one did."""
        return (turned, piece) in self._known or self._left() >= self._slowest + _AFTER

    def _words(self, turned: int, piece: Box) -> Iterator[Word]:
        size = self._size(turned)
        left, top, right, bottom = piece.grown(round(_MARGIN * self._dpi))
        place = Box(max(left, 0), max(top, 0), min(right, size[0]), min(bottom, size[1]))
        cut = self.picture.crop(turned_box(place, size, -turned))
        for word in self._read(cut, turned).words:
            moved = Box(*(each + by for each, by in zip(word.box, (place.left, place.top) * 2, strict=True)))
            if word.confidence >= _DRAWN and piece.holds(*moved.middle):
                yield word._replace(box=moved)

    def _size(self, turned: int) -> tuple[int, int]:
        width, height = self.picture.size
        return (height, width) if turned % 180 else (width, height)


def _title_block(sheet: _Sheet, turns: Sequence[int]) -> tuple[int, Box]:
    """Return how the sheet is to be turned to be upright, and the corner that tells it best.

    All corners are read only if none makes sense where title blocks are.
    """
    tries = [(turned, sheet.corners(turned)[0]) for turned in turns]
    tries += [(turned, corner) for turned in turns for corner in sheet.corners(turned)[1:]]
    best, most = tries[0], -1
    for place in tries:
        if most >= 0 and not sheet.is_affordable(*place):
            break
        told = _telling_letters(sheet.words(*place))
        if told > most:
            best, most = place, told
        if told >= _ENOUGH:
            break
    return best


def _telling_letters(words: Iterable[Word]) -> int:
    """Return how many letters stand in words that were surely read; drawings give few."""
    texts = (word.text for word in words if word.confidence >= _SURE)
    return sum(len(text) for text in texts if sum(map(str.isalpha, text)) >= _TELLING)


def _strokes(rows: NDArray[np.uint8], most: int) -> int:
    """Return how many strokes of ``most`` pixels or less are crossed along the rows."""
    inked = rows < _INK * float(np.median(rows))
    return int(np.count_nonzero(inked[:, 1:-most] & ~inked[:, : -most - 1] & ~inked[:, most + 1 :]))
