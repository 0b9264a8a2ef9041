"""Combs (rows of cells for one letter each), found and read on scans.

Tesseract takes the teeth between the cells for letters: "59387784" becomes "5193817". So combs are looked
for in the picture; the letters are set close together on white paper, without teeth, and read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.comb_frames import framed_combs
from extractors.comb_teeth import Comb, find_combs
from extractors.ocr import OcrEngine

_DARK: Final = 170
"""Grey below which a pixel of a whitened picture is ink."""
_FAINT: Final = 215
"""Grey below which it may be a line's: one that is thin and askew is spread over two pixels, pale in both."""
_LETTER: Final = (4.0, 15.0)
"""Heights of the lowest and the tallest letter, in points."""
_INSET: Final = 1.8
"""Points inside a cell's sides and foot from where on ink is the letter's."""
_IN_FRAME: Final = 0.9
"""The same inside of a closed cell."""

_LEAST_INK: Final = 0.01
_SURE: Final = 0.6
_DOUBT: Final = 0.4
"""Confidence in a first reading of cells that could not be read again."""
_LEVEL: Final = 0.4
"""Share of their height that combs of one row have in common."""
_MOSTLY: Final = 0.85
"""Share of ink from which a row or column of a cell is a line."""
_STROKE: Final = (1.6, 0.7)
"""Points that a dash is wide at least, and share of the box around it that is ink."""

Letters = list[Box | None]
"""Where the ink of each cell of a comb is; None for an empty cell."""
Filled = tuple[Comb, Letters]
_DASH: Final = ("-", 1.0)


def correct_combs(
    words: tuple[Word, ...], picture: Image.Image, *, engine: OcrEngine, dpi: int
) -> tuple[Word, ...]:
    """Return the words of a whitened, level picture with those in combs read again; boxes in pixels.

    What was read first in closed cells that could not be read again is doubtful: lines pass for digits.
    """
    readings = read_combs(picture, engine=engine, dpi=dpi)
    places = [place for place, again in readings if again]
    unread = [place for place, again in readings if not again]
    others = [
        word._replace(confidence=min(word.confidence, _DOUBT)) if _is_inside(word.box, unread) else word
        for word in words
        if not _is_inside(word.box, places)
    ]
    return (*others, *(word for _, again in readings for word in again))


def _is_inside(box: Box, places: Sequence[Box]) -> bool:
    """Whether most of a word lies in combs; one of the first reading may reach over several groups."""
    return sum(place.overlap(box) for place in places) > box.width * box.height / 2


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
        if any(letters := _letters(dark, comb, dpi))
    ]
    readings = []
    for row in _rows(filled):
        signs = _read(picture, [letter for _, letters in row for letter in letters], engine, dpi)
        at = 0
        for comb, letters in row:
            own = signs[at : at + _count(letters)] if signs else _read(picture, letters, engine, dpi)
            at += _count(letters)
            if own or comb.closed:
                dashes = _dashes(dark, comb, letters, dpi)
                readings.append((_place(comb, letters), _words(comb, letters, own, dashes) if own else []))
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
    strip = _strip(picture, [letter for letter in letters if letter is not None], dpi)
    read = sorted(engine.read(strip, dpi=dpi), key=lambda word: word.box.left)
    # Specks are read as points: what else was lost with them shows in the number of signs.
    signs = [(sign, word.confidence) for word in read for sign in word.text if sign.isalnum()]
    sure = all(confidence >= _SURE for _, confidence in signs)
    return signs if sure and len(signs) == _count(letters) else []


def _letters(dark: NDArray[np.bool_], comb: Comb, dpi: int) -> Letters:
    """Return where the ink of each cell is, or None for an empty cell."""
    point = dpi / 72
    top = comb.top if comb.closed else max(0, min(comb.top, comb.bottom - round(_LETTER[1] * point)))
    found: Letters = []
    for left, right in pairwise(comb.edges):
        inset = round((_IN_FRAME if comb.closed else _INSET) * point)
        cell = dark[top : comb.bottom - inset, left + inset : right - inset].copy()
        cell[cell.mean(axis=1) > _MOSTLY] = False  # the line at the foot of the comb
        cell[:, cell.mean(axis=0) > _MOSTLY] = False  # what thick teeth leave
        rows, columns = np.nonzero(cell)
        if len(rows) < _LEAST_INK * cell.size or np.ptp(rows) < _LETTER[0] * point:
            found.append(None)
            continue
        x = left + inset
        found.append(Box(x + columns.min(), top + rows.min(), x + columns.max() + 1, top + rows.max() + 1))
    return found


def _dashes(dark: NDArray[np.bool_], comb: Comb, letters: Letters, dpi: int) -> frozenset[int]:
    """Return the numbers of cells between letters that hold a dash, too low for a letter."""
    return frozenset(
        number
        for number, (before, own, behind) in enumerate(
            zip(letters, letters[1:], letters[2:], strict=False), 1
        )
        if own is None
        and before is not None
        and behind is not None
        and _is_dash(dark, Box(comb.edges[number], before.top, comb.edges[number + 1], before.bottom), dpi)
    )


def _is_dash(dark: NDArray[np.bool_], cell: Box, dpi: int) -> bool:
    inset = round(_INSET * dpi / 72)
    rows, columns = np.nonzero(
        dark[int(cell.top) : int(cell.bottom), int(cell.left) + inset : int(cell.right) - inset]
    )
    if not len(rows):
        return False
    wide, high = int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1
    return bool(wide >= max(_STROKE[0] * dpi / 72, high + 1) and len(rows) >= _STROKE[1] * wide * high)


def _strip(picture: Image.Image, letters: list[Box], dpi: int) -> Image.Image:
    """Return the letters side by side on white paper, each without what stands above or under it."""
    gap, margin = round(dpi / 72 * 2), round(dpi / 72 * 12)
    top, bottom = int(min(box.top for box in letters)), int(max(box.bottom for box in letters))
    width = sum(int(box.width) + gap for box in letters)
    strip = Image.new("L", (width + 2 * margin, bottom - top + 2 * margin), 255)
    x = margin
    for box in letters:
        letter = picture.crop((int(box.left), int(box.top), int(box.right), int(box.bottom)))
        strip.paste(letter, (x, margin + int(box.top) - top))
        x += int(box.width) + gap
    return strip


def _place(comb: Comb, letters: Letters) -> Box:
    """Return where a comb's words stand: letters may be taller than its teeth."""
    top = min(letter.top for letter in letters if letter is not None)
    return Box(comb.edges[0], min(comb.top, top), comb.edges[-1], comb.bottom)


def _words(
    comb: Comb, letters: Letters, signs: list[tuple[str, float]], dashes: frozenset[int]
) -> list[Word]:
    """Return the words of a comb, parted by its empty cells; a word is as wide as its cells.

    It is as high as most of its letters: at one of them, something of the comb may be left.
    """
    remaining = iter(signs)
    cells = [
        next(remaining) if letter is not None else _DASH if number in dashes else None
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
            words.append(Word(text, box, min(confidence for _, (_, confidence) in members)))
    return words
