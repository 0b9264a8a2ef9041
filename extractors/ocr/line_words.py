"""The words of a line that the network has read, in their places on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.line_network import Glyph
from extractors.ocr.line_pictures import LinePicture, TextLine

Mask = NDArray[np.bool_]

_PER_CERTAINTY: Final = 1.0
"""Upright pages come to 0.88 (fax) to 1, pages on their heads to less than 0.2: the scale of Tesseract."""
_BESIDE: Final = 3
"""Columns: the network says where a letter was seen, about in its middle."""
_BROKEN: Final = 0.12
"""Widest gap within a letter, as of a broken stroke, in heights of the line."""
_DARK: Final = 150
"""Grey below which a pixel of a whitened picture is ink."""
_PAPER, _PALEST = 255, 215
"""Grey of the paper; palest grey that can be ink: beyond are shades and the blur of scans."""
_DARKEST: Final = 0.02
"""Share of a line's pixels that its letters' darkest spots have."""
_DOLLAR: Final = re.compile(r"\$+(?=\d|$)|(?<=\()\$+")
_SECTIONS: Final = re.compile(r"\(?(&&?|(?!88)[8$&§]{2})")
"""What is a section sign, or two of them, before a number."""
_DOTLESS: Final = re.compile("ıi|iı|ı")
_NOT_TURKISH: Final = re.compile("[eiöüäßwqxEÖÜÄWQX]")
"""Letters that no Turkish word has beside "ı": vowels of the front of the mouth, and German ones."""
_THOUSANDS: Final = re.compile(r"-?\d{1,3}(\.\d{3})+,")
_EUROS: Final = re.compile(r"-?\d{1,3}(\.?\d{3})*,")
_CENTS: Final = re.compile(r"\d{2}[€-]?")
_ROMAN: Final = re.compile(r"Il{1,2}\.")
"""Numbers of sections: "II." and "III.", in fonts in which they look alike."""
_ARTICLES: Final = {"Ia": "la"}
"""Parts of names that begin like each other in most fonts: "de la Tour"."""
_ELTERN: Final = re.compile(r"(?<=\bE)i(?=tern)|(?<=e)i(?=terngeld)")
"""Thin "l" beside "t" passes for "i"; no German word begins so."""
_BOXED: Final = re.compile(r"[_\\]+(\d{1,2})_*|(\d{1,2})_+")
"""The number of a question in a small frame, whose lines are read along: "_10", "7_"."""
_OPENING, _CLOSING = ("'", "’", "‘", "‚", '"'), ("'", "’", "‘", "“", "”", '"')


def words_of(glyphs: Sequence[Glyph], picture: LinePicture, white: NDArray[np.uint8]) -> Iterator[Word]:
    """Yield a line's words; boxes in pixels of ``white``, the whitened page, tight around their ink.

    A word is as certain as its least certain letter.
    """
    line = picture.line
    ink = ink_of(line, white)
    columns: Mask = np.logical_or.reduce(ink)
    words = [_Letters(letters, picture) for letters in _parted(glyphs)]
    if not words:
        return
    borders = [0, *(_border(columns, one.last, other.first) for one, other in pairwise(words)), len(columns)]
    for word, (first, last) in zip(words, pairwise(borders), strict=True):
        gap = round(_BROKEN * len(ink)) + 1
        left = max(word.left, first) - _onward(columns[first : max(word.left, first)][::-1], gap)
        right = min(word.right, last) + _onward(columns[min(word.right, last) : last], gap)
        yield Word(word.text, _tight(line, ink, left, right), word.confidence)


def strange_letters(glyphs: Sequence[Glyph]) -> tuple[tuple[float, ...], ...]:
    """Return for each of a line's words how strange its letters are (``Glyph.strange``)."""
    return tuple(tuple(glyph.strange for glyph in letters) for letters in _parted(glyphs))


def spelled(words: Sequence[Word]) -> Iterator[Word]:
    """Yield a line's words, freed from what the network says for signs that it does not know, or for dirt."""
    quoted = any(word.text.endswith(_CLOSING) for word in words)
    for word, after in zip(words, (*words[1:], None), strict=False):
        text = _with_section_signs(word.text, before_number=after is not None and after.text[0].isdigit())
        text = _with_dots(text)
        if _ROMAN.fullmatch(text):
            text = text.replace("l", "I")
        text = _ELTERN.sub("l", _ARTICLES.get(text, text))
        if boxed := _BOXED.fullmatch(text):
            text = boxed[1] or boxed[2]
        if not quoted and text.startswith(_OPENING) and len(text) > 1:
            text = text[1:]  # dirt before a line, or its first letter seen twice: "'Antrag"
        yield word if text == word.text else word._replace(text=text)


