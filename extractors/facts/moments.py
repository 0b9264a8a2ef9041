"""Days, months and periods in a line of text."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from contracts.dates import MONTHS
from contracts.values import find_dates, find_months, parse_date
from extractors.facts.mentions import Span


class Grain(StrEnum):
    """How exactly a moment is told."""

    DAY = "day"
    MONTH = "month"
    PERIOD = "period"


class Moment(NamedTuple):
    """A day, a month or a period, from its first day to its last."""

    first: date
    last: date
    grain: Grain

    @property
    def month(self) -> str | None:
        """The month ("2026-08") that it lies in, if it is longer than a day and lies in one."""
        same = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return f"{self.first:%Y-%m}" if same and self.grain is not Grain.DAY else None

    @property
    def period(self) -> str:
        """First and last day, "2026-08-01/2026-08-31"."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


_TO: Final = re.compile(r"\s*(?:[-–—]+|bis(?:\s+(?:zum|einschl\w*\.?))?|b\.|to|until)\s*", re.IGNORECASE)
_GAP: Final = re.compile(r"\s{2,}")
_SPACED: Final = re.compile(r"(?<![\d.,] )(?<!\d)\d{2} \d{2} (?:19|20)\d{2}(?!\d| \d)")
"""A day as residence permits and international certificates print it: "24 10 2026"."""

_DAY_OF_SAME_YEAR: Final = re.compile(r"(?<![\d.,])(\d{1,2})\.\s?(\d{1,2})\.?\s*(?:[-–—]+|bis)\s*$")
_DAY_AND_MONTH: Final = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})\.\s?({'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
    r"\s*(?:[-–—]+|bis(?:\s+zum)?)\s*$",
    re.IGNORECASE,
)
_DAY_OF_SAME_MONTH: Final = re.compile(r"(?<![\d.,])(\d{1,2})\.?\s*(?:[-–—]+|bis)\s*$")


def find_moments(text: str) -> Iterator[Span[Moment]]:
    """Yield the days, months and periods of a text in its order; a period hides its own two days."""
    plain = sorted([*_days(text), *_months(text)], key=lambda span: span.start)
    joined: list[Span[Moment]] = []
    for span in plain:
        last = joined[-1] if joined else None
        between = text[last.end : span.start] if last else ""
        if last and last.value.first <= span.value.last and _TO.fullmatch(between):
            moment = Moment(last.value.first, span.value.last, Grain.PERIOD)
            joined[-1] = Span(moment, last.start, span.end)
        else:
            joined.append(span)
    yield from (_with_short_start(text, span) for span in joined)


def find_pairs(text: str) -> Iterator[Span[Moment]]:
    """Yield two days in neighbouring columns, or with a stroke between them that was not read."""
    for one, other in pairwise(find_moments(text)):
        days = one.value.grain is other.value.grain is Grain.DAY
        if days and one.value.first < other.value.last and _GAP.fullmatch(text[one.end : other.start]):
            yield Span(Moment(one.value.first, other.value.last, Grain.PERIOD), one.start, other.end)


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _days(text: str) -> Iterator[Span[Moment]]:
    found = [(each.value, each.start, each.end) for each in find_dates(text)]
    for match in _SPACED.finditer(text):
        day = parse_date(match[0])
        if day is not None:
            found.append((day, match.start(), match.end()))
    for value, start, end in found:
        yield Span(Moment(value, value, Grain.DAY), start, end)


def _months(text: str) -> Iterator[Span[Moment]]:
    for found in find_months(text):
        year, month = map(int, found.value.split("-"))
        yield Span(
            Moment(date(year, month, 1), last_of_month(year, month), Grain.MONTH), found.start, found.end
        )


def _with_short_start(text: str, span: Span[Moment]) -> Span[Moment]:
    """Take "01.10. - 31.10.2026", "1. Juli - 31. Oktober 2026" and "1.-31. Oktober 2026" for periods, too."""
    last = span.value.last
    if span.value.grain is not Grain.DAY:
        return span
    before = text[: span.start]
    in_year, in_month = _DAY_OF_SAME_YEAR.search(before), _DAY_OF_SAME_MONTH.search(before)
    in_words = _DAY_AND_MONTH.search(before)
    if in_year:
        first, start = _safe(last.year, int(in_year[2]), int(in_year[1])), in_year.start()
    elif in_words:
        first, start = _safe(last.year, MONTHS[in_words[2].lower()], int(in_words[1])), in_words.start()
    elif in_month:
        first, start = _safe(last.year, last.month, int(in_month[1])), in_month.start()
    else:
        return span
    if first is None or first > last:
        return span
    return Span(Moment(first, last, Grain.PERIOD), start, span.end)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def spread(days: Sequence[date]) -> Moment | None:
    """Return the period from the earliest day to the latest; None unless there are two."""
    ordered = sorted(set(days))
    return Moment(ordered[0], ordered[-1], Grain.PERIOD) if any(pairwise(ordered)) else None
