"""Decided cases, newest first, found by reference."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from contracts.records import Record
from review.context import Context, ReviewContext
from review.views.queue import procedure_titles
from review.web import LoggedIn, go, render
from storage import cases, verdicts
from storage.references import read_reference
from storage.tables import Verdict

router = APIRouter()
PAGE = 50


class HistoryRow(Record):
    """One decided case; ``seconds`` is the time that the person spent on it."""

    reference: str
    procedure: str
    action: str
    person: str
    at: str
    seconds: int
    corrected: bool
    state: str


@router.get("/erledigt", dependencies=[LoggedIn])
def show_history(
    request: Request, context: Context, suche: str = "", ab: Annotated[int, Query(ge=0)] = 0
) -> Response:
    """List decided cases; a whole reference leads to its case at once, decided or not."""
    wanted = suche.strip().upper()
    with context.database.begin() as session:
        whole = read_reference(wanted)
        if whole and cases.by_reference(session, whole):
            return go(f"/faelle/{whole}")
        found = verdicts.finals(session, reference=wanted, limit=PAGE + 1, offset=ab)
        rows = [_row(verdict, context) for verdict in found if verdict.task.case is not None]
    return render(
        request,
        "history.html",
        rows=rows[:PAGE],
        search=suche,
        older=ab + PAGE if len(rows) > PAGE else None,
    )


def _row(verdict: Verdict, context: ReviewContext) -> HistoryRow:
    case = verdict.task.case
    if case is None:
        raise ValueError("Das Urteil gehört zu keinem Fall.")
    corrections = verdict.corrections
    return HistoryRow(
        reference=case.reference,
        procedure=procedure_titles(context.catalogue).get(case.procedure, case.procedure),
        action=verdict.action.value,
        person=verdict.person.name,
        at=f"{verdict.created_at.astimezone(context.zone):%d.%m.%Y, %H:%M}",
        seconds=round(verdict.seconds),
        corrected=bool(corrections.get("findings") or corrections.get("parts")),
        state=case.state.value,
    )
