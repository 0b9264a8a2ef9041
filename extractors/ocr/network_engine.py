"""The fast engine: Tesseract finds the lines of a page, its network reads them all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from contracts.reading import Word
from extractors.ocr.house_letters import with_house_letters
from extractors.ocr.line_network import LineNetwork
from extractors.ocr.line_pictures import (
    SHARP,
    SLIM,
    SMOOTH,
    LinePicture,
    cut,
    is_black_and_white,
    is_line,
    is_pale,
)
from extractors.ocr.line_words import spelled, strange_letters, words_of
from extractors.ocr.second_reading import LineReading, SecondReader
from extractors.ocr.tesseract import TesserocrEngine
from extractors.ocr.whole_lines import completed, lone_signs
from extractors.ocr.zone_lines import read_zones
from extractors.pictures.bare_pages import bare, darkened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_DOUBTFUL: Final = 0.9
"""Lines read with less confidence are read again, from another picture: one in ten on copies, one in forty
on office scans."""


_DIGITS: Final = frozenset("123456789")
_CERTAIN: Final = 0.7
"""Confidence from which on a lone digit is one: of print that is 78 %, none of them wrong; letters are seldom
as sure."""


class NetworkEngine:
    """Three times as fast as Tesseract by itself."""

    def __init__(self) -> None:
        self._layout = TesserocrEngine()
        self._network = LineNetwork()
        self._second = SecondReader()

    @staticmethod
    def available() -> bool:
        """Whether all libraries are installed; nothing is loaded."""
        return TesserocrEngine.available() and LineNetwork.available()

    @property
    def name(self) -> str:
        """As in ``tesserocr 5.5.4 deu, lines in batches``."""
        return f"{self._layout.name}, lines in batches"

    def read(
        self, picture: Image.Image, *, dpi: int, original: Image.Image | None = None
    ) -> tuple[Word, ...]:
        """Return the words of an upright grey picture; boxes in pixels."""
        pale = original is not None and is_pale(original)
        picture, source = bare(picture, original or picture, dpi=dpi)
        white, dark = np.asarray(picture), darkened(picture, pale=pale)
        found = completed(filter(is_line, self._layout.lines(dark, dpi=dpi)), white)
        first, second = (SMOOTH, SMOOTH) if is_black_and_white(source) else (None, SHARP)
        lines = self._read([cut(source, line, finish=first, slim=SLIM) for line in found], white)
        doubtful = [number for number, line in enumerate(lines) if _is_doubtful(line.words)]
        again = self._read([cut(source, found[number], finish=second) for number in doubtful], white)
        for number, line in zip(doubtful, again, strict=True):
            lines[number] = max(lines[number], line, key=lambda each: _worth(each.words))
        readings = self._second.settle(lines, source)
        for zone in read_zones(found, readings, picture=source, network=self._network):
            for number, word in zone.items():
                readings[number] = (word,)
        lone = self._read([cut(source, sign, finish=first) for sign in lone_signs(found, white)], white)
        readings += [line.words for line in lone if _is_digit(line.words)]
        return tuple(word for words in readings for word in words)

    def _read(self, pictures: list[LinePicture], white: NDArray[np.uint8]) -> list[LineReading]:
        lines = [
            with_house_letters(glyphs, each, white)
            for glyphs, each in zip(
                self._network.read([each.pixels for each in pictures]), pictures, strict=True
            )
        ]
        return [
            LineReading(tuple(spelled(tuple(words_of(glyphs, each, white)))), strange_letters(glyphs))
            for glyphs, each in zip(lines, pictures, strict=True)
        ]


def _is_doubtful(words: Sequence[Word]) -> bool:
    """Whether a line is worth a second reading from another picture."""
    return 0 < _worth(words) < _DOUBTFUL


def _is_digit(words: Sequence[Word]) -> bool:
    """Whether a lone sign is surely a digit; a zero may be a round tick box, and letters may be its ticks."""
    return len(words) == 1 and words[0].text in _DIGITS and words[0].confidence >= _CERTAIN


def _worth(words: Sequence[Word]) -> float:
    """Mean confidence of a line's words, each weighed with its length."""
    return sum(len(word.text) * word.confidence for word in words) / max(
        sum(len(word.text) for word in words), 1
    )
