"""Repository of verdicts, as the flow that carries them out needs them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from storage.states import TaskKind, VerdictAction
from storage.tables import Case, ReviewTask, Verdict, utcnow


def get(session: Session, verdict_id: UUID) -> Verdict | None:
    """Return a verdict with its task, case and person."""
    return session.scalar(select(Verdict).where(Verdict.id == verdict_id).options(*_WITH_EVERYTHING))


_WITH_EVERYTHING = (
    joinedload(Verdict.person),
    joinedload(Verdict.task).joinedload(ReviewTask.case),
    joinedload(Verdict.task).joinedload(ReviewTask.check),
)


def final_verdict(session: Session, task_id: UUID) -> Verdict | None:
    """Return the verdict that closed a task."""
    query = select(Verdict).where(Verdict.task_id == task_id, Verdict.action != VerdictAction.CORRECT)
    return session.scalar(query)


def of_case(session: Session, case_id: UUID) -> Sequence[Verdict]:
    """Return all verdicts about a case, oldest first, each with its person."""
    query = (
        select(Verdict)
        .join(ReviewTask)
        .where(ReviewTask.case_id == case_id)
        .order_by(Verdict.created_at)
        .options(joinedload(Verdict.person))
    )
    return session.scalars(query).all()


def unapplied(session: Session) -> Sequence[UUID]:
    """Return the ids of final verdicts whose consequences are still to be carried out, oldest first."""
    query = (
        select(Verdict.id)
        .where(Verdict.applied_at.is_(None), Verdict.action != VerdictAction.CORRECT)
        .order_by(Verdict.created_at)
    )
    return session.scalars(query).all()


def lock(session: Session, verdict_id: UUID) -> Verdict | None:
    """Return a verdict that is still to be carried out, locked until the transaction ends, or None."""
    query = (
        select(Verdict)
        .where(Verdict.id == verdict_id, Verdict.applied_at.is_(None))
        .with_for_update(skip_locked=True)
    )
    return session.scalar(query)


def mark_applied(session: Session, verdict: Verdict) -> None:
    """Write down that the consequences were carried out."""
    verdict.applied_at = utcnow()
    session.flush()


def finals(session: Session, *, reference: str = "", limit: int = 50, offset: int = 0) -> Sequence[Verdict]:
    """Return final verdicts on cases, newest first; ``reference`` may be a part of one."""
    query = (
        select(Verdict)
        .join(ReviewTask, Verdict.task_id == ReviewTask.id)
        .join(Case, ReviewTask.case_id == Case.id)
        .where(
            ReviewTask.kind == TaskKind.CASE,
            Verdict.action != VerdictAction.CORRECT,
            Case.reference.contains(reference, autoescape=True),
        )
        .order_by(Verdict.created_at.desc())
        .limit(limit)
        .offset(offset)
    )
    return session.scalars(query.options(*_WITH_EVERYTHING)).all()
