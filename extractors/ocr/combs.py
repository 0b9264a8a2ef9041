"""Combs (rows of cells for one letter each), found and read on scans.

Tesseract takes the teeth between the cells for letters: "59387784" becomes "5193817". So combs are looked
for in the picture; the letters are set close together on white paper, without teeth, and read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.comb_cells import Letters, letters_in, low_signs
from extractors.ocr.comb_frames import framed_combs
from extractors.ocr.comb_teeth import Comb, find_combs
from extractors.ocr.engines import OcrEngine

_DARK: Final = 170
"""Grey below which a pixel of a whitened picture is ink."""
_FAINT: Final = 215
"""Grey below which it may be a line's: one that is thin and askew is spread over two pixels, pale in both."""
_SURE: Final = 0.6
_DOUBT: Final = 0.4
"""Confidence in a first reading of cells that could not be read again."""
_LEVEL: Final = 0.4
"""Share of their height that combs of one row have in common."""
_ASIDE: Final = 3.0
"""Points beside a comb that are its own."""
_GAP, _BLANK, _MARGIN = 2.0, 5.0, 12.0
"""Points between letters set side by side, for an empty cell between two, and around all of them."""

Filled = tuple[Comb, Letters]


def correct_combs(
    words: tuple[Word, ...], picture: Image.Image, *, engine: OcrEngine, dpi: int
) -> tuple[Word, ...]:
    """Return the words of a whitened, level picture with those in combs read again; boxes in pixels.

    What was read first in closed cells that could not be read again is doubtful: lines pass for digits.
    """
    readings = read_combs(picture, engine=engine, dpi=dpi)
    aside = _ASIDE * dpi / 72
    places = [place for place, again in readings if again]
    unread = [place for place, again in readings if not again]
    others = [
        word._replace(confidence=min(word.confidence, _DOUBT)) if _is_inside(word.box, unread, 0) else word
        for word in words
        if not _is_inside(word.box, places, aside)
    ]
    return (*others, *(word for _, again in readings for word in again))


def _is_inside(box: Box, places: Sequence[Box], aside: float) -> bool:
    """Whether most of a word lies in combs; one of the first reading may reach over several groups.

    It may also stand between two of them: a first reading is off its place by a letter or less.
    """
    wide = (place._replace(left=place.left - aside, right=place.right + aside) for place in places)
    return sum(place.overlap(box) for place in wide) > box.width * box.height / 2


def read_combs(picture: Image.Image, *, engine: OcrEngine, dpi: int) -> list[tuple[Box, list[Word]]]:
    """Return the places of filled combs, each with its words; in pixels.

    The groups of a number are read in one go, and one by one where that fails. A comb whose reading has not
    as many letters as cells have ink is left out: better the engine's first reading than a wrong place.
    Cells left empty part words.
    """
    grey = np.asarray(picture)
    dark = grey < _DARK
    filled = [
        (comb, letters)
        for comb in sorted(_combs(grey < _FAINT, dpi), key=lambda comb: comb.edges)
        if any(letters := letters_in(dark, comb, dpi=dpi))
    ]
    readings = []
    for row in _rows(filled):
        signs = _read(picture, [letter for _, letters in row for letter in letters], engine, dpi)
        at = 0
        for comb, letters in row:
            alone: Letters = [letter for letter in letters if letter is not None]
            once_more = not signs and len(row) > 1
            own = _read(picture, alone, engine, dpi) if once_more else signs[at : at + len(alone)]
            at += len(alone)
            if own or comb.closed:
                low = low_signs(dark, comb, letters, dpi=dpi)
                readings.append((_place(comb, letters), _words(comb, letters, own, low) if own else []))
    return readings


def _combs(lines: NDArray[np.bool_], dpi: int) -> list[Comb]:
    """Return combs whose cells are closed, and those that are known by their teeth only."""
    closed = framed_combs(lines, dpi=dpi)
    return [*closed, *(comb for comb in find_combs(lines, dpi=dpi) if not any(map(comb.meets, closed)))]


