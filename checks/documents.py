"""Whether one document is a proof: it agrees with the form, and is valid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checks.case import Paper, Subject
from checks.conditions import Truth, any_of
from checks.matching import match_field
from checks.messages import noun, reason
from checks.remarks import check_remarks, is_remarked
from checks.situation import Situation
from checks.validity import check_validity
from checks.verdict import Check, Verdict, about, evidence_of
from checks.words import PERHAPS
from classifiers.naming import has_any
from contracts.findings import FindingState
from contracts.procedure import Requirement
from contracts.values import fold

READING_FAILED = frozenset(
    {"unsaid", "not_found", "not_shown", "date_unreadable", "month_unreadable", "kind_unreadable"}
)
"""Codes that a lost page explains."""


class Errand(NamedTuple):
    """One requirement for one person."""

    requirement: Requirement
    subject: Subject
    situation: Situation


class Assessed(NamedTuple):
    """A paper with the answers to all questions that a requirement puts to it."""

    paper: Paper
    checks: tuple[Check, ...]
    verdict: Verdict


def assess(paper: Paper, errand: Errand) -> Assessed:
    """Put all of a requirement's questions to a paper."""
    remarks = check_remarks(paper, errand.situation.dossier)
    checks = (remarks, *_shows(paper, errand), *_matches(paper, errand), *_validity(paper, errand))
    return Assessed(paper, checks, _verdict(paper, checks))


def assess_foreign(paper: Paper) -> Assessed:
    """Return the verdict on a paper of another person on the form."""
    check = Check(Truth.FALSE, reason("other_person", noun=noun(paper.part.type)))
    return Assessed(paper, (check,), _verdict(paper, (check,)))


def together(assessed: Sequence[Assessed]) -> Verdict | None:
    """Take papers for one proof, such as the two sides of a card; None unless they are one together.

    Only papers take part with which nothing is wrong.
    """
    sides = [each for each in assessed if each.verdict.doubtful and not is_remarked(each.verdict)]
    answers = list(zip(*(each.checks for each in sides), strict=True))
    if not answers or any(any_of(check.passes for check in answer) is not Truth.TRUE for answer in answers):
        return None
    passed = [max(answer, key=lambda check: (check.passes, check.confidence)) for answer in answers]
    surest = min(*(check.confidence for check in passed), *(each.paper.part.confidence for each in sides))
    evidence = evidence_of(each.paper for each in sides)
    return Verdict(state=FindingState.PRESENT, reason=reason("ok"), evidence=evidence, confidence=surest)


def doubt(paper: Paper, check: Check) -> Verdict:
    """Return the verdict on a paper that left a question open."""
    why = check.reason or reason("illegible", noun=noun(paper.part.type))
    if paper.lost_pages and why.code in READING_FAILED:
        why = reason("illegible", noun=noun(paper.part.type))
        return about(paper, FindingState.ILLEGIBLE, why, spot=check.spot, confidence=check.confidence)
    return about(paper, FindingState.UNCLEAR, why, spot=check.spot, confidence=check.confidence)


def _shows(paper: Paper, errand: Errand) -> list[Check]:
    """Ask whether a paper speaks of what it is to prove, where not all papers of its type do."""
    kind, words = paper.part.type, paper.words
    asked = next((proof.shows for proof in errand.requirement.proofs if proof.type == kind), ())
    if not asked or has_any(asked, fold(words.text), scanned=words.scanned):
        return []
    return [Check(Truth.UNKNOWN, reason("unsaid", noun=noun(kind), word=asked[0]), confidence=PERHAPS)]


def _matches(paper: Paper, errand: Errand) -> list[Check]:
    """Compare with the form; without one there is nothing to compare with."""
    situation = errand.situation
    if not situation.has_form:
        return []

    def matched(name: str) -> Check:
        return match_field(name, situation.asked_of(name, errand.subject), paper)

    rule = errand.requirement
    return [*map(matched, rule.match), *(_left_open(matched(name)) for name in rule.likely_match)]


def _left_open(check: Check) -> Check:
    """Return what differs as a question to a person: papers may do without it."""
    return check._replace(passes=Truth.UNKNOWN) if check.passes is Truth.FALSE else check


def _validity(paper: Paper, errand: Errand) -> list[Check]:
    rule = errand.requirement.valid.get(paper.part.type)
    return [] if rule is None else check_validity(rule, paper, errand.situation.dossier.received)


def _verdict(paper: Paper, checks: Sequence[Check]) -> Verdict:
    """Sum up: somebody else's document is that first, whatever its date."""
    for state in (FindingState.MISMATCH, FindingState.EXPIRED):
        for check in checks:
            if check.passes is Truth.FALSE and check.fails_as is state and check.reason:
                return about(paper, state, check.reason, spot=check.spot, confidence=check.confidence)
    for check in checks:
        if check.passes is Truth.UNKNOWN:
            return doubt(paper, check)
    spot = next((check.spot for check in reversed(checks) if check.spot.page is not None), None)
    surest = min((check.confidence for check in checks), default=1.0)
    return about(paper, FindingState.PRESENT, reason("ok"), spot=spot, confidence=surest)
