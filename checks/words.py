"""The words of a document in the form in which they are looked up: folded, in runs of letters or digits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz

from contracts.findings import FieldReading
from contracts.reading import PageGrade, PageText, TextSource, WidgetKind
from contracts.records import Box
from contracts.values import FoundDate, find_dates, find_months, fold

ALIKE = 86.0
"""From this similarity (0..100) two longer words of a scan are the same word, misread."""
NEARLY = 75.0
"""From this similarity a word of a scan may be the same: a person has to look."""
SURE_WORD = 0.9
"""Above this confidence a word that is only nearly the same is taken for another word."""
SHORTEST_ALIKE = 5
LONGEST_SPLIT = 4
ENOUGH_WORDS = 15
ENOUGH_CONFIDENCE = 0.75
_RUN = re.compile(r"[^\W\d_]+|\d+")
_TYPED = frozenset({WidgetKind.TEXT, WidgetKind.CHOICE})
_MISREAD = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "6": "g", "q": "g"})


class Spot(NamedTuple):
    """A place to show: page counted from 0 in its document; box None where only the page is known."""

    page: int | None = None
    box: Box | None = None


class Printed(NamedTuple):
    """A word as printed, its place, and how surely it was read (0 to 1)."""

    text: str
    spot: Spot
    confidence: float = 1.0


class Token(NamedTuple):
    """A run of letters or of digits, folded; place and confidence of its word."""

    text: str
    spot: Spot
    confidence: float = 1.0


class Sighting(NamedTuple):
    """How surely something stands in a document: 1 as written, 0.9 misread, 0.5 perhaps, 0 not."""

    certainty: float
    spot: Spot = Spot()


EXACT, ALMOST, PERHAPS, ABSENT = 1.0, 0.9, 0.5, 0.0
NOWHERE = Sighting(ABSENT)


class Words:
    """The words of some text, ready for looking up; immutable by convention."""

    def __init__(self, words: Iterable[Printed], *, scanned: bool, confidence: float = 1.0) -> None:
        """Take words with their places.

        Args:
            words: In reading order.
            scanned: Whether OCR read them, so that letters may be wrong.
            confidence: Mean confidence of the reading, 0 to 1.
        """
        self._words = [word for word in words if word.text.strip()]
        self.scanned = scanned
        self.confidence = confidence
        self._found: dict[str, Sighting] = {}

    @cached_property
    def doubted(self) -> Words:
        """The same words, looked up as if OCR had read them: for when what is looked for may be misread."""
        unsure = (word._replace(confidence=0.0) for word in self._words)
        return self if self.scanned else Words(unsure, scanned=True, confidence=self.confidence)

    @cached_property
    def tokens(self) -> list[Token]:
        """All runs of letters or digits, in reading order."""
        return [
            Token(run, word.spot, word.confidence)
            for word in self._words
            for run in _RUN.findall(fold(word.text))
        ]

    @cached_property
    def dates(self) -> list[FoundDate]:
        """The dates that the text names."""
        return find_dates(self.text)

    @cached_property
    def months(self) -> frozenset[str]:
        """The months that the text names, those of full dates aside."""
        return frozenset(found.value for found in find_months(self.text))

    @cached_property
    def text(self) -> str:
        """All words as printed, one blank between."""
        return " ".join(word.text for word in self._words)

    @property
    def well_read(self) -> bool:
        """Whether there are enough sure words to say that something does not stand there."""
        return len(self._words) >= ENOUGH_WORDS and self.confidence >= ENOUGH_CONFIDENCE

    def spot_at(self, offset: int) -> Spot:
        """Return the place of the word that holds the character ``offset`` of ``text``."""
        return self._words[bisect_right(self._starts, offset) - 1].spot

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for word in self._words:
            starts.append(at)
            at += len(word.text) + 1
        return starts

    @cached_property
    def _first(self) -> dict[str, Token]:
        return {token.text: token for token in reversed(self.tokens)}

    def find(self, word: str) -> Sighting:
        """Look for one folded word: as written, split by a line's end, or misread by OCR."""
        if word not in self._found:
            self._found[word] = self._find(word)
        return self._found[word]

    def _find(self, word: str) -> Sighting:
        if word in self._first:
            return Sighting(EXACT, self._first[word].spot)
        if len(word) < SHORTEST_ALIKE:
            return NOWHERE
        return max(self._candidates(word), key=lambda sighting: sighting.certainty, default=NOWHERE)

    def _candidates(self, word: str) -> Iterator[Sighting]:
        for start, token in enumerate(self.tokens):
            joined = ""
            for piece in self.tokens[start : start + LONGEST_SPLIT]:
                joined += piece.text
                certainty = likeness(joined, word) if self.scanned else float(joined == word)
                if certainty != PERHAPS or token.confidence <= SURE_WORD:
                    yield Sighting(certainty, token.spot)
                if len(joined) > len(word):
                    break

    def find_unsure(self, pattern: re.Pattern[str]) -> Sighting:
        """Look for a word that OCR was not sure of, and that may be another one misread."""
        unsure = (token for token in self.tokens if token.confidence <= SURE_WORD)
        spot = next((token.spot for token in unsure if pattern.fullmatch(token.text)), None)
        return Sighting(ALMOST, spot) if spot else NOWHERE

    def find_run(self, wanted: Sequence[str]) -> Sighting:
        """Look for several tokens that follow each other."""
        texts = [token.text for token in self.tokens]
        for start in range(len(texts) - len(wanted) + 1):
            if texts[start : start + len(wanted)] == list(wanted):
                return Sighting(EXACT, self.tokens[start].spot)
        return NOWHERE


def likeness(read: str, word: str) -> float:
    """Say how surely ``read`` is the folded ``word``, if OCR may have misread it.

    A word that only goes on, or stops short, is another word: Andrea is not Andreas.
    """
    if read == word:
        return EXACT
    if len(read) < SHORTEST_ALIKE or read.startswith(word) or word.startswith(read):
        return ABSENT
    if _skeleton(read) == _skeleton(word):
        return ALMOST
    ratio = fuzz.ratio(read, word)
    if ratio >= ALIKE:
        return ALMOST
    return PERHAPS if ratio >= NEARLY else ABSENT


def split_words(text: str) -> tuple[str, ...]:
    """Return the folded runs of letters or digits of a text."""
    return tuple(_RUN.findall(fold(text)))


def words_of_pages(pages: Sequence[PageText]) -> Words:
    """Take the words of pages, and what was typed into their live fields."""
    read = [page for page in pages if page.words and page.grade is not PageGrade.BLANK]
    confidence = sum(page.confidence for page in read) / len(read) if read else 0.0
    scanned = any(page.source is TextSource.OCR for page in read)
    return Words(_page_words(pages), scanned=scanned, confidence=confidence)


def words_of_reading(reading: FieldReading) -> Words:
    """Take the words of one value."""
    spot = Spot(reading.page, reading.box)
    text = reading.value or reading.raw
    scanned = reading.source in {TextSource.OCR, TextSource.MRZ}
    printed = (Printed(word, spot, reading.confidence) for word in text.split())
    return Words(printed, scanned=scanned, confidence=reading.confidence)


def _page_words(pages: Sequence[PageText]) -> Iterator[Printed]:
    for page in pages:
        for word in page.words:
            yield Printed(word.text, Spot(page.index, word.box), word.confidence)
        for widget in page.widgets:
            if widget.kind in _TYPED and widget.value:
                for text in widget.value.split():
                    yield Printed(text, Spot(page.index, widget.box))


def _skeleton(word: str) -> str:
    return word.translate(_MISREAD).replace("rn", "m").replace("vv", "w")