def _rows(filled: list[Filled]) -> list[list[Filled]]:
    """Return combs, ordered from left to right, in the rows they stand in: groups of one number, mostly."""
    rows: list[list[Filled]] = []
    for each in filled:
        row = next((row for row in rows if _level(row[-1][0], each[0])), None)
        if row is None:
            rows.append([each])
        else:
            row.append(each)
    return rows


def _level(one: Comb, other: Comb) -> bool:
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > _LEVEL * max(one.bottom - one.top, other.bottom - other.top)


def _count(letters: Letters) -> int:
    return sum(letter is not None for letter in letters)


def _read(picture: Image.Image, letters: Letters, engine: OcrEngine, dpi: int) -> list[tuple[str, float]]:
    """Return the sign of each letter with its confidence; none of them where any is doubtful."""
    strip = _strip(picture, letters, dpi)
    read = sorted(engine.read(strip, dpi=dpi), key=lambda word: word.box.left)
    # Specks are read as points: what else was lost with them shows in the number of signs.
    signs = [(sign, word.confidence) for word in read for sign in word.text if sign.isalnum()]
    sure = all(confidence >= _SURE for _, confidence in signs)
    return signs if sure and len(signs) == _count(letters) else []


def _strip(picture: Image.Image, letters: Letters, dpi: int) -> Image.Image:
    """Return the letters side by side on white paper, each without what stands above or under it.

    Where cells are empty there is a blank, as a name of two words is read better as what it is.
    """
    gap, blank, margin = (round(dpi / 72 * points) for points in (_GAP, _BLANK, _MARGIN))
    boxes = [box for box in letters if box is not None]
    top, bottom = int(min(box.top for box in boxes)), int(max(box.bottom for box in boxes))
    width = sum(int(box.width) + gap for box in boxes) + blank * (len(letters) - len(boxes))
    strip = Image.new("L", (width + 2 * margin, bottom - top + 2 * margin), 255)
    x = margin
    for before, box in pairwise([None, *letters]):
        if box is not None:
            letter = picture.crop((int(box.left), int(box.top), int(box.right), int(box.bottom)))
            strip.paste(letter, (x, margin + int(box.top) - top))
            x += int(box.width) + gap
        elif before is not None:
            x += blank
    return strip.crop((0, 0, x + margin, strip.height))


def _place(comb: Comb, letters: Letters) -> Box:
    """Return where a comb's words stand: letters may be taller than its teeth."""
    top = min(letter.top for letter in letters if letter is not None)
    return Box(comb.edges[0], min(comb.top, top), comb.edges[-1], comb.bottom)


def _words(
    comb: Comb, letters: Letters, signs: list[tuple[str, float]], low: Mapping[int, str | None]
) -> list[Word]:
    """Return the words of a comb, parted by its empty cells; a word is as wide as its cells.

    It is as high as most of its letters: at one of them, something of the comb may be left. Where a low sign
    is none that is known, all is doubtful.
    """
    remaining = iter(signs)
    sure = _DOUBT if None in low.values() else 1.0
    cells = [
        next(remaining) if letter is not None else (sign, sure) if (sign := low.get(number)) else None
        for number, letter in enumerate(letters)
    ]
    words = []
    for filled, group in groupby(enumerate(cells), key=lambda cell: cell[1] is not None):
        members = [(index, cell) for index, cell in group if cell is not None]
        if filled:
            first, last = members[0][0], members[-1][0]
            inks = [letter for letter in letters[first : last + 1] if letter is not None]
            top, bottom = median(ink.top for ink in inks), median(ink.bottom for ink in inks)
            box = Box(comb.edges[first], top, comb.edges[last + 1], bottom)
            text = "".join(sign for _, (sign, _) in members)
            words.append(Word(text, box, min(sure, *(confidence for _, (_, confidence) in members))))
    return words