def _with_section_signs(text: str, *, before_number: bool) -> str:
    """Return a word with "§" where the network, which does not know that sign, says "$" or "&".

    Nobody pays in dollars here: "$ 7", "$7", "($ 22" are sections. "&" and "8$" are sections only before a
    number.
    """
    text = _DOLLAR.sub(lambda signs: "§" * len(signs[0]), text)
    if before_number and _SECTIONS.fullmatch(text):
        return re.sub("[8$&]", "§", text)
    return text


def _with_dots(text: str) -> str:
    """Return a word with "i" for "ı", for poor copies lose dots, but in Turkish names; "1" in numbers.

    Each part of a double name is a name by itself: "Nguyen-Yıldırım".
    """
    if "ı" not in text:
        return text
    if "-" in text:
        return "-".join(map(_with_dots, text.split("-")))
    if text[0].isupper() and not _NOT_TURKISH.search(text):
        return text
    if text == "ı" or any(map(str.isdigit, text)):
        return text.replace("ı", "1")
    return _DOTLESS.sub("i", text)


class _Letters:
    """The letters of one word; columns are counted from the left end of the line."""

    def __init__(self, letters: Sequence[Glyph], picture: LinePicture) -> None:
        self.text = "".join(letter.text for letter in letters)
        self.left = round(_column(letters[0].start - _BESIDE, picture))
        self.right = max(round(_column(letters[-1].end + _BESIDE, picture)), self.left + 1)
        self.first, self.last = (middle_of(letter, picture) for letter in (letters[0], letters[-1]))
        certainty = min(letter.certainty for letter in letters)
        self.confidence = min(max(1 + _PER_CERTAINTY * certainty, 0.0), 1.0)


def _column(place: float, picture: LinePicture) -> float:
    """Return the column of the page, counted from the line's left end, of one of the line's picture."""
    width = picture.line.right - picture.line.left
    return min(max(picture.left + place * picture.scale - picture.line.left, 0.0), width - 1.0)


def middle_of(letter: Glyph, picture: LinePicture) -> int:
    """Return the column in the middle of a sign, counted from the line's left end."""
    return round(_column((letter.start + letter.end) / 2, picture))


def _parted(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the letters of each word; blanks part words, but not the amounts of typewriters: "1.609, 84"."""
    blanks = groupby(glyphs, key=lambda glyph: glyph.text == " ")
    groups = [list(group) for is_blank, group in blanks if not is_blank]
    while groups:
        word = groups.pop(0)
        if groups and _is_amount(word, groups[0], alone=len(groups) == 1):
            word += groups.pop(0)
        yield word


def _is_amount(one: Sequence[Glyph], other: Sequence[Glyph], *, alone: bool) -> bool:
    """Whether two words are euros and cents, as sure as thousands are or a line with nothing else."""
    euros, cents = ("".join(glyph.text for glyph in each) for each in (one, other))
    return bool(_CENTS.fullmatch(cents) and (_EUROS if alone else _THOUSANDS).fullmatch(euros))


def _border(columns: Mask, left: int, right: int) -> int:
    """Return the middle of the widest gap between two letters; of their distance where there is none."""
    inked = np.flatnonzero(columns[left:right])
    edges = np.concatenate(([-1], inked, [right - left]))
    widest = int(np.argmax(np.diff(edges)))
    return left + int(edges[widest] + edges[widest + 1] + 1) // 2


def ink_of(line: TextLine, white: NDArray[np.uint8]) -> Mask:
    """Return which pixels of a line are ink."""
    grey = white[line.top : line.bottom, line.left : line.right]
    return grey < _ink_below(grey)


def _ink_below(grey: NDArray[np.uint8]) -> float:
    """Return the grey below which a line's pixels are ink: half way to the paper where its print is pale."""
    rank = round(_DARKEST * (grey.size - 1))
    darkest = float(np.partition(grey, rank, axis=None)[rank])
    return min(max(_DARK, (darkest + _PAPER) / 2), _PALEST)


def _onward(columns: Mask, gap: int) -> int:
    """Return how many columns the ink goes on, up to a gap."""
    inked = np.flatnonzero(columns)
    ends = np.flatnonzero(np.diff(inked, prepend=-1) > gap)
    near = inked[: ends[0]] if len(ends) else inked
    return int(near[-1]) + 1 if len(near) else 0


def _tight(line: TextLine, ink: Mask, left: int, right: int) -> Box:
    """Return the box around the ink between two columns of a line; the whole place where there is none."""
    dark = ink[:, left:right]
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows):
        return Box(line.left + left, line.top, line.left + right, line.bottom)
    return Box(
        float(line.left + left + columns[0]),
        float(line.top + rows[0]),
        float(line.left + left + columns[-1] + 1),
        float(line.top + rows[-1] + 1),
    )
