"""Repository of the review queue: tasks, claims and verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from pydantic import Field
from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, joinedload

from contracts.records import Record
from storage.states import TaskKind, TaskState, VerdictAction
from storage.tables import Case, Json, ReviewTask, Verdict, utcnow
from storage.verdicts import final_verdict
from storage.wakeup import Channel, notify

CLAIM_MINUTES = 30
"""A claim that is older is open to others again."""

WAITING = (TaskState.OPEN, TaskState.CLAIMED)


class QueueError(Exception):
    """Why a task can't be claimed or decided on; ``code`` is stable, the text is for people."""

    code = "queue"


class TaskTaken(QueueError):
    """Somebody else works on the task."""

    code = "taken"


class TaskClosed(QueueError):
    """The task was decided on, or newer documents made it pointless."""

    code = "closed"


class NewVerdict(Record):
    """A verdict as the review app hands it in.

    Attributes:
        letter: The PDF that the person saw and confirmed; needed for request_documents.
        letter_sha256: Of these bytes, in hexadecimal.
        seconds: Time spent on the task.
    """

    action: VerdictAction
    reason: str = ""
    corrections: Json = Field(default_factory=dict)
    letter: bytes | None = None
    letter_sha256: str | None = None
    seconds: float = 0.0


def open_task(
    session: Session, kind: TaskKind, *, case_id: UUID | None = None, check_id: UUID | None = None,
    submission_id: UUID | None = None, reason: str | None = None,
) -> None:  # fmt: skip
    """Ask a person; asking twice for the same thing makes one task."""
    values = {
        "id": uuid4(), "kind": kind, "state": TaskState.OPEN, "case_id": case_id, "check_id": check_id,
        "submission_id": submission_id, "reason": reason, "created_at": utcnow(),
    }  # fmt: skip
    session.execute(insert(ReviewTask).values(values).on_conflict_do_nothing())


def withdraw(session: Session, case_id: UUID) -> None:
    """Take back the waiting tasks of a case, because a newer check replaces what they ask about."""
    session.execute(
        update(ReviewTask)
        .where(ReviewTask.case_id == case_id, ReviewTask.state.in_(WAITING))
        .values(state=TaskState.WITHDRAWN, claimed_by=None, claimed_at=None)
    )


def waiting(session: Session, *, kind: TaskKind | None = None) -> Sequence[ReviewTask]:
    """Return the tasks that wait, with case, check, submission and claimant; earliest received first."""
    query = (
        select(ReviewTask)
        .outerjoin(Case, ReviewTask.case_id == Case.id)
        .where(ReviewTask.state.in_(WAITING))
        .order_by(func.coalesce(Case.received, func.date(ReviewTask.created_at)), ReviewTask.created_at)
        .options(*_WITH_EVERYTHING)
    )
    return session.scalars(query.where(ReviewTask.kind == kind) if kind else query).all()


_WITH_EVERYTHING = (
    joinedload(ReviewTask.case),
    joinedload(ReviewTask.check),
    joinedload(ReviewTask.submission),
    joinedload(ReviewTask.claimant),
)


def get(session: Session, task_id: UUID) -> ReviewTask | None:
    """Return a task with case, check, submission and claimant."""
    query = select(ReviewTask).where(ReviewTask.id == task_id).options(*_WITH_EVERYTHING)
    return session.scalar(query)


def counts(session: Session) -> dict[TaskKind, int]:
    """Count the waiting tasks by kind."""
    query = select(ReviewTask.kind, func.count()).where(ReviewTask.state.in_(WAITING))
    return dict(session.execute(query.group_by(ReviewTask.kind)).tuples().all())


def claim(session: Session, task_id: UUID, person_id: UUID, *, minutes: int = CLAIM_MINUTES) -> ReviewTask:
    """Take a task for a person; taking one's own again starts the time anew.

    Raises:
        TaskTaken, TaskClosed: if it is not to be had.
    """
    statement = (
        update(ReviewTask)
        .where(ReviewTask.id == task_id, _free_for(person_id, minutes))
        .values(state=TaskState.CLAIMED, claimed_by=person_id, claimed_at=utcnow())
        .returning(ReviewTask.id)
    )
    if session.execute(statement).first() is None:
        raise _why_not(session, task_id)
    session.expire_all()
    task = get(session, task_id)
    if task is None:
        raise LookupError(task_id)
    return task


