"""Days: of expiry, of moving in, of birth, of issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.values import fold
from extractors.facts.labelled import ABOVE, Named, best_name, labels_of, reading_of
from extractors.facts.mentions import Layout, Mention, Span
from extractors.facts.moments import Grain, Moment, find_moments
from extractors.forms.page.layout import Segment

UNLIMITED: Final = "unbefristet"
FROM_TO: Final = ("Gültig", "Gültigkeit", "Gültigkeitsdauer", "Valid")
"""Labels of a time of validity that is told from its first day to its last."""

TITLE_PART: Final = 0.45
"""A letter's date stands in this upper share of the first page."""

USUAL_PLACE: Final = 0.75
"""Confidence in a day that no label names: it stands where such days usually do."""

TWO_ANSWERS: Final = 0.7
"""Confidence where a document names two different days the same way."""

TOLD: Final = 0.6
"""Confidence in the newest day that a document tells of."""

MOST_LABEL_WORDS: Final = 4
CLOCKS_DIFFER: Final = timedelta(days=1)
LONGEST_VALID: Final = timedelta(days=366 * 15)
"""A day further ahead than this was misread."""
LONG_AGO: Final = timedelta(days=366)
"""A day behind a town is not the one of issue if the letter's own is so much newer."""

OLD: Final = timedelta(days=366 * 12)
"""A day this long ago behind a name on a line of its own may be a birthday."""

OTHER_DAYS: Final = frozenset(
    fold(
        """
        geboren geborene geb geburt geburtsdatum geburtstag geburtsort geb.-datum born birth naissance
        gültig gilt gültigkeit befristet expiry expiration frist fällig fälligkeit zahlbar
        seit ab beginn beginnt ende endet eintritt austritt einzug eingezogen auszug ausgezogen
        gesetz gesetzes fassung verordnung bgbl urteil bekanntmachung erstzulassung
        alter alten letzter letzten vorheriger voriger früherer haben trauung eheschließung ehe beginnend
        """
    ).split()
)
"""Words that say that the day behind them is not the one of issue."""

BEGINNINGS: Final = frozenset({"ab", "seit", "vom", "beginn", "from", "since"})
"""Words that say that something begins with a day."""

FUTURE: Final = frozenset({"bis", "zum", "ab", "spatestens", "voraussichtlich", "und"})
"""Words before days that need not be over when a document is made."""

_PLACE: Final = re.compile(
    r"(?:^|[.;:·|)]\s+|\s{2,})(?P<place>[A-ZÄÖÜ][^\d,.;:|·()]{1,40}?(?:\s?\([A-Za-zäöü]+\))?)"
    r"(?:,\s*(?:den|am|im)?|\s+den|,?\s+am)\s*$"
)
"""The town before a day: "Musterstadt, den 24.10.2026"."""

_END: Final = re.compile(r"\s*[.,]?\s*$|\s{2,}|\s+[·|–]|[.]\s")

_ALONE: Final = re.compile(r"(?:.*[·|–—,-]|.*\s{2,})?\s*(?:den)?\s*$")
"""What may stand before a day that stands for itself: nothing, or something that is over."""


def read_day(spec: FieldSpec, layouts: Sequence[Layout], today: date) -> FieldReading | None:
    """Return the day that a label names, or the first one of a period that it names.

    Of two days that are named alike it is the first, with doubt.
    """
    labels = labels_of(spec.labels)
    named = best_name(_days(layouts), labels) or best_name(_first_days(layouts), labels)
    past = [each for each in named if each.mention.value.first <= today + CLOCKS_DIFFER]
    return _first(past or named)


def read_birth(spec: FieldSpec, layouts: Sequence[Layout], today: date) -> FieldReading | None:
    """Return the first day of birth that is named: relatives come behind the person.

    Of two digits for the year, those of the last hundred years count.
    """
    named = best_name(_days(layouts), labels_of(spec.labels))
    past = [each for each in named if each.mention.value.first <= today + CLOCKS_DIFFER]
    reading = _first(sorted(past or named, key=_place))
    if reading is None or reading.value is None:
        return None
    day = date.fromisoformat(reading.value)
    if day <= today + CLOCKS_DIFFER:
        return reading
    short = day.strftime("%Y") not in reading.raw
    return reading.model_copy(update={"value": f"{day.year - 100}{day:-%m-%d}"}) if short else None


def read_expiry(spec: FieldSpec, layouts: Sequence[Layout]) -> FieldReading | None:
    """Return the last day of validity; of a month its last day, or that there is no end."""
    mentions = [mention for layout in layouts for mention in layout.mentions(find_moments)]
    periods = [mention for mention in mentions if mention.value.grain is Grain.PERIOD]
    return (
        _first(best_name(periods, labels_of(FROM_TO)))
        or _first(best_name(mentions, labels_of(spec.labels)))
        or _unlimited(spec, layouts)
    )


def read_unnamed_expiry(layouts: Sequence[Layout], today: date) -> FieldReading | None:
    """Return the last day that a document tells, if it stands for itself and is still to come.

    On cards the labels are small and pale, and a scan loses them before it loses what they name.
    """
    mentions = [mention for layout in layouts for mention in layout.mentions(find_moments)]
    latest = max(mentions, key=lambda mention: mention.value.last, default=None)
    if latest is None or not today <= latest.value.last <= today + LONGEST_VALID:
        return None
    alone = not latest.lead.strip() and _ends(latest)
    starts = BEGINNINGS & {*latest.before[-4:], *_above(latest)}
    return _dated(latest, at_most=USUAL_PLACE) if alone and not starts else None


