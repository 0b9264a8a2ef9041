"""The lines of a page among which its title stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from classifiers.terms import title_words
from contracts.reading import PageText, Word
from contracts.values import fold

_FIRST_LINES: Final = 14


def first_lines(page: PageText) -> list[str]:
    """Return the folded lines with which a page begins."""
    return list(_lines(page.words))[:_FIRST_LINES]


def title_lines(page: PageText) -> Iterator[str]:
    """Yield the folded lines that may hold the title: lines of large words, then the first lines."""
    yield from _lines(title_words(page))
    lines = first_lines(page)
    yield from lines
    yield from (f"{first} {second}" for first, second in pairwise(lines))


def _lines(words: Sequence[Word]) -> Iterator[str]:
    """Yield the folded lines of words that stand in reading order."""
    ordered = sorted(words, key=lambda word: (round(word.box.bottom / 4), word.box.left))
    for _, line in groupby(ordered, key=lambda word: round(word.box.bottom / 4)):
        folded = fold(" ".join(word.text for word in line))
        if folded:
            yield folded
