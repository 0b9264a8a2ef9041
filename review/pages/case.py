"""A case: the evidence on the left, what was found on the right, the decision last."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, status
from fastapi.responses import Response

from contracts.document_types import BLANK
from contracts.findings import FindingState
from review.case_file import CaseFile, find_case, must_be_mine
from review.context import Context, ReviewContext
from review.corrections import Why
from review.views.documents import document_views, field_views
from review.views.findings import FindingView, proposal_after
from review.views.places import Spot, read_box
from review.views.viewer import DPI, page_picture, viewer_view
from review.web import Me, OwnForm, Words, go, render
from storage import reviews
from storage.states import TaskState

router = APIRouter(prefix="/faelle/{reference}")


class Look:
    """Where on the documents somebody looks: document from 0, page from 1, box to mark, zoom in percent."""

    def __init__(
        self,
        d: Annotated[int | None, Query(ge=0)] = None,
        p: Annotated[int, Query(ge=1)] = 1,
        k: str = "",
        z: Annotated[int, Query(ge=50, le=300)] = 100,
    ) -> None:
        self.spot = None if d is None else Spot(document=d, page=p, box=read_box(k))
        self.zoom = z


@router.get("")
def show_case(
    request: Request, context: Context, me: Me, reference: str, t: Words, look: Annotated[Look, Depends()]
) -> Response:
    """Show a case to who works on it, or once it is decided; to others only that it is there."""
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
        if not file.open_to(me.id):
            return _cover(request, context, file)
        if look.spot is None and file.task.state is TaskState.DONE:
            context.audit.append("case.viewed", str(me.id), case=reference)
        findings = file.findings(t)
        documents = document_views(file.report, context.catalogue.document_types, file.corrections, t)
    spot = look.spot or _first_spot(findings)
    return render(
        request,
        "case.html",
        file=file,
        mine=file.claimed_by(me.id),
        claim_ends=_claim_end(file, context),
        documents=documents,
        viewer=viewer_view(context, file, documents, spot, zoom=look.zoom),
        findings=findings,
        hints=file.hints(t),
        fields=field_views(file.report, file.procedure, t),
        proposal=proposal_after(findings),
        states=list(FindingState),
        whys=list(Why),
        types=[each for each in context.catalogue.document_types.document_types if each.id != BLANK],
        here=f"/faelle/{reference}",
        seen=look.spot.query if look.spot else "",
    )


@router.post("/uebernehmen", dependencies=[OwnForm])
def claim(context: Context, me: Me, reference: str) -> Response:
    """Take the case; from now on its personal data are shown, and that is written down."""
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
        reviews.claim(session, file.task.id, me.id, minutes=context.claim_minutes)
    context.audit.append("task.claimed", str(me.id), task=file.task.id, case=reference)
    return go(f"/faelle/{reference}")


@router.post("/zurueckgeben", dependencies=[OwnForm])
def release(context: Context, me: Me, reference: str, task: Annotated[UUID, Form()]) -> Response:
    """Give the case back to the queue."""
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
        must_be_mine(file, me.id, task)
        reviews.release(session, task, me.id)
    context.audit.append("task.released", str(me.id), task=task, case=reference)
    return go("/", meldung="released", fall=reference)


@router.get("/dokumente/{number}/seiten/{page}.png")
def show_page(
    context: Context, me: Me, reference: str, number: int, page: int, dpi: Annotated[int, Query()] = DPI
) -> Response:  # fmt: skip
    """Show the picture of a page (from 1) of a document (from 0)."""
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
    if not file.open_to(me.id):
        raise HTTPException(status.HTTP_403_FORBIDDEN)
    return picture(context, file, Spot(document=number, page=page), dpi=dpi)


def picture(context: ReviewContext, file: CaseFile, spot: Spot, *, dpi: int) -> Response:
    """Return a page as a picture that the browser may keep while the case is being worked on.

    Raises:
        HTTPException: 404 if there is no such page, 422 for a resolution that the viewer does not use.
    """
    if dpi not in range(DPI // 2, DPI * 3 + 1):
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT)
    png = page_picture(context, file, spot, dpi=dpi).png
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=300"})


def _cover(request: Request, context: ReviewContext, file: CaseFile) -> Response:
    held = file.task.state is TaskState.CLAIMED and file.task.claimant is not None
    fresh = held and context.now() < _claim_end(file, context)
    return render(
        request,
        "cover.html",
        file=file,
        holder=file.task.claimant.name if fresh and file.task.claimant else None,
        minutes=context.claim_minutes,
    )


def _first_spot(findings: tuple[FindingView, ...]) -> Spot:
    """Return where to look first: at what needs a person, or else at the first page."""
    links = (link for finding in findings if finding.needs_person for link in finding.links)
    first = next(links, None)
    return first.spot if first else Spot(document=0, page=1)


def _claim_end(file: CaseFile, context: ReviewContext) -> datetime:
    """Return when the case is open to others again; without a claim it is now."""
    since = file.task.claimed_at or context.now()
    return since + timedelta(minutes=context.claim_minutes)
