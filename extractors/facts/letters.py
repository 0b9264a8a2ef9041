"""What letters tell without labels: who is addressed, a degree that a decision finds, a day of moving in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from contracts.findings import FieldReading
from contracts.reading import TextSource
from contracts.values import fold, parse_date
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
_DAY: Final = r"\d{1,2}\. ?(?:\d{1,2}\. ?|[A-Z]?[a-zä]{2,8} )\d{4}"
_MOVING: Final = re.compile(
    rf"\b(?:[Ee]inzugs?|EINZUG)\b"
    rf"(?:(?![Aa]uszug|[Gg]eb\.|[Gg]ebor|[Mm]iete\b|[a-zß)]{{3}}[.:;] [A-ZÄÖÜ]|\b{_DAY}).){{1,200}}?"
    rf"\b(?:zum|am|ab dem|seit dem|mit Wirkung vom) (?P<value>{_DAY})\b"
)
"""A sentence in which somebody's moving in is confirmed, up to its first day."""

MOVED: Final = 0.85
"""Confidence in the day of such a sentence."""


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
    found = next(_told(_DEGREE, layouts), None)
    return found and found.model_copy(update={"confidence": min(TOLD, found.confidence)})


def read_moving_in(layouts: Sequence[Layout]) -> FieldReading | None:
    """Return the day of moving in where one sentence, perhaps of several lines, confirms it."""
    for found in _told(_MOVING, layouts):
        day = parse_date(found.value or "")
        if day is not None:
            return found.model_copy(
                update={"value": day.isoformat(), "confidence": min(MOVED, found.confidence)}
            )
    return None


def _told(pattern: re.Pattern[str], layouts: Sequence[Layout]) -> Iterator[FieldReading]:
    """Yield on each page the first value that a pattern finds in all of its lines."""
    for layout in layouts:
        words = [word for line in layout.lines for word in line]
        starts = list(accumulate((len(word.text) + 1 for word in words), initial=0))
        match = pattern.search(" ".join(word.text for word in words))
        if match is not None:
            word = words[bisect_right(starts, match.start("value")) - 1]
            by_ocr = layout.page.source is TextSource.OCR
            yield FieldReading(
                value=match["value"],
                raw=word.text,
                page=layout.page.index,
                box=word.box,
                confidence=word.confidence,
                source=TextSource.OCR if by_ocr else TextSource.TEXT,
            )


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
