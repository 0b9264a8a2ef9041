"""Periods and months: of statements, payslips, certificates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.values import fold
from extractors.facts.days import CLOCKS_DIFFER, TITLE_PART, TWO_ANSWERS, USUAL_PLACE
from extractors.facts.labelled import Label, best_name, labels_of, reading_of
from extractors.facts.mentions import Layout, Mention
from extractors.facts.moments import Grain, Moment, find_moments, find_pairs, spread

BOOKINGS: Final = 0.6
"""Confidence in a period that is only the time from the first booking to the last."""

PAIRED: Final = 0.9
"""The most that is made of a period whose two days nothing but a gap joins."""

FIRST_DAYS: Final = frozenset({"von", "vom", "ab", "beginn", "anfang"})
LAST_DAYS: Final = frozenset({"bis", "ende"})
"""Words above the two columns of periods."""

LEAST_BOOKINGS: Final = 3
LEAST_MONTHS: Final = 3
"""A table of so many months, one after the other, covers a period."""

OTHER_PERIODS: Final = frozenset(
    fold(
        """
        zins zinsen zinssatz habenzinsen sollzinsen gebühren freistellung
        freistellungsauftrag abschluss rechnungsabschluss kontoabschluss
        laufzeit urlaub krank eintritt austritt seit rückmeldung rückmeldefrist
        vorhergehenden vorherigen vorigen vorangegangenen bisherigen früheren abgelaufenen
        """
    ).split()
)
"""Words that say that the period behind them is not the one of the document."""


def read_period(spec: FieldSpec, layouts: Sequence[Layout], today: date) -> FieldReading | None:
    """Return the period that a label names, or from the first day that labels name to the last one.

    Without a label it is a period in the title, the months of a table, or the time that bookings span.
    """
    mentions = [mention for layout in layouts for mention in layout.mentions(find_moments)]
    labels = labels_of(spec.labels)
    clear = [mention for mention in mentions if _is_clear(mention)]
    return (
        _named(clear, labels)
        or _in_title([each for each in clear if each.value.grain is Grain.PERIOD], layouts)
        or _from_label_to_label(mentions, labels, today)
        or _in_two_columns(layouts, labels)
        or _named([each for each in mentions if _is_its_month(each, mentions, today)], labels, BOOKINGS)
        or _months_in_a_row(mentions)
        or _bookings(mentions, today)
    )


def read_month(spec: FieldSpec, layouts: Sequence[Layout]) -> FieldReading | None:
    """Return the month that a label names, or the only one in the title, or the one of the only period."""
    months = [
        mention
        for layout in layouts
        for mention in layout.mentions(find_moments)
        if mention.value.month and not OTHER_PERIODS & set(mention.before[-4:])
    ]
    named = best_name(months, labels_of(spec.labels), unless=OTHER_PERIODS)
    if named:
        return reading_of(named[0].mention, named[0].mention.value.month or "")
    for some in (_upper(months, layouts), [each for each in months if each.value.grain is Grain.PERIOD]):
        if len({mention.value.month for mention in some}) == 1:
            return reading_of(some[0], some[0].value.month or "", at_most=USUAL_PLACE)
    return None


def _named(
    mentions: Sequence[Mention[Moment]], labels: Sequence[Label], at_most: float = 1.0
) -> FieldReading | None:
    named = best_name(mentions, labels, unless=OTHER_PERIODS)
    return reading_of(named[0].mention, named[0].mention.value.period, at_most=at_most) if named else None


def _is_clear(mention: Mention[Moment]) -> bool:
    """Whether a period is one beyond doubt; "Kontoauszug 3/2026" may be the third of the year."""
    in_letters = any(map(str.isalpha, mention.raw))
    return mention.value.grain is Grain.PERIOD or (mention.value.grain is Grain.MONTH and in_letters)


def _is_its_month(mention: Mention[Moment], mentions: Sequence[Mention[Moment]], today: date) -> bool:
    """Whether "3/2026" is March, by the newest day that is over."""
    past = [
        each.value.first for each in mentions if each.value.grain is Grain.DAY and each.value.first <= today
    ]
    newest = max(past, default=None)
    month = mention.value
    return month.grain is Grain.MONTH and newest is not None and month.first <= newest <= month.last


def _upper(mentions: Sequence[Mention[Moment]], layouts: Sequence[Layout]) -> list[Mention[Moment]]:
    first = layouts[0].page
    return [
        mention
        for mention in mentions
        if mention.page.index == first.index and mention.box.top < TITLE_PART * first.size.height
    ]


def _in_title(periods: Sequence[Mention[Moment]], layouts: Sequence[Layout]) -> FieldReading | None:
    upper = [
        each
        for each in _upper(periods, layouts)
        if not each.lead.strip() and not OTHER_PERIODS & set(each.before)
    ]
    return reading_of(upper[0], upper[0].value.period, at_most=USUAL_PLACE) if upper else None


def _from_label_to_label(
    mentions: Sequence[Mention[Moment]], labels: Sequence[Label], today: date
) -> FieldReading | None:
    """Return the time from "Alter Saldo vom" to "Neuer Saldo vom"."""
    days = [mention for mention in mentions if mention.value.grain is Grain.DAY]
    named = [each.mention for each in best_name(days, labels, unless=OTHER_PERIODS)]
    return _between(named, today, at_most=1.0)


def _in_two_columns(layouts: Sequence[Layout], labels: Sequence[Label]) -> FieldReading | None:
    """Return the period from a column "von" to a column "bis", or whose two days a label names."""
    pairs = [(mention, layout) for layout in layouts for mention in layout.mentions(find_pairs)]
    named = [each.mention for each in best_name([pair[0] for pair in pairs], labels, unless=OTHER_PERIODS)]
    headed = [mention for mention, layout in pairs if _is_headed(mention, layout)]
    found = named or headed
    if not found:
        return None
    alone = len({each.value for each in found}) == 1
    return reading_of(found[0], found[0].value.period, at_most=PAIRED if alone else TWO_ANSWERS)


def _is_headed(pair: Mention[Moment], layout: Layout) -> bool:
    first, last = layout.above(pair.words[0].box), layout.above(pair.words[-1].box)
    heads = {*first.folded.split()} if first else set(), {*last.folded.split()} if last else set()
    return bool(heads[0] & FIRST_DAYS) and bool(heads[1] & LAST_DAYS)


def _months_in_a_row(mentions: Sequence[Mention[Moment]]) -> FieldReading | None:
    """Return the time of the months that lines begin with, or of all if no table lists them."""
    every = [mention for mention in mentions if mention.value.grain is Grain.MONTH]
    months = next((some for some in (_listed(every), every) if len(_distinct(some)) >= LEAST_MONTHS), None)
    if months is None:
        return None
    first = min(months, key=lambda mention: mention.value.first)
    last = max(months, key=lambda mention: mention.value.last)
    whole = Moment(first.value.first, last.value.last, Grain.PERIOD)
    return reading_of(last, whole.period, at_most=USUAL_PLACE)


def _listed(mentions: Sequence[Mention[Moment]]) -> list[Mention[Moment]]:
    return [mention for mention in mentions if not mention.lead.strip()]


def _distinct(months: Sequence[Mention[Moment]]) -> set[str | None]:
    return {mention.value.month for mention in months}


def _bookings(mentions: Sequence[Mention[Moment]], today: date) -> FieldReading | None:
    """Return the time that days at the beginning of lines span."""
    days = [each for each in mentions if each.value.grain is Grain.DAY and not each.lead.strip()]
    return _between(days, today, at_most=BOOKINGS) if len(days) >= LEAST_BOOKINGS else None


def _between(days: Sequence[Mention[Moment]], today: date, *, at_most: float) -> FieldReading | None:
    known = [mention for mention in days if mention.value.first <= today + CLOCKS_DIFFER]
    whole = spread([mention.value.first for mention in known])
    if whole is None:
        return None
    last = max(known, key=lambda mention: mention.value.first)
    return reading_of(last, whole.period, at_most=at_most)
