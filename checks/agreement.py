"""Which of the form's values stand in which document, asked or not: what a later contract may ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checks.case import APPLICANT, Dossier, Paper, Subject
from checks.conditions import Truth
from checks.matching import match_field
from checks.situation import Situation, lay_out
from contracts.fields import FieldKind
from contracts.findings import Agreement, Attachment, FieldState
from contracts.procedure import Procedure

TELLING: Final = frozenset({FieldKind.NAME, FieldKind.DATE, FieldKind.ADDRESS, FieldKind.PLATE})
"""Kinds of values that tell whose document it is, or what it is about."""

_AGREEMENTS: Final = {
    Truth.TRUE: Agreement.YES,
    Truth.FALSE: Agreement.NO,
    Truth.UNKNOWN: Agreement.UNCLEAR,
}


def with_agreements(procedure: Procedure, dossier: Dossier, *, sure: float) -> tuple[Attachment, ...]:
    """Return the attachments, each with what was found of the form's values in it."""
    situation = lay_out(procedure, dossier, sure=sure)
    papers = {paper.number: paper for paper in situation.papers}
    return tuple(
        attachment.model_copy(update={"agrees": dict(_agreements(papers[number], situation))})
        if number in papers
        else attachment
        for number, attachment in enumerate(dossier.attachments)
    )


def agreement_key(name: str, subject: str) -> str:
    """Return under which name an agreement is kept."""
    return name if subject == APPLICANT else f"{subject}.{name}"


def _agreements(paper: Paper, situation: Situation) -> Iterator[tuple[str, Agreement]]:
    matched = {name for rule in situation.procedure.requirements for name in rule.match}
    for subject in situation.subjects:
        for name, spec in subject.specs.items():
            if (spec.kind in TELLING or name in matched) and _says_something(name, subject):
                passes = match_field(name, subject, paper).passes
                yield agreement_key(name, subject.id), _AGREEMENTS[passes]


def _says_something(name: str, subject: Subject) -> bool:
    reading = subject.reading(name)
    return reading is not None and reading.state is FieldState.FILLED and bool(reading.value)
