"""The segments of a form by their words: most labels are ruled out without being compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, Self

from rapidfuzz import fuzz

from extractors.forms.page.layout import Segment

FIRST_ALIKE: Final = 79.0
"""Similarity, 0 to 100, of first words, which say what is asked: "Anschrift" is no "Unterschrift"."""


BREAKS: Final = ("-", "‐", "‑")
"""Hyphens at the end of a line, as keyboards and typesetters know them."""


_ENDINGS: Final = ("em", "en", "er", "es")

_ALIKE: Final = str.maketrans("fl", "ti")
"""Letters that differ in a dot or in half a stroke, as copies lose them."""


_ARTICLES: Final = frozenset(
    {"der", "die", "das", "des", "den", "dem"}
    | {whose + ending for whose in ("ihr", "mein", "dein", "unser") for ending in ("", "e", *_ENDINGS)}
)
"""Folded words that say whose a thing is, or that it is known."""

NAMES: Final = "namen"
"""How a word ends that may ask for one name: "Ihren Nachnamen"."""


@lru_cache(maxsize=4096)
def as_seen(word: str) -> str:
    """Return a word as OCR may see it, with "m" for "rn", "n" for "rt": "Vomame", "Gebunsdatum".

    On poor copies also with "t" for "f", "i" for "l": "Rechtstorm", "Teiefon". Whatever is asked, "Ihr" and
    "mein" ask the same as an article does: "Wie heißt Ihr Kind".
    """
    if word in _ARTICLES:
        return "der"
    return word.replace("rn", "m").replace("rt", "n").translate(_ALIKE)


class Printed(tuple[Segment, ...]):  # noqa: SLOT001 - a tuple cannot have slots of its own
    """Segments, and where among them words stand."""

    _by_word: dict[str, list[int]]
    _hyphenated: list[int]
    _alike: dict[str, set[int]]
    _worded: dict[int, tuple[Segment, ...]]

    def __new__(cls, segments: Iterable[Segment] = ()) -> Self:
        """Sort the segments by their words, once."""
        printed = super().__new__(cls, segments)
        printed._by_word, printed._hyphenated = defaultdict(list), []
        printed._alike, printed._worded = {}, {}
        for number, segment in enumerate(printed):
            texts = {token.text for token in segment.tokens}
            names = {text.removesuffix("n") for text in texts if text.endswith(NAMES)}
            for text in map(as_seen, texts | names):
                printed._by_word[text].append(number)
            if segment.words and segment.words[-1].text.endswith(BREAKS):
                printed._hyphenated.append(number)
        return printed

    def with_word(self, word: str, *, misread: bool) -> list[int]:
        """Return the numbers of segments that have a word, if misread, or end in half a word."""
        word = as_seen(word)
        found = {*self._by_word.get(word, ()), *self._hyphenated}
        return sorted(found | self._like(word) if misread else found)

    def worded(self, number: int, ways: Callable[[Segment], Iterable[Segment]]) -> tuple[Segment, ...]:
        """Return the ways in which one of the segments may be read, found only the first time."""
        if number not in self._worded:
            self._worded[number] = tuple(ways(self[number]))
        return self._worded[number]

    def _like(self, word: str) -> set[int]:
        if word not in self._alike:
            like = [text for text in self._by_word if fuzz.ratio(word, text) >= FIRST_ALIKE]
            self._alike[word] = {number for text in like for number in self._by_word[text]}
        return self._alike[word]
