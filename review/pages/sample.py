"""Blind second looks: a sample of agreed cases, judged again without the proposal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Request, status
from fastapi.responses import Response
from sqlalchemy.orm import Session

from checks.engine import propose
from contracts.findings import Finding, FindingState
from review.case_file import CaseFile, case_file
from review.context import Context, ReviewContext
from review.corrections import Corrections, FindingCorrection, Why
from review.pages.case import Look, picture
from review.views.documents import document_views
from review.views.places import Spot
from review.views.viewer import viewer_view
from review.web import Me, OwnForm, Words, go, render
from storage import reviews
from storage.reviews import NewVerdict
from storage.states import TaskKind, VerdictAction

router = APIRouter(prefix="/stichproben/{task_id}")


async def _answers(request: Request) -> Mapping[str, Any]:
    """Return the form, which has one field for each finding."""
    return dict(await request.form())


Answers = Annotated[Mapping[str, Any], Depends(_answers)]


@router.get("")
def show_sample(
    request: Request, context: Context, me: Me, task_id: UUID, t: Words, look: Annotated[Look, Depends()]
) -> Response:  # fmt: skip
    """Show the documents and what is to be judged, but not what the service or a colleague said."""
    with context.database.begin() as session:
        file = _mine(session, context, task_id, me.id)
    documents = document_views(file.report, context.catalogue.document_types, Corrections(), t)
    spot = look.spot or Spot(document=0, page=1)
    return render(
        request,
        "sample.html",
        file=file,
        here=f"/stichproben/{task_id}",
        mine=True,
        documents=documents,
        types=(),
        viewer=viewer_view(context, file, documents, spot, zoom=look.zoom),
        findings=sorted(file.findings(t), key=lambda finding: finding.number),
        states=list(FindingState),
    )


@router.post("/uebernehmen", dependencies=[OwnForm])
def claim(context: Context, me: Me, task_id: UUID) -> Response:
    """Take the sample."""
    with context.database.begin() as session:
        reviews.claim(session, task_id, me.id, minutes=context.claim_minutes)
    context.audit.append("task.claimed", str(me.id), task=task_id)
    return go(f"/stichproben/{task_id}")


@router.post("", dependencies=[OwnForm])
def judge(context: Context, me: Me, task_id: UUID, answers: Answers) -> Response:
    """Record the second judgement; where it differs from the proposal, that is counted as its error."""
    with context.database.begin() as session:
        file = _mine(session, context, task_id, me.id)
        states = [_state(answers, number) for number in range(len(file.report.findings))]
        judged = [
            Finding(
                requirement=finding.requirement,
                subject=finding.subject,
                state=state,
                reason=finding.reason,
                soft=finding.soft,
            )
            for finding, state in zip(file.report.findings, states, strict=True)
        ]
        differing = Corrections(
            findings=tuple(
                FindingCorrection(
                    requirement=finding.requirement,
                    subject=finding.subject,
                    proposed=finding.state,
                    state=state,
                    why=Why.SEEN,
                )
                for finding, state in zip(file.report.findings, states, strict=True)
                if finding.state is not state
            )
        )
        new = NewVerdict(
            action=VerdictAction(propose(judged)),
            corrections=differing.model_dump(mode="json"),
            seconds=file.seconds(context.now(), claim_minutes=context.claim_minutes),
        )
        reviews.decide(session, task_id, me.id, new)
    context.audit.append(
        "sample.judged",
        str(me.id),
        task=task_id,
        case=file.case.reference,
        findings=len(states),
        differing=len(differing.findings),
    )
    return go("/", meldung="sample")


@router.get("/dokumente/{number}/seiten/{page}.png")
def show_page(
    context: Context, me: Me, task_id: UUID, number: int, page: int, dpi: Annotated[int, Query()] = 110
) -> Response:
    """Show the picture of a page (from 1) of a document (from 0)."""
    with context.database.begin() as session:
        file = _mine(session, context, task_id, me.id)
    return picture(context, file, Spot(document=number, page=page), dpi=dpi)


def _mine(session: Session, context: ReviewContext, task_id: UUID, person: UUID) -> CaseFile:
    task = reviews.get(session, task_id)
    if task is None or task.kind is not TaskKind.SAMPLE:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    file = case_file(session, context.catalogue, task)
    if not file.claimed_by(person):
        raise HTTPException(status.HTTP_403_FORBIDDEN)
    return file


def _state(answers: Mapping[str, Any], number: int) -> FindingState:
    try:
        return FindingState(answers.get(f"state-{number}", ""))
    except ValueError:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT) from None
