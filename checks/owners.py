"""Whose document a document is, when several persons of one application need documents of the same type.

A document counts for one person, unless it names several with surname and given name.
"""

from __future__ import annotations

from typing import NamedTuple

from checks.case import Paper, Subject
from checks.conditions import Truth
from checks.matching import likely_owner
from checks.situation import Situation
from contracts.procedure import Requirement

BOTH_NAMES = 0.7
"""From this score (at most 1) a document names a person with surname and given name."""
CLEARLY_MORE = 0.2


class Share(NamedTuple):
    """The documents that one person may use for a requirement, and those that are somebody else's."""

    own: tuple[Paper, ...]
    others: tuple[Paper, ...] = ()


def share_out(
    requirement: Requirement, subject: Subject, papers: tuple[Paper, ...], situation: Situation
) -> Share:
    """Say which papers count for a person.

    A paper that names another person of the application, and that this other person needs, is left out.
    One that names another person who does not need it is somebody else's.
    """
    if len(situation.subjects) == 1:
        return Share(papers)
    own, others, contested = [], [], 0
    for paper in papers:
        scores = {each.id: likely_owner(each, paper) for each in situation.subjects}
        rivals = _rivals(subject, scores, situation)
        if any(_needs(rival, paper.part.type, situation) for rival in rivals):
            continue
        if rivals and requirement.per == "person":
            others.append(paper)
            continue
        equals = _equals(requirement, subject, scores, situation)
        if len(equals) == 1 or equals[contested % len(equals)] == subject.id:
            own.append(paper)
        contested += len(equals) > 1
    return Share(tuple(own), tuple(others))


def _rivals(subject: Subject, scores: dict[str, float], situation: Situation) -> list[Subject]:
    """Return the persons whom a paper names in full, and clearly rather than the subject."""
    return [
        other
        for other in situation.subjects
        if scores[other.id] >= BOTH_NAMES and scores[other.id] >= scores[subject.id] + CLEARLY_MORE
    ]


def _equals(
    requirement: Requirement, subject: Subject, scores: dict[str, float], situation: Situation
) -> list[str]:
    """Return the persons among whom a paper must be shared out, in the order of the form.

    A paper that names nobody, or the subject in full, need not be shared.
    """
    if requirement.per != "person" or scores[subject.id] == 0 or scores[subject.id] >= BOTH_NAMES:
        return [subject.id]
    most = max(scores.values())
    needing = [
        each
        for each in situation.subjects
        if scores[each.id] > most - CLEARLY_MORE and situation.applies(requirement, each) is not Truth.FALSE
    ]
    return [each.id for each in needing] or [subject.id]


def _needs(person: Subject, type_id: str, situation: Situation) -> bool:
    return any(
        type_id in requirement.types and situation.applies(requirement, person) is not Truth.FALSE
        for requirement in situation.procedure.requirements
    )
