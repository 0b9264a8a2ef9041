"""The queue as its page shows it: no personal data, only what helps to choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from contracts.catalogue import Catalogue
from contracts.findings import BLOCKING_STATES, FindingState, ProposedAction
from contracts.records import Record
from review.context import ReviewContext
from storage.states import TaskKind, TaskState
from storage.tables import ReviewTask


class QueueRow(Record):
    """One waiting case.

    Attributes:
        open_points: Findings that need a person, by state.
        holder: Name of who works on it; None while it is free.
    """

    task: UUID
    reference: str
    procedure: str
    procedure_title: str
    received: date
    proposal: ProposedAction
    open_points: dict[FindingState, int]
    holder: str | None
    mine: bool
    sample: bool


class QuarantineRow(Record):
    """One submission that could not be taken in."""

    task: UUID
    source: str
    reason: str
    received: date


class Filter(Record):
    """What is to be shown; empty means everything."""

    procedure: str = ""
    proposal: str = ""
    whose: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.procedure or self.proposal or self.whose)

    def admits(self, row: QueueRow) -> bool:
        """Whether a row is to be shown."""
        whose = {"free": row.holder is None, "mine": row.mine}.get(self.whose, True)
        fits = self.procedure in {"", row.procedure} and (
            not self.proposal or (self.proposal == row.proposal.value and not row.sample)
        )
        return whose and fits


def queue_rows(tasks: Iterable[ReviewTask], context: ReviewContext, person: UUID) -> list[QueueRow]:
    """Return the waiting cases in the order of the queue."""
    return [_row(task, context, person) for task in tasks if task.case is not None and task.check is not None]


def quarantine_rows(tasks: Iterable[ReviewTask]) -> list[QuarantineRow]:
    """Return what could not be taken in."""
    return [
        QuarantineRow(
            task=task.id,
            source=task.submission.source,
            reason=task.reason or "",
            received=task.submission.received,
        )
        for task in tasks
        if task.kind is TaskKind.QUARANTINE and task.submission is not None
    ]


def procedure_titles(catalogue: Catalogue) -> dict[str, str]:
    """Return the titles of all procedures by id."""
    return {procedure.id: procedure.title for procedure in catalogue.procedures}


def _row(task: ReviewTask, context: ReviewContext, person: UUID) -> QueueRow:
    case, check = task.case, task.check
    if case is None or check is None:
        raise ValueError("Die Aufgabe hat keinen geprüften Fall.")
    held = task.state is TaskState.CLAIMED and not _abandoned(task, context)
    findings = check.report["findings"]
    states = Counter(FindingState(each["state"]) for each in findings if not each["soft"])
    return QueueRow(
        task=task.id,
        reference=case.reference,
        procedure=case.procedure,
        procedure_title=procedure_titles(context.catalogue).get(case.procedure, case.procedure),
        received=case.received,
        proposal=ProposedAction(check.proposal),
        open_points={
            state: states[state] for state in FindingState if state in BLOCKING_STATES & set(states)
        },
        holder=task.claimant.name if held and task.claimant else None,
        mine=held and task.claimed_by == person,
        sample=task.kind is TaskKind.SAMPLE,
    )


def _abandoned(task: ReviewTask, context: ReviewContext) -> bool:
    age = timedelta(minutes=context.claim_minutes)
    return task.claimed_at is not None and task.claimed_at < context.now() - age
