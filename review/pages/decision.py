"""Corrections and verdicts: what a person says about a case. Each is written down, each can be sent twice."""

from __future__ import annotations

from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Form, HTTPException, status
from fastapi.responses import Response
from pydantic import Field

from contracts.findings import FindingState
from contracts.records import Record
from review.case_file import CaseFile, find_case, must_be_mine
from review.context import Context, ReviewContext
from review.corrections import Corrections, FindingCorrection, PartCorrection, Why
from review.web import Me, OwnForm, Visitor, go
from storage import reviews
from storage.reviews import NewVerdict
from storage.states import VerdictAction

Entry = TypeVar("Entry")
router = APIRouter(prefix="/faelle/{reference}", dependencies=[OwnForm])


class _FindingForm(Record):
    """Another state for the finding at a position of the report."""

    csrf: str
    task: UUID
    number: int = Field(ge=0)
    state: FindingState
    why: Why = Why.OTHER
    note: str = Field(default="", max_length=500)
    seen: str = ""


class _PartForm(Record):
    """Another type for a part: document and part count from 0, the part among those of its document."""

    csrf: str
    task: UUID
    document: int = Field(ge=0)
    part: int = Field(ge=0)
    type: str
    seen: str = ""


class _VerdictForm(Record):
    """A final verdict without a letter."""

    csrf: str
    task: UUID
    reason: str = Field(default="", max_length=1000)


@router.post("/befund")
def correct_finding(
    context: Context, me: Me, reference: str, form: Annotated[_FindingForm, Form()]
) -> Response:
    """Record another state for a finding."""
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
        must_be_mine(file, me.id, form.task)
        finding = _at(file.report.findings, form.number)
        correction = FindingCorrection(
            requirement=finding.requirement,
            subject=finding.subject,
            proposed=finding.state,
            state=form.state,
            why=form.why,
            note=form.note.strip(),
        )
        step = Corrections(findings=(correction,))
        reviews.decide(session, form.task, me.id, _correction(step))
    context.audit.append(
        "finding.corrected",
        str(me.id),
        task=form.task,
        requirement=finding.requirement,
        subject=finding.subject,
        proposed=finding.state.value,
        state=form.state.value,
        why=form.why.value,
    )
    return go(f"/faelle/{reference}{_seen(form.seen)}#befund-{form.number}")


@router.post("/dokumenttyp")
def correct_type(context: Context, me: Me, reference: str, form: Annotated[_PartForm, Form()]) -> Response:
    """Record another document type for a part."""
    if form.type not in context.catalogue.document_types.ids:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT)
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
        must_be_mine(file, me.id, form.task)
        part = _at(_at(file.report.documents, form.document).parts, form.part)
        correction = PartCorrection(
            document=form.document, pages=tuple(part.pages), proposed=part.type, type=form.type
        )
        step = Corrections(parts=(correction,))
        reviews.decide(session, form.task, me.id, _correction(step))
    context.audit.append("part.corrected", str(me.id), task=form.task, proposed=part.type, type=form.type)
    return go(f"/faelle/{reference}{_seen(form.seen)}#dokument-{form.document}")


@router.post("/annehmen")
def accept(context: Context, me: Me, reference: str, form: Annotated[_VerdictForm, Form()]) -> Response:
    """Take the application as complete."""
    return decide(context, me, reference, VerdictAction.ACCEPT, form)


@router.post("/weiterleiten")
def refer(context: Context, me: Me, reference: str, form: Annotated[_VerdictForm, Form()]) -> Response:
    """Give the case to somebody who knows more, and say why."""
    if not form.reason.strip():
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT)
    return decide(context, me, reference, VerdictAction.REFER, form)


def decide(
    context: ReviewContext, me: Visitor, reference: str, action: VerdictAction, form: _VerdictForm
) -> Response:
    """Write a final verdict down; the second of two equal ones changes nothing."""
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
        if file.decided is None or file.task.id != form.task:
            must_be_mine(file, me.id, form.task)
        new = final(context, file, action).model_copy(update={"reason": form.reason.strip()})
        reviews.decide(session, form.task, me.id, new)
    if file.decided is None:
        log_verdict(context, me, file, new)
    return go("/", meldung=action.value, fall=reference)


def final(context: ReviewContext, file: CaseFile, action: VerdictAction) -> NewVerdict:
    """Return a final verdict with all corrections and the time it took."""
    return NewVerdict(
        action=action,
        corrections=file.corrections.model_dump(mode="json"),
        seconds=file.seconds(context.now(), claim_minutes=context.claim_minutes),
    )


def log_verdict(context: ReviewContext, me: Visitor, file: CaseFile, new: NewVerdict) -> None:
    """Write a verdict into the audit trail: what was proposed, what was decided, how long it took."""
    context.audit.append(
        "verdict.given",
        str(me.id),
        task=file.task.id,
        case=file.case.reference,
        proposal=file.report.proposal.value,
        action=new.action.value,
        corrections=len(file.corrections.findings) + len(file.corrections.parts),
        seconds=round(new.seconds, 1),
        letter=new.letter_sha256,
        contract=file.report.versions.contract,
        classifier=file.report.versions.classifier,
    )


def _correction(step: Corrections) -> NewVerdict:
    return NewVerdict(action=VerdictAction.CORRECT, corrections=step.model_dump(mode="json"))


def _seen(query: str) -> str:
    """Return where somebody was looking; only a query may come back, never another address."""
    return query if query.startswith("?") else ""


def _at(entries: list[Entry], position: int) -> Entry:
    if position >= len(entries):
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT)
    return entries[position]
