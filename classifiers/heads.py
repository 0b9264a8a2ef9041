"""Whether a page begins like the document before: payslips of three months, certificates of two children.

A document head that comes again may be the next document of its kind or a running head. What tells them
apart is whether a date, month or number in it is another one, and how long documents of the type are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple

from classifiers.interface import Classification
from contracts.reading import PageText, Word
from contracts.values import fold

SINGLE: Final[Mapping[str, float]] = {
    "ausweis": 1.0,
    "aufenthaltstitel": 1.0,
    "gehaltsabrechnung": 1.0,
    "geburtsurkunde": 1.0,
    "heiratsurkunde": 1.0,
    "immatrikulationsbescheinigung": 1.0,
    "krankenkassenbescheinigung": 1.0,
    "meldebescheinigung": 1.0,
    "schulbescheinigung": 1.0,
    "schwerbehindertenausweis": 1.0,
    "wohnungsgeberbestaetigung": 1.0,
    "zulassungsbescheinigung": 1.0,
    "liegenschaftskarte": 1.0,
    "anschreiben": 0.5,
    "lageplan": 0.5,
    "vollmacht": 0.5,
    "antragsformular": -1.0,
    "baubeschreibung": -1.0,
    "einkommensteuerbescheid": -1.0,
    "kontoauszug": -1.0,
    "leistungsbescheid": -1.0,
    "mietvertrag": -1.0,
    "rentenbescheid": -1.0,
    "standsicherheitsnachweis": -1.0,
}
"""Type -> 1 where a document is a page (or a card) by nature, -1 where it runs over pages; others between."""

TWO_SIDED: Final = frozenset(
    {"ausweis", "aufenthaltstitel", "schwerbehindertenausweis", "zulassungsbescheinigung"}
)
"""Cards, of which people hand in both sides."""
DRAWINGS: Final = frozenset({"lageplan", "bauzeichnung"})
"""Sheets that each bear the title block of their set, wherever one document ends."""
ALIKE: Final = {kind for kind, single in SINGLE.items() if single > 0} - TWO_SIDED | {"kontoauszug"}
"""Types of which the pages of one document, if it has several, look alike."""
OPENING: Final = 0.3
"""Share of the page's height in which a document's head stands: letterhead, title, whom it is about."""
_NEAR: Final = 0.035
"""Share of the page's height (and width) by which a scan may shift a word."""
_FEWEST: Final = 4
"""Words of a head that can be compared; fewer are alike by chance."""
_MOST: Final = 300
"""Words of a head that are looked at; a page with more of them at its top has no head."""
_LINE: Final = 0.008
"""The same for words of one line."""
_KINDS: Final = {
    "date": re.compile(r"[0-3]?\d[./-](?:[01]?\d[./-])?(?:19|20)?\d\d"),
    "month": re.compile(
        r"januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember", re.IGNORECASE
    ),
    "number": re.compile(r"(?=(?:\D*\d){4})[\dA-Z./-]{5,}"),
}
"""What tells one document of a series from the next; years and page numbers are too short to be numbers."""


class Heads(NamedTuple):
    """How the heads of two pages compare; each from 0 to 1.

    Attributes:
        alike: Share of their words that stand at the same place of both.
        renewed: The same if a date, month or number beside such words is another one, otherwise 0.
    """

    alike: float
    renewed: float


class Placed(NamedTuple):
    """A word with its place in shares of the page; ``kind`` is "" for words that are no fact."""

    text: str
    left: float
    middle: float
    kind: str


def compare_heads(first: Sequence[Placed], other: Sequence[Placed]) -> Heads:
    """Return how the heads of two pages compare."""
    second = _shifted(other, first)
    count = max(sum(map(_is_plain, first)), sum(map(_is_plain, second)))
    if count < _FEWEST:
        return Heads(0, 0)
    shared = [word for word in second if _is_plain(word) and _counterpart(word, first)]
    alike = len(shared) / count
    renewed = any(_changed(fact, first) for fact in second if fact.kind and _labelled(fact, shared))
    return Heads(alike, alike * renewed)


def strangeness(types: Sequence[Classification], likeness: float) -> float:
    """Return from 0 to 1 how far two pages have nothing in common though those of one document would.

    Two issuers' papers of one page each have not, nor have two banks' statements; the pages of a statement
    share their columns' heads. Cards count not at all: their two sides have little in common.
    """
    alone = sum(guess.probabilities.get(kind, 0) for kind in ALIKE for guess in types) / len(types)
    return alone * (1 - min(1.0, likeness))


def singleness(types: Sequence[Classification]) -> float:
    """Return from -1 to 1 whether documents of what these pages may be are one page long by nature."""
    expected = (
        chance * SINGLE.get(kind, 0) for guess in types for kind, chance in guess.probabilities.items()
    )
    return sum(expected) / len(types)


def drawnness(types: Sequence[Classification]) -> float:
    """Return the probability that both pages are drawings of a set."""
    one, other = (sum(guess.probabilities.get(kind, 0) for kind in DRAWINGS) for guess in types)
    return one * other


def head(page: PageText) -> list[Placed]:
    """Return the words at the head of a page."""
    width, height = page.size
    words = [word for word in page.words if word.box.top < OPENING * height][:_MOST]
    return [
        Placed(fold(word.text) or word.text, word.box.left / width, word.box.middle[1] / height, _kind(word))
        for word in words
    ]


def _kind(word: Word) -> str:
    text = word.text.strip(",;:()")
    if fold(text) == "marz":
        return "month"
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(text)), "")


def _is_plain(word: Placed) -> bool:
    return not word.kind and word.text.isalpha() and len(word.text) > 2  # noqa: PLR2004 - as OCR makes of lines


def _shifted(words: Sequence[Placed], onto: Sequence[Placed]) -> Sequence[Placed]:
    """Return words moved by what most of them are off: sheets lie differently on the scanner."""
    places = {word.text: word for word in onto if _is_plain(word)}
    pairs = [(word, places[word.text]) for word in words if word.text in places]
    if not pairs:
        return words
    right = median(other.left - word.left for word, other in pairs)
    down = median(other.middle - word.middle for word, other in pairs)
    return [word._replace(left=word.left + right, middle=word.middle + down) for word in words]


def _counterpart(word: Placed, others: Sequence[Placed]) -> bool:
    return any(word.text == other.text and _near(word, other) for other in others)


def _near(one: Placed, other: Placed) -> bool:
    return abs(one.left - other.left) < _NEAR and abs(one.middle - other.middle) < _NEAR


def _labelled(fact: Placed, words: Sequence[Placed]) -> bool:
    """Whether one of the words stands on the fact's line before it, or right above it."""
    return any(
        (word.left < fact.left and abs(word.middle - fact.middle) < _LINE)
        or (abs(word.left - fact.left) < _NEAR and 0 < fact.middle - word.middle < _NEAR)
        for word in words
    )


def _changed(fact: Placed, others: Sequence[Placed]) -> bool:
    """Whether facts of this kind stand at this place of the other page, and none of them is this one."""
    there = [other for other in others if other.kind == fact.kind and _near(fact, other)]
    return bool(there) and all(other.text != fact.text for other in there)
