"""Letters beside the digits of house numbers: the network loses the blank before them, and their size.

It reads "56 c" as "56C". The picture tells: how far the letter stands off, and how high it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.line_network import Glyph
from extractors.ocr.line_pictures import LinePicture
from extractors.ocr.line_words import Mask, ink_of, middle_of

_HOUSE: Final = re.compile(r"(?<!\S)\d{1,3}(?P<letter>[A-Za-z])(?=,?(?:\s|$))")
_BLANK: Final = 0.4
"""Narrowest blank, in heights of the digits: 0.44 in narrow fonts; "1a" has 0.31 between the two."""
_REACH: Final = 0.5
"""How far behind its middle a letter may begin, in heights of the line."""
_ALIKE: Final = frozenset("cosuvwxz")
"""Letters that differ from their capitals in size only."""
_SMALL: Final = 0.85
"""Height of a small letter, at most, in heights of the digits."""
_PROSE: Final = 6
"""Words of a line from which on it is running text: houses that count stand in forms."""


def with_house_letters(
    glyphs: Sequence[Glyph], picture: LinePicture, white: NDArray[np.uint8]
) -> tuple[Glyph, ...]:
    """Return a line's signs with the blanks before its house letters, and these in their size."""
    text = "".join(each.text for each in glyphs)
    places = [found.start("letter") for found in _HOUSE.finditer(text)]
    if not places or len(text.split()) > _PROSE or any(len(each.text) != 1 for each in glyphs):
        return tuple(glyphs)
    ink = ink_of(picture.line, white)
    told = list(glyphs)
    for place in reversed(places):
        told[place : place + 1] = _letter(glyphs[place - 1], glyphs[place], picture, ink)
    return tuple(told)


def _letter(digit: Glyph, letter: Glyph, picture: LinePicture, ink: Mask) -> Iterator[Glyph]:
    """Yield the letter behind a digit, after a blank where the picture has one."""
    one, other = (middle_of(each, picture) for each in (digit, letter))
    reach = round(_REACH * len(ink))  # the network may have seen the letter before it begins
    inked = np.flatnonzero(ink[:, one : other + reach].any(axis=0))
    gaps = np.diff(inked)
    if not len(gaps):
        yield letter
        return
    widest = int(gaps.argmax())
    left, right = one + int(inked[widest]), one + int(inked[widest + 1])
    digits, size = _height(ink[:, : left + 1], backwards=True), _height(ink[:, right:])
    if right - left - 1 > _BLANK * digits:
        yield Glyph(" ", digit.end, letter.start, letter.certainty)
    yield letter._replace(text=_sized(letter.text, size / max(digits, 1)))


def _sized(letter: str, size: float) -> str:
    return letter.lower() if letter.lower() in _ALIKE and size <= _SMALL else letter


def _height(ink: Mask, *, backwards: bool = False) -> int:
    """Return the height of the first sign in columns of ink, or of the last one."""
    towards = ink[:, ::-1] if backwards else ink
    ends = np.flatnonzero(~np.logical_or.reduce(towards))
    wide = int(ends[0]) if len(ends) else towards.shape[1]
    rows = np.flatnonzero(np.logical_or.reduce(towards[:, :wide], axis=1))
    return int(rows[-1] - rows[0]) + 1 if len(rows) else 0
