"""Words of a page by where they stand: rows, heads and feet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from contracts.reading import PageText, Word
from contracts.values import fold

HEAD: Final = 0.14
"""Share of the page's height that is its head; running titles and letterheads stand there."""
FOOT: Final = 0.92
"""Share of the page's height below which its foot is."""
END: Final = 1.01
_ROW: Final = 6.0
"""Points within which words stand in one row."""


def zone(page: PageText, top: float, bottom: float) -> Sequence[Word]:
    """Return the words that begin between two shares of the page's height."""
    high = page.size.height
    return [word for word in page.words if top * high <= word.box.top < bottom * high]


def rows(words: Sequence[Word]) -> list[str]:
    """Return the text of words row by row; in a PDF "Seite 2 von 3" may come as "Seite von 2 3"."""
    ordered = sorted(words, key=lambda word: (_row(word), word.box.left))
    return [" ".join(word.text for word in row) for _, row in groupby(ordered, key=_row)]


def text(words: Sequence[Word]) -> str:
    """Return the text of words as people read them."""
    return " ".join(rows(words))


def letters(words: Sequence[Word]) -> frozenset[str]:
    """Return the folded words of letters; initials and units tell nothing."""
    folded = fold(text(words)).split()
    return frozenset(word for word in folded if word.isalpha() and len(word) > 2)  # noqa: PLR2004 - as said


def in_common(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two pages have in common."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _row(word: Word) -> int:
    return round(word.box.middle[1] / _ROW)
