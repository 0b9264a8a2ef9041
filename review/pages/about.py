"""What the service does and does not do, for those who work with it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from contracts.findings import FindingState
from review.web import LoggedIn, render

router = APIRouter()


@router.get("/hilfe", dependencies=[LoggedIn])
def show_help(request: Request) -> Response:
    """Explain the service, its limits and its words."""
    return render(request, "help.html", states=list(FindingState))