def claim_next(session: Session, person_id: UUID, *, minutes: int = CLAIM_MINUTES) -> ReviewTask | None:
    """Take the next free task of kind case or sample, or return None when none waits."""
    query = (
        select(ReviewTask.id)
        .outerjoin(Case, ReviewTask.case_id == Case.id)
        .where(_free_for(person_id, minutes), ReviewTask.kind != TaskKind.QUARANTINE)
        .order_by(Case.received, ReviewTask.created_at)
        .limit(1)
        .with_for_update(of=ReviewTask, skip_locked=True)
    )
    task_id = session.scalar(query)
    return None if task_id is None else claim(session, task_id, person_id, minutes=minutes)


def _free_for(person_id: UUID, minutes: int) -> ColumnElement[bool]:
    abandoned = ReviewTask.claimed_at < utcnow() - timedelta(minutes=minutes)
    mine_or_abandoned = or_(ReviewTask.claimed_by == person_id, abandoned)
    claimed = (ReviewTask.state == TaskState.CLAIMED) & mine_or_abandoned
    return or_(ReviewTask.state == TaskState.OPEN, claimed)


def _why_not(session: Session, task_id: UUID) -> QueueError:
    task = session.get(ReviewTask, task_id)
    if task is not None and task.state is TaskState.CLAIMED:
        return TaskTaken("Jemand anderes bearbeitet diese Aufgabe gerade.")
    if task is not None and task.state is TaskState.WITHDRAWN:
        return TaskClosed("Neue Unterlagen sind eingetroffen; der Vorgang wird neu geprüft.")
    return TaskClosed("Diese Aufgabe ist bereits erledigt.")


def release(session: Session, task_id: UUID, person_id: UUID) -> None:
    """Give a claimed task back."""
    session.execute(
        update(ReviewTask)
        .where(
            ReviewTask.id == task_id,
            ReviewTask.claimed_by == person_id,
            ReviewTask.state == TaskState.CLAIMED,
        )
        .values(state=TaskState.OPEN, claimed_by=None, claimed_at=None)
    )


def release_abandoned(session: Session, *, minutes: int = CLAIM_MINUTES) -> int:
    """Open all tasks again whose claim is older than ``minutes``; return how many."""
    statement = (
        update(ReviewTask)
        .where(
            ReviewTask.state == TaskState.CLAIMED,
            ReviewTask.claimed_at < utcnow() - timedelta(minutes=minutes),
        )
        .values(state=TaskState.OPEN, claimed_by=None, claimed_at=None)
        .returning(ReviewTask.id)
    )
    return len(session.execute(statement).all())


def decide(session: Session, task_id: UUID, person_id: UUID, new: NewVerdict) -> Verdict:
    """Write a verdict, close the task if it is final, and wake the worker.

    Handing in the same verdict twice (a double click) gives the first one back.

    Raises:
        TaskTaken: if the person has not claimed the task.
        TaskClosed: if it was decided on otherwise, or withdrawn.
    """
    task = session.scalar(select(ReviewTask).where(ReviewTask.id == task_id).with_for_update())
    if task is None:
        raise LookupError(task_id)
    if task.state is TaskState.DONE:
        return _same_again(session, task, person_id, new)
    if task.state is TaskState.WITHDRAWN:
        raise _why_not(session, task_id)
    if task.claimed_by != person_id:
        raise TaskTaken(
            "Bitte die Aufgabe zuerst übernehmen; sie gehört gerade jemand anderem oder niemandem."
        )
    verdict = Verdict(task_id=task_id, person_id=person_id, **new.model_dump())
    session.add(verdict)
    if new.action is not VerdictAction.CORRECT:
        task.state, task.done_at = TaskState.DONE, utcnow()
    session.flush()
    notify(session, Channel.VERDICT)
    return verdict


def _same_again(session: Session, task: ReviewTask, person_id: UUID, new: NewVerdict) -> Verdict:
    verdict = final_verdict(session, task.id)
    if verdict is not None and (verdict.person_id, verdict.action) == (person_id, new.action):
        return verdict
    raise TaskClosed("Diese Aufgabe ist bereits erledigt.")


def latest_of_case(session: Session, case_id: UUID) -> ReviewTask | None:
    """Return the newest task about a case that was not withdrawn, with case, check and claimant."""
    query = (
        select(ReviewTask)
        .where(
            ReviewTask.case_id == case_id,
            ReviewTask.kind == TaskKind.CASE,
            ReviewTask.state != TaskState.WITHDRAWN,
        )
        .order_by(ReviewTask.created_at.desc())
        .limit(1)
    )
    return session.scalar(query.options(*_WITH_EVERYTHING))
