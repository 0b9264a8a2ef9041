"""Findings as the case page shows them: in words, with evidence, and with what a person changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks.engine import propose
from contracts.findings import (
    BLOCKING_STATES,
    Finding,
    FindingState,
    ProposedAction,
    Reason,
)
from contracts.procedure import Procedure, Requirement
from contracts.records import Record
from contracts.report import Report, ReportFinding
from followups.german import with_german_dates
from review.corrections import Corrections, FindingCorrection
from review.texts import Texts
from review.views.places import Link, evidence_links
from review.words import subject_words, sureness

ORDER = tuple(FindingState(state) for state in (
    "missing", "expired", "mismatch", "illegible", "unclear", "present", "not_required",
))  # fmt: skip


class FindingView(Record):
    """One finding.

    Attributes:
        number: Position in the report, counted from 0.
        state: As it stands now, after a person's correction.
        sure: Key of the words for the confidence.
    """

    number: int
    requirement: str
    subject: str
    title: str
    whose: str
    state: FindingState
    proposed: FindingState
    reason: Reason
    links: tuple[Link, ...]
    sure: str
    sources: tuple[str, ...]
    legal_basis: tuple[str, ...]
    soft: bool
    correction: FindingCorrection | None

    @property
    def needs_person(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state in BLOCKING_STATES

    @property
    def blocking(self) -> bool:
        """Whether it keeps the case from being complete."""
        return self.needs_person and not self.soft

    def as_finding(self) -> Finding:
        """Return it as the stages know it, for the letter."""
        return Finding(
            requirement=self.requirement,
            subject=self.subject,
            state=self.state,
            reason=self.reason,
            soft=self.soft,
        )


def finding_views(
    report: Report, procedure: Procedure, corrections: Corrections, names: Mapping[str, str], t: Texts
) -> tuple[FindingView, ...]:
    """Return all findings, those that need a person first."""
    titles = {requirement.id: requirement for requirement in procedure.requirements}
    views = [
        _view(report, number, titles.get(finding.requirement), corrections.of_finding(finding), t)
        for number, finding in enumerate(report.findings)
    ]
    named = [view.model_copy(update={"whose": names.get(view.subject, view.whose)}) for view in views]
    return tuple(sorted(named, key=lambda view: (view.soft, ORDER.index(view.state))))


def proposal_after(findings: Iterable[FindingView]) -> ProposedAction:
    """Return what follows from the findings as they stand after a person's corrections."""
    return propose(finding.as_finding() for finding in findings)


def _view(
    report: Report,
    number: int,
    requirement: Requirement | None,
    correction: FindingCorrection | None,
    t: Texts,
) -> FindingView:
    finding: ReportFinding = report.findings[number]
    return FindingView(
        number=number,
        requirement=finding.requirement,
        subject=finding.subject,
        title=requirement.title if requirement else finding.requirement,
        whose=subject_words(finding.subject, t),
        state=correction.state if correction else finding.state,
        proposed=finding.state,
        reason=finding.reason.model_copy(update={"message": with_german_dates(finding.reason.message)}),
        links=evidence_links(report, finding.evidence, t),
        sure=sureness(finding.confidence),
        sources=tuple(finding.sources),
        legal_basis=requirement.legal_basis if requirement else (),
        soft=finding.soft,
        correction=correction,
    )
