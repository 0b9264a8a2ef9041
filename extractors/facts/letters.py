"""What letters tell without labels: to whom they are written, and a degree that a decision finds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from contracts.findings import FieldReading
from contracts.reading import TextSource
from contracts.values import fold
from extractors.facts.labelled import reading_of
from extractors.facts.mentions import Layout, Mention, Span

TOLD: Final = 0.7
"""Confidence in what a letter tells: it may be about somebody else than the person it is written to."""

_TITLES: Final = r"(?:(?:Dr|Prof|Dipl)\.(?:[- ]\w+\.)*\s+)*"
_SALUTATION: Final = re.compile(
    rf"Sehr geehrte[rn]?\s+(?:Frau|Herr)\s+{_TITLES}(?P<value>[^\W\d_][^,!:\d]*?)\s*(?:[,!]|$)"
)
_ADDRESSED: Final = re.compile(rf"^(?:(?:Frau|Herrn?|An)\s+)*{_TITLES}")
_DEGREE: Final = re.compile(
    r"Grad der Behinderung(?: \(GdB\))?(?:(?!Grad der Behinderung|GdB|bisher|aufgehoben).){0,60}?"
    r"(?<![\d.])\b(?P<value>[2-9]0|100)\b(?![.,/]?\d)"
)


def read_addressee(layouts: Sequence[Layout], *, given: bool) -> FieldReading | None:
    """Return a name of the person whom a letter greets: the surname, or the given names in its address."""
    for layout in layouts:
        for greeted in layout.mentions(_greeted):
            found = next(_given_names(greeted, layout), None) if given else greeted
            if found is not None:
                return reading_of(found, found.value, at_most=TOLD)
    return None


def read_degree(layouts: Sequence[Layout]) -> FieldReading | None:
    """Return the degree of disability that a decision finds, perhaps on a line of its own."""
    for layout in layouts:
        words = [word for line in layout.lines for word in line]
        starts = list(accumulate((len(word.text) + 1 for word in words), initial=0))
        match = _DEGREE.search(" ".join(word.text for word in words))
        if match is not None:
            word = words[bisect_right(starts, match.start("value")) - 1]
            by_ocr = layout.page.source is TextSource.OCR
            return FieldReading(
                value=match["value"],
                raw=word.text,
                page=layout.page.index,
                box=word.box,
                confidence=min(TOLD, word.confidence),
                source=TextSource.OCR if by_ocr else TextSource.TEXT,
            )
    return None


def _greeted(text: str) -> Iterator[Span[str]]:
    for match in _SALUTATION.finditer(text):
        yield Span(match["value"], *match.span("value"))


def _given_names(greeted: Mention[str], layout: Layout) -> Iterator[Mention[str]]:
    """Yield what stands before the surname on a line of the address."""
    surname = fold(greeted.value).split()
    for each in layout.segments:
        words = list(dict.fromkeys(token.word for token in each.tokens))
        above = each.box.bottom < greeted.box.top
        if above and each.folded.split()[-len(surname) :] == surname:
            given = _ADDRESSED.sub("", each.text)[: -len(greeted.value)].strip()
            if given and given.replace(" ", "").replace("-", "").isalpha():
                yield greeted._replace(value=given, words=tuple(words))
