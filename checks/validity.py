"""Whether a document is valid on the received date: not expired, not too old."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from checks.case import Paper
from checks.conditions import Truth
from checks.matching import SURE_FACT
from checks.messages import noun, reason
from checks.verdict import Check
from checks.words import PERHAPS, Spot
from contracts.findings import FieldReading, FindingState
from contracts.procedure import Validity
from contracts.values import find_dates, parse_month

EXPIRY = "gueltig_bis"
UNLIMITED = "unbefristet"
DATES = ("ausstellungsdatum", "zeitraum_bis", "zeitraum")
"""The facts that date a document; the newest counts."""
CLOCKS_DIFFER = timedelta(days=1)


def check_validity(rule: Validity, paper: Paper, received: date) -> list[Check]:
    """Apply a rule; one check for each part of it."""
    checks = []
    if rule.not_expired:
        checks.append(_not_expired(paper, received))
    if rule.max_age_days is not None:
        checks.append(_not_too_old(paper, received, rule.max_age_days))
    return checks


def _not_expired(paper: Paper, received: date) -> Check:
    fact = paper.fact(EXPIRY)
    if fact is None:
        return _unreadable(paper)
    if fact.value == UNLIMITED:
        return Check(Truth.TRUE, spot=_spot(fact), confidence=fact.confidence)
    until = _last_day(fact)
    if until is None:
        return _unreadable(paper)
    if until < received and _other_day_would_do(fact, paper, received, date.max):
        return _unreadable(paper)
    if until < received:
        why = reason("expired", noun=noun(paper.part.type), day=f"{until:%d.%m.%Y}")
        return Check(Truth.FALSE, why, _spot(fact), fact.confidence, FindingState.EXPIRED)
    return Check(Truth.TRUE, spot=_spot(fact), confidence=fact.confidence)


def _not_too_old(paper: Paper, received: date, max_age_days: int) -> Check:
    dated = sorted(_dated(paper), key=lambda pair: pair[0])
    past = [pair for pair in dated if pair[0] <= received + CLOCKS_DIFFER]
    if not dated:
        return _unreadable(paper)
    if not past:
        why = reason("date_in_future", noun=noun(paper.part.type), day=f"{dated[0][0]:%d.%m.%Y}")
        return Check(Truth.UNKNOWN, why, _spot(dated[0][1]), PERHAPS)
    newest, fact = past[-1]
    oldest = received - timedelta(days=max_age_days)
    if newest < oldest and _other_day_would_do(fact, paper, oldest, received + CLOCKS_DIFFER):
        return _unreadable(paper)
    if newest < oldest:
        why = reason("too_old", noun=noun(paper.part.type), day=f"{newest:%d.%m.%Y}", days=max_age_days)
        return Check(Truth.FALSE, why, _spot(fact), fact.confidence, FindingState.EXPIRED)
    return Check(Truth.TRUE, spot=_spot(fact), confidence=fact.confidence)


def _other_day_would_do(fact: FieldReading, paper: Paper, first: date, last: date) -> bool:
    """Whether no label says that this day is the one that counts, and another day on the paper would do."""
    return fact.confidence < SURE_FACT and any(first <= found.value <= last for found in paper.words.dates)


def _dated(paper: Paper) -> Iterator[tuple[date, FieldReading]]:
    for name in DATES:
        fact = paper.fact(name)
        day = None if fact is None else _last_day(fact)
        if fact is not None and day is not None:
            yield day, fact


def _last_day(fact: FieldReading) -> date | None:
    """Return the day of a fact, the last one of a period or a month."""
    value = fact.value or ""
    days = [found.value for found in find_dates(value.replace("/", " "))]
    if days:
        return max(days)
    month = parse_month(value)
    if month is None:
        return None
    first = date.fromisoformat(f"{month}-01")
    return first.replace(day=monthrange(first.year, first.month)[1])


def _unreadable(paper: Paper) -> Check:
    return Check(Truth.UNKNOWN, reason("date_unreadable", noun=noun(paper.part.type)), confidence=PERHAPS)


def _spot(fact: FieldReading) -> Spot:
    return Spot(fact.page, fact.box)
