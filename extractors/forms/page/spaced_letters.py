"""Words whose letters stand in a cell each: a file names every letter of a comb as a word of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from extractors.forms.page.layout import in_cells, legible, lines

WIDEST: Final = 24.0
"""Points from one cell to the next, at most."""

NARROWEST: Final = 9.0
"""Points from one letter to the next in a comb, at least; no print of labels is set so wide."""

ONE_CELL: Final = 1.5
"""Steps up to so many times the smallest one are of one cell."""

EVEN: Final = 0.25
"""Share of a cell by which a letter may stand beside its middle."""

BLANK: Final = 2
"""Cells from the last letter of a word to the first one of the next."""

LEAST_LETTERS: Final = 3

DAY: Final = 8
"""Digits of a day in cells: they are one only as long as each has its cell."""


Comb = list[list[Word]]
"""The letters of each word of a comb."""


def words_of_combs(page: PageText) -> dict[Word, list[Word]]:
    """Return the words whose letters stand at even steps on a line, each with its letters.

    Digits remain as they stand, unless they are many or stand with letters: cells for euros and cents, or for
    day, month and year, are parted by the rulings between them only. On scans combs are known by their teeth.
    """
    if page.source is TextSource.OCR:
        return {}
    single = [word for word in legible(page) if len(word.text) == 1]
    combs = [comb for line in lines(single) for comb in _combs(line)]
    words = [letters for comb in combs if _is_text(comb) for letters in comb if not _is_day(letters)]
    return {_joined(letters): letters for letters in words}


def is_spread(word: Word) -> bool:
    """Whether the letters of a word stand in the cells of a comb, as OCR reads them there."""
    wide = len(word.text) >= LEAST_LETTERS and word.box.width / len(word.text) > NARROWEST
    return wide and in_cells(word)


def _combs(line: Sequence[Word]) -> Iterator[Comb]:
    """Yield the letters of a line that stand at even steps, as words."""
    step = _step(line)
    comb: Comb = []
    for letter in line if step else ():
        cells = _cells(comb[-1][-1], letter, step) if comb else 0
        if cells == 1:
            comb[-1].append(letter)
        elif cells == BLANK:
            comb.append([letter])
        else:
            yield comb
            comb = [[letter]]
    yield comb


def _step(line: Sequence[Word]) -> float:
    """Return how far the cells of a line's letters stand apart, in points; 0.0 if they don't stand evenly."""
    steps = [_apart(one, other) for one, other in pairwise(line)]
    near = [step for step in steps if step < min(WIDEST, ONE_CELL * min(steps))]
    return median(near) if len(near) >= LEAST_LETTERS - 1 else 0.0


def _apart(one: Word, other: Word) -> float:
    return other.box.middle[0] - one.box.middle[0]


def _cells(one: Word, other: Word, step: float) -> int:
    """Return by how many cells two letters stand apart; 0 if they don't stand in cells so wide."""
    cells = _apart(one, other) / step
    return round(cells) if abs(cells - round(cells)) <= EVEN else 0


def _is_text(comb: Comb) -> bool:
    text = _text(comb)
    return len(text) >= LEAST_LETTERS if any(map(str.isalpha, text)) else len(text) > DAY


def _is_day(letters: Sequence[Word]) -> bool:
    return len(letters) == DAY and _text([letters]).isdigit()


def _text(words: Sequence[Sequence[Word]]) -> str:
    return "".join(letter.text for letters in words for letter in letters)


def _joined(letters: Sequence[Word]) -> Word:
    box = Box.around([letter.box for letter in letters])
    return Word(_text([letters]), box, min(letter.confidence for letter in letters))
