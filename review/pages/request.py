"""Asking for documents: choose what, see the letter, confirm. What was confirmed is what is sent."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, status
from fastapi.responses import Response
from pydantic import Field

from contracts.records import Record
from followups.applicant import applicant_on, names_on
from followups.deadline import due_date
from followups.letter import (
    LetterHead,
    LetterRequest,
    askable,
    draw_letter,
    letter_request,
    write_letter,
)
from review.case_file import CaseFile, find_case, must_be_mine
from review.context import Context, ReviewContext
from review.pages.decision import final, log_verdict
from review.views.findings import FindingView
from review.web import Me, OwnForm, Visitor, Words, go, render
from storage import reviews
from storage.states import VerdictAction

router = APIRouter(prefix="/faelle/{reference}/nachfordern")


class Choice(Record):
    """What the letter asks for: positions of findings in the report, and until when."""

    items: tuple[int, ...]
    due: date


class _Confirmation(Record):
    """The form under the preview; ``letter`` is the SHA-256 of the letter that was shown."""

    csrf: str
    task: UUID
    item: list[int] = Field(default_factory=list)
    bis: date
    letter: str


class Draft(NamedTuple):
    """A case with a letter about it; the letter is None while nothing is chosen."""

    file: CaseFile
    findings: tuple[FindingView, ...]
    choice: Choice
    letter: LetterRequest | None
    problem: str | None

    @property
    def query(self) -> str:
        """The address of the letter."""
        chosen = [("item", str(number)) for number in self.choice.items]
        return "?" + urlencode([*chosen, ("bis", self.choice.due.isoformat())])


def draft(
    context: Context, me: Me, reference: str, t: Words,
    item: Annotated[list[int] | None, Query()] = None, bis: Annotated[date | None, Query()] = None,
) -> Draft:  # fmt: skip
    """Return the letter that an address asks for; what the service proposes where it asks for nothing."""
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
    if not file.claimed_by(me.id):
        raise HTTPException(status.HTTP_403_FORBIDDEN)
    findings = file.findings(t)
    proposed = {(each.requirement, each.subject) for each in askable(f.as_finding() for f in findings)}
    if item is None and bis is None:
        item = [each.number for each in findings if (each.requirement, each.subject) in proposed]
    default = due_date(context.today, file.procedure.deadline_days)
    return _drafted(context, me, file, findings, Choice(items=tuple(item or ()), due=bis or default))


Drafted = Annotated[Draft, Depends(draft)]


@router.get("")
def show_preview(request: Request, context: Context, drafted: Drafted) -> Response:
    """Show what can be asked for, and the letter as it would be sent."""
    return _preview(request, context, drafted)


@router.get("/brief.pdf")
def show_letter(drafted: Drafted) -> Response:
    """Return the letter itself."""
    if drafted.letter is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    return Response(write_letter(drafted.letter), media_type="application/pdf")


@router.get("/brief-{page}.png")
def show_letter_page(drafted: Drafted, page: int) -> Response:
    """Return the picture of a page (from 1) of the letter."""
    pictures = draw_letter(drafted.letter) if drafted.letter else ()
    if not 1 <= page <= len(pictures):
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    return Response(pictures[page - 1], media_type="image/png")


@router.post("", dependencies=[OwnForm])
def confirm(
    request: Request, context: Context, me: Me, reference: str, t: Words,
    form: Annotated[_Confirmation, Form()],
) -> Response:  # fmt: skip
    """Write the verdict with the very letter that was shown; show it again if it would be another."""
    with context.database.begin() as session:
        file = find_case(session, context.catalogue, reference)
        if file.decided is not None and file.task.id == form.task:
            return go("/", meldung="already", fall=reference)
        must_be_mine(file, me.id, form.task)
        drafted = _drafted(context, me, file, file.findings(t), Choice(items=tuple(form.item), due=form.bis))
        letter = write_letter(drafted.letter) if drafted.letter else b""
        if not letter or _sha256(letter) != form.letter:
            again = drafted._replace(problem=drafted.problem or "request.changed")
            return _preview(request, context, again, status_code=409)
        new = final(context, file, VerdictAction.REQUEST_DOCUMENTS).model_copy(
            update={"letter": letter, "letter_sha256": _sha256(letter)}
        )
        reviews.decide(session, form.task, me.id, new)
    log_verdict(context, me, file, new)
    return go("/", meldung=new.action.value, fall=reference)


def _drafted(
    context: ReviewContext, me: Visitor, file: CaseFile, findings: tuple[FindingView, ...], choice: Choice
) -> Draft:
    chosen = [each for each in findings if each.number in choice.items and each.needs_person]
    if not chosen:
        return Draft(file, findings, choice, None, "request.none")
    if choice.due <= context.today:
        return Draft(file, findings, choice, None, "request.due_past")
    head = LetterHead(
        authority=context.authority,
        applicant=applicant_on(file.form),
        reference=file.case.reference,
        received=file.case.received,
        caseworker=me.name,
        today=context.today,
    )
    request = letter_request(
        file.procedure,
        (each.as_finding() for each in chosen),
        head,
        names=names_on(file.form),
        due=choice.due,
    )
    return Draft(file, findings, choice, request, None)


def _sha256(letter: bytes) -> str:
    return hashlib.sha256(letter).hexdigest()


def _preview(request: Request, context: ReviewContext, drafted: Draft, *, status_code: int = 200) -> Response:
    return render(
        request,
        "request.html",
        status_code=status_code,
        file=drafted.file,
        findings=[each for each in drafted.findings if each.needs_person],
        choice=drafted.choice,
        problem=drafted.problem,
        query=drafted.query,
        sha256=_sha256(write_letter(drafted.letter)) if drafted.letter else "",
        pages=len(draw_letter(drafted.letter, dpi=20)) if drafted.letter else 0,
        earliest=context.today,
        requirements={each.id: each for each in drafted.file.procedure.requirements},
    )
