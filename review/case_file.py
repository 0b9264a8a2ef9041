"""A case as it lies on the desk: its task, what the check found, its files, and what was changed so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from fastapi import HTTPException, status
from sqlalchemy.orm import Session

from contracts.catalogue import Catalogue
from contracts.findings import FieldReading, FilledForm
from contracts.procedure import Procedure
from contracts.report import Report, ReportField
from followups.applicant import names_on
from review.corrections import Corrections
from review.texts import Texts
from review.views.findings import FindingView, finding_views
from review.views.hints import HintView, hint_views
from storage import cases, reviews, verdicts
from storage.states import TaskState, VerdictAction
from storage.tables import Case, Document, ReviewTask, Verdict


class CaseFile(NamedTuple):
    """Everything about a case that a page may show.

    Attributes:
        documents: Those of the report in its order.
        decided: The final verdict, if there is one.
    """

    case: Case
    task: ReviewTask
    report: Report
    procedure: Procedure
    documents: Sequence[Document]
    corrections: Corrections
    decided: Verdict | None

    @property
    def form(self) -> FilledForm:
        """The form's values, as far as letters need them."""
        fields = {name: _reading(field) for name, field in self.report.form.fields.items()}
        return FilledForm(fields=fields)

    def claimed_by(self, person: UUID) -> bool:
        """Whether this person works on it."""
        return self.task.state is TaskState.CLAIMED and self.task.claimed_by == person

    def open_to(self, person: UUID) -> bool:
        """Whether this person may see personal data: the claimant while it is open, everybody afterwards."""
        return self.task.state is TaskState.DONE or self.claimed_by(person)

    def findings(self, t: Texts) -> tuple[FindingView, ...]:
        """Return the findings in words, those that need a person first."""
        return finding_views(self.report, self.procedure, self.corrections, names_on(self.form), t)

    def hints(self, t: Texts) -> tuple[HintView, ...]:
        """Return in words where documents contradict each other."""
        return hint_views(self.report, names_on(self.form), t)

    def seconds(self, now: datetime, *, claim_minutes: int) -> float:
        """Return the time since the claim; more than a whole claim is a break, not work."""
        if self.task.claimed_at is None:
            return 0.0
        return min((now - self.task.claimed_at).total_seconds(), claim_minutes * 60.0)


def find_case(session: Session, catalogue: Catalogue, reference: str) -> CaseFile:
    """Return a case by its reference.

    Raises:
        HTTPException: 404 if there is none, or nothing to review yet.
    """
    case = cases.by_reference(session, reference)
    task = reviews.latest_of_case(session, case.id) if case else None
    if case is None or task is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    return case_file(session, catalogue, task)


def case_file(session: Session, catalogue: Catalogue, task: ReviewTask) -> CaseFile:
    """Gather what belongs to a task.

    Raises:
        HTTPException: 404 if the task is not about a checked case.
    """
    if task.case is None or task.check is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    report = cases.report_of(task.check)
    given = [each for each in verdicts.of_case(session, task.case.id) if each.task_id == task.id]
    return CaseFile(
        case=task.case,
        task=task,
        report=report,
        procedure=_procedure(catalogue, report, task.case),
        documents=_documents(session, report, task.case),
        corrections=Corrections.merged(_steps(given)),
        decided=next((each for each in given if each.action is not VerdictAction.CORRECT), None),
    )


def must_be_mine(file: CaseFile, person: UUID, task_id: UUID) -> None:
    """Let only the claimant act, and only on the task that was shown.

    Raises:
        HTTPException: 409 if newer documents replaced the task or it is done, 403 if somebody else has it.
    """
    if file.task.id != task_id or file.task.state is TaskState.DONE:
        raise HTTPException(status.HTTP_409_CONFLICT)
    if not file.claimed_by(person):
        raise HTTPException(status.HTTP_403_FORBIDDEN)


def _documents(session: Session, report: Report, case: Case) -> Sequence[Document]:
    """Return the rows of the report's documents; file names are unique within a case."""
    by_file = {row.file: row for row in cases.documents_of(session, case.id)}
    return [by_file[document.file] for document in report.documents]


def _steps(given: Sequence[Verdict]) -> list[Corrections]:
    return [
        Corrections.model_validate(each.corrections) for each in given if each.action is VerdictAction.CORRECT
    ]


def _procedure(catalogue: Catalogue, report: Report, case: Case) -> Procedure:
    """Return the contract that was checked against; the one of the day if that version is gone."""
    wanted = (report.procedure.id, report.procedure.version)
    for procedure in catalogue.procedures:
        if (procedure.id, procedure.version) == wanted:
            return procedure
    return catalogue.procedure(case.procedure, case.received)


def _reading(field: ReportField) -> FieldReading:
    items = tuple({name: _reading(value) for name, value in item.items()} for item in field.items or ())
    return FieldReading(value=field.value, raw=field.raw, state=field.state, items=items)
