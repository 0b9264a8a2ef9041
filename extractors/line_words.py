"""The words of a line that the network has read, in their places on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.reading import Word
from contracts.records import Box
from extractors.line_network import Glyph
from extractors.line_pictures import LinePicture

_PER_CERTAINTY: Final = 1.0
"""Upright pages come to 0.88 (fax) to 1, pages on their heads to less than 0.2: the scale of Tesseract."""
_BESIDE: Final = 3
"""Columns: the network says where a letter was seen, about in its middle."""
_DARK: Final = 150
"""Grey below which a pixel of a whitened picture is ink."""
_DOLLAR: Final = re.compile(r"\$+(?=\d|$)|(?<=\()\$+")
_AMPERSAND: Final = re.compile(r"\(?&&?")


def words_of(glyphs: Sequence[Glyph], picture: LinePicture, white: NDArray[np.uint8]) -> Iterator[Word]:
    """Yield a line's words; boxes in pixels of ``white``, the whitened page, tight around its ink.

    A word is as certain as its least certain letter.
    """
    letters: list[Glyph] = []
    for glyph in (*glyphs, Glyph(" ", 0, 0, 0)):
        if glyph.text != " ":
            letters.append(glyph)
        elif letters:
            yield _word(letters, picture, white)
            letters = []


def with_section_signs(words: Sequence[Word]) -> Iterator[Word]:
    """Yield a line's words with "§" where the network, which does not know that sign, says "$" or "&".

    Nobody pays in dollars here: "$ 7", "$7", "($ 22" are sections. "&" is one only before a number.
    """
    for word, after in zip(words, (*words[1:], None), strict=False):
        text = _DOLLAR.sub(lambda signs: "§" * len(signs[0]), word.text)
        if _AMPERSAND.fullmatch(text) and after is not None and after.text[0].isdigit():
            text = text.replace("&", "§")
        yield word if text == word.text else word._replace(text=text)


def _word(letters: Sequence[Glyph], picture: LinePicture, white: NDArray[np.uint8]) -> Word:
    line = picture.line
    left = picture.left + (letters[0].start - _BESIDE) * picture.scale
    right = picture.left + (letters[-1].end + _BESIDE) * picture.scale
    place = Box(max(left, line.left), line.top, min(max(right, left + 1), line.right), line.bottom)
    certainty = min(letter.certainty for letter in letters)
    confidence = min(max(1 + _PER_CERTAINTY * certainty, 0.0), 1.0)
    return Word("".join(letter.text for letter in letters), _tight(place, white), confidence)


def _tight(place: Box, white: NDArray[np.uint8]) -> Box:
    """Return the box around the ink in a place; the place itself where there is none."""
    left, top, right, bottom = (round(edge) for edge in place)
    dark = white[top:bottom, left:right] < _DARK
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows):
        return place
    return Box(left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
