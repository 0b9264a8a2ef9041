"""The queue: what waits, oldest first."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, HTTPException, Request, status
from fastapi.responses import Response

from contracts.findings import ProposedAction
from review.context import Context
from review.views.queue import Filter, procedure_titles, quarantine_rows, queue_rows
from review.web import Me, OwnForm, go, render
from storage import reviews
from storage.reviews import NewVerdict
from storage.states import TaskKind, VerdictAction

router = APIRouter()


def _filter(verfahren: str = "", vorschlag: str = "", bearbeitung: str = "") -> Filter:
    return Filter(procedure=verfahren, proposal=vorschlag, whose=bearbeitung)


@router.get("/")
def show_queue(
    request: Request, context: Context, me: Me, chosen: Annotated[Filter, Depends(_filter)]
) -> Response:
    """Show the waiting cases, without any personal data."""
    with context.database.begin() as session:
        tasks = reviews.waiting(session)
        rows = queue_rows(tasks, context, me.id)
        quarantined = quarantine_rows(tasks)
    return render(
        request,
        "queue.html",
        rows=[row for row in rows if chosen.admits(row)],
        waiting=len(rows),
        quarantined=quarantined,
        chosen=chosen,
        procedures=procedure_titles(context.catalogue),
        proposals=list(ProposedAction),
        today=context.today,
    )


@router.post("/naechster", dependencies=[OwnForm])
def claim_next(context: Context, me: Me) -> Response:
    """Take the case that waits longest."""
    with context.database.begin() as session:
        task = reviews.claim_next(session, me.id, minutes=context.claim_minutes)
        if task is None or task.case is None:
            return go("/")
        reference, task_id, sample = task.case.reference, task.id, task.kind is TaskKind.SAMPLE
    context.audit.append("task.claimed", str(me.id), task=task_id, case=reference)
    return go(f"/stichproben/{task_id}" if sample else f"/faelle/{reference}")


@router.post("/quarantaene/{task_id}", dependencies=[OwnForm])
def decide_on_quarantine(
    context: Context,
    me: Me,
    task_id: UUID,
    action: Annotated[VerdictAction, Form()],
    procedure: Annotated[str, Form()] = "",
) -> Response:
    """Try the intake again, perhaps for another procedure, or let it be."""
    known = procedure in {"", *procedure_titles(context.catalogue)}
    if action not in {VerdictAction.RETRY, VerdictAction.DISMISS} or not known:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT)
    corrections = {"procedure": procedure} if procedure else {}
    with context.database.begin() as session:
        reviews.claim(session, task_id, me.id, minutes=context.claim_minutes)
        reviews.decide(session, task_id, me.id, NewVerdict(action=action, corrections=corrections))
    context.audit.append("verdict.given", str(me.id), task=task_id, action=action.value)
    return go("/", meldung=action.value)
