"""A submission laid out for checking: its papers, its persons, and what applies to whom."""

from __future__ import annotations

from typing import NamedTuple

from checks.case import (
    APPLICANT,
    Dossier,
    Paper,
    Subject,
    applicant,
    papers_of,
    persons,
    persons_unread,
    somebody,
)
from checks.conditions import Truth, World, evaluate
from contracts.document_types import FORM
from contracts.fields import FieldKind
from contracts.procedure import Procedure, Requirement


class Situation(NamedTuple):
    """Everything that a requirement is checked against.

    Attributes:
        subjects: The applicant, then the persons on the form.
        papers: The parts that may be proofs, blank pages and application forms aside.
        sure: From this probability the type of a part is believed.
    """

    procedure: Procedure
    dossier: Dossier
    subjects: tuple[Subject, ...]
    papers: tuple[Paper, ...]
    sure: float

    @property
    def has_form(self) -> bool:
        """Whether a form of the procedure is there."""
        return self.dossier.form.part is not None

    def subjects_of(self, requirement: Requirement) -> tuple[Subject, ...]:
        """Return the persons whom a requirement is about, whether its condition holds or not."""
        return self.subjects if requirement.per == "person" else self.subjects[:1]

    def applies(self, requirement: Requirement, subject: Subject) -> Truth:
        """Say whether a requirement's condition holds for a person."""
        if subject.id != APPLICANT and requirement.per != "person":
            return Truth.FALSE
        if requirement.when is None:
            return Truth.TRUE
        return evaluate(requirement.when.term, self.world(subject))

    def world(self, subject: Subject) -> World:
        """Return what the conditions of a person's requirements are asked about."""
        spec, form = self.procedure.form, self.dossier.form
        return World(subject, self.subjects[1:], persons_unread(spec, form), self.dossier.meta)

    def may_concern_others(self, requirement: Requirement) -> bool:
        """Whether a requirement for each person may hold for persons of whom nobody could read anything."""
        spec, form = self.procedure.form, self.dossier.form
        if requirement.per != "person" or requirement.when is None or not persons_unread(spec, form):
            return False
        return evaluate(requirement.when.term, self.world(somebody(spec))) is not Truth.FALSE

    def asked_of(self, name: str, subject: Subject) -> Subject:
        """Return who answers to a form field: the person listed, or the applicant for all other fields."""
        lists = [spec for spec in self.procedure.form.fields.values() if spec.kind is FieldKind.PERSONS]
        return subject if any(name in spec.columns for spec in lists) else self.subjects[0]


def lay_out(procedure: Procedure, dossier: Dossier, *, sure: float) -> Situation:
    """Lay a submission out for checking."""
    spec, form = procedure.form, dossier.form
    papers = [paper for paper in papers_of(dossier) if paper.part.type != FORM and not paper.blank]
    subjects = (applicant(spec, form), *persons(spec, form))
    return Situation(procedure, dossier, subjects, tuple(papers), sure)