def read_issue(spec: FieldSpec, layouts: Sequence[Layout], today: date) -> FieldReading | None:
    """Return the day on which a document was made: labelled, behind a town, or where letters have it."""
    days = list(_days(layouts))
    known = [mention for mention in days if mention.value.first <= today + CLOCKS_DIFFER] or days
    named = _single(best_name(known, labels_of(spec.labels), unless=OTHER_DAYS))
    if named:
        alike = [each.mention for each in named if each[:2] == named[0][:2]]
        return _dated(max(alike, key=_day))
    placed = [mention for mention in known if _behind_town(mention)]
    usual = _where_letters_have_it(known, layouts)
    if placed:
        newest = max(placed, key=_day)
        if usual is not None and (usual.value or "") > (newest.value.first + LONG_AGO).isoformat():
            return usual  # a child with a birthday looks like a town with a day
        old = newest.value.first < today - OLD
        return _dated(newest, at_most=USUAL_PLACE) if old else _dated(newest)
    return usual or _newest(known)


def _first(named: Sequence[Named[Moment]]) -> FieldReading | None:
    if not named:
        return None
    rivals = {each.mention.value.last for each in named if each[:2] == named[0][:2]}
    return _dated(named[0].mention, at_most=TWO_ANSWERS if len(rivals) > 1 else 1.0)


def _place(named: Named[Moment]) -> tuple[int, float, float]:
    box = named.mention.box
    return named.mention.page.index, box.top, box.left


def _day(mention: Mention[Moment]) -> date:
    return mention.value.first


def _dated(mention: Mention[Moment], *, at_most: float = 1.0) -> FieldReading:
    return reading_of(mention, mention.value.last.isoformat(), at_most=at_most)


def _days(layouts: Sequence[Layout]) -> list[Mention[Moment]]:
    return [
        mention
        for layout in layouts
        for mention in layout.mentions(find_moments)
        if mention.value.grain is Grain.DAY
    ]


def _first_days(layouts: Sequence[Layout]) -> list[Mention[Moment]]:
    return [
        mention._replace(value=Moment(mention.value.first, mention.value.first, Grain.DAY))
        for layout in layouts
        for mention in layout.mentions(find_moments)
        if mention.value.grain is Grain.PERIOD
    ]


def _unlimited(spec: FieldSpec, layouts: Sequence[Layout]) -> FieldReading | None:
    """Return "unbefristet" for documents that say so; surely where a label asks how long they are valid."""
    mentions = [mention for layout in layouts for mention in layout.mentions(_endless)]
    named = best_name(mentions, labels_of(spec.labels))
    if named:
        return reading_of(named[0].mention, UNLIMITED)
    return reading_of(mentions[0], UNLIMITED, at_most=USUAL_PLACE) if mentions else None


def _endless(text: str) -> Iterator[Span[str]]:
    for match in re.finditer(rf"\b{UNLIMITED}\b", text, re.IGNORECASE):
        yield Span(UNLIMITED, match.start(), match.end())


def _behind_town(mention: Mention[Moment]) -> bool:
    """Whether a day stands behind a town and ends its line or sentence, as over a signature."""
    found = _PLACE.search(mention.lead)
    if found is None or len(found["place"].split()) > 5:
        return False
    return _ends(mention) and not OTHER_DAYS & {*fold(found["place"]).split(), *_above(mention)}


def _where_letters_have_it(days: Sequence[Mention[Moment]], layouts: Sequence[Layout]) -> FieldReading | None:
    """Return a day that stands for itself: the first one at the head of a letter, else the last one."""
    alone = [
        mention
        for mention in days
        if _ALONE.fullmatch(mention.lead)
        and _ends(mention)
        and not OTHER_DAYS & {*mention.before[-4:], *_above(mention)}
    ]
    if not alone:
        return None
    first = layouts[0].page
    upper = [
        mention
        for mention in alone
        if mention.page.index == first.index and mention.box.top < TITLE_PART * first.size.height
    ]
    return _dated(upper[0] if upper else alone[-1], at_most=USUAL_PLACE)


def _newest(days: Sequence[Mention[Moment]]) -> FieldReading | None:
    """Return the newest day that is over: a document is not older than what it tells of."""
    told = [
        mention
        for mention in days
        if not OTHER_DAYS & {*mention.before[-4:], *_above(mention)} and not FUTURE & {*mention.before[-2:]}
    ]
    return _dated(max(told, key=_day), at_most=TOLD) if told else None


def _above(mention: Mention[Moment]) -> set[str]:
    """Return the words of a label above a day, not those of a sentence."""
    words = mention.above.folded.split() if mention.above else []
    return set(words) if len(words) <= MOST_LABEL_WORDS else set()


def _single(named: Sequence[Named[Moment]]) -> list[Named[Moment]]:
    """Leave out days under the head of a column with others below, as of the revisions of a drawing."""
    return [each for each in named if each.side != ABOVE or not _is_day(each.mention.below)]


def _is_day(place: Segment | None) -> bool:
    text = place.text if place else ""
    return any((span.start, span.end) == (0, len(text)) for span in find_moments(text))


def _ends(mention: Mention[Moment]) -> bool:
    """Whether nothing belongs to a day that follows it on its line."""
    return bool(_END.match(mention.tail))
