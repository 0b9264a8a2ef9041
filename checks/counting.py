"""Proofs that are counted: so many months' payslips from an asked period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from checks.case import Paper
from checks.conditions import Truth
from checks.documents import Assessed, Errand, doubt
from checks.messages import dative, lacking, noun, plural, reason
from checks.verdict import Check, Verdict, best, evidence_of
from checks.words import PERHAPS
from contracts.findings import FieldReading, FieldState, FindingState
from contracts.procedure import Proof
from contracts.values import parse_date, parse_month

MONTH = "monat"


class Period(NamedTuple):
    """The months that count, ascending; None is every month.

    Attributes:
        unclear_field: Title of the form field that the period depends on, if it could not be read.
    """

    months: tuple[str, ...] | None = None
    unclear_field: str | None = None

    def holds(self, key: str) -> bool:
        """Whether a month counts."""
        return self.months is None or key in self.months


class Tally(NamedTuple):
    """Papers of a counted type, by what they are good for; ``good`` by month."""

    good: dict[str, Assessed]
    maybe: list[Assessed]
    outside: list[Assessed]
    wrong: list[Assessed]

    def reach(self, proof: Proof) -> int:
        """How many it would be if all doubts came out well."""
        keys = [_key(proof, each.paper) for each in self.maybe]
        return len({key for key in keys if key} | set(self.good)) + keys.count(None)

    def reach_inside(self, period: Period) -> set[str]:
        """Return the months that would be there if papers of several pages held several months."""
        several = [each for each in [*self.good.values(), *self.outside] if len(each.paper.part.pages) > 1]
        named = {month for each in several for month in each.paper.words.months if period.holds(month)}
        return named | set(self.good)


def count(proof: Proof, assessed: Sequence[Assessed], errand: Errand) -> Verdict:
    """Say whether there are enough papers of a counted type."""
    period = asked_period(proof, errand)
    tally = _tally(proof, assessed, period)
    if len(tally.good) >= proof.count:
        return _enough(proof, tally, period)
    doubt_left = _could_be_enough(proof, tally, period)
    if doubt_left is not None:
        return doubt_left
    if tally.good:
        return _too_few(proof, tally, period)
    if tally.outside and period.months:
        return _outside(proof, tally.outside, period.months)
    if tally.maybe or not tally.wrong:
        return _too_few(proof, tally, period)
    return best([each.verdict for each in tally.wrong])


def asked_period(proof: Proof, errand: Errand) -> Period:
    """Return the calendar months that count, up to and with the month of the reference date."""
    if proof.months_before is None:
        return Period()
    reference = errand.situation.dossier.received
    if proof.before is not None:
        applicant = errand.situation.subjects[0]
        day = _day(applicant.reading(proof.before))
        if day is None:
            return Period(unclear_field=applicant.specs[proof.before].title or proof.before)
        reference = day
    last = reference.year * 12 + reference.month - 1
    return Period(
        tuple(f"{at // 12:04}-{at % 12 + 1:02}" for at in range(last - proof.months_before, last + 1))
    )


def _day(reading: FieldReading | None) -> date | None:
    if reading is None or reading.state is not FieldState.FILLED:
        return None
    return parse_date(reading.value or "")


def _tally(proof: Proof, assessed: Sequence[Assessed], period: Period) -> Tally:
    tally = Tally({}, [], [], [])
    for each in assessed:
        key = _key(proof, each.paper)
        if each.verdict.state in {FindingState.MISMATCH, FindingState.EXPIRED}:
            tally.wrong.append(each)
        elif key is not None and not period.holds(key):
            tally.outside.append(each)
        elif key is None or not each.verdict.present:
            tally.maybe.append(each)
        else:
            tally.good.setdefault(key, each)
    return tally


def _key(proof: Proof, paper: Paper) -> str | None:
    """Return what makes a paper count as another one; None if it could not be read."""
    if proof.distinct == "document":
        return f"#{paper.number}"
    fact = paper.fact(MONTH)
    return parse_month(fact.value) if fact and fact.value else None


def _enough(proof: Proof, tally: Tally, period: Period) -> Verdict:
    counted = list(tally.good.values())
    surest = min(each.verdict.confidence for each in counted)
    why = reason("ok:count", have=len(counted), count=proof.count, dative=dative(proof.type))
    state = FindingState.PRESENT
    if period.unclear_field is not None:
        why, state = reason("period_unclear", fields=period.unclear_field), FindingState.UNCLEAR
    evidence = evidence_of(each.paper for each in counted)
    return Verdict(state=state, reason=why, evidence=evidence, confidence=surest)


def _could_be_enough(proof: Proof, tally: Tally, period: Period) -> Verdict | None:
    """Return what a person has to look at, if that may be what lacks."""
    if tally.reach(proof) >= proof.count:
        first = tally.maybe[0]
        if first.verdict.present:
            why = reason("month_unreadable", noun=noun(proof.type))
            return doubt(first.paper, Check(Truth.UNKNOWN, why, confidence=PERHAPS))
        return first.verdict
    if proof.distinct == "month" and len(tally.reach_inside(period)) >= proof.count:
        papers = [each.paper for each in [*tally.good.values(), *tally.outside]]
        evidence = evidence_of(paper for paper in papers if len(paper.part.pages) > 1)
        why = reason("several_in_one")
        return Verdict(state=FindingState.UNCLEAR, reason=why, evidence=evidence, confidence=PERHAPS)
    return None


def _too_few(proof: Proof, tally: Tally, period: Period) -> Verdict:
    if not tally.good and not tally.maybe:
        return Verdict(state=FindingState.MISSING, reason=reason("none"))
    complete = (period.months or ())[:-1]
    absent = [month for month in reversed(complete) if month not in tally.good]
    named = sorted(absent[: proof.count - len(tally.good)])
    numbers = {"have": len(tally.good), "count": proof.count}
    why = reason("count", dative=dative(proof.type), lacking=lacking(named), **numbers)
    evidence = evidence_of(each.paper for each in [*tally.good.values(), *tally.maybe])
    return Verdict(state=FindingState.MISSING, reason=why, evidence=evidence)


def _outside(proof: Proof, outside: Sequence[Assessed], asked: Sequence[str]) -> Verdict:
    found = sorted({key for each in outside if (key := _key(proof, each.paper))})
    months = ", ".join(found)
    why = reason("outside_period", plural=plural(proof.type), months=months, first=asked[0], last=asked[-1])
    surest = min(each.verdict.confidence for each in outside)
    evidence = evidence_of(each.paper for each in outside)
    return Verdict(state=FindingState.EXPIRED, reason=why, evidence=evidence, confidence=surest)
