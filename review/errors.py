"""Pages for what goes wrong: what happened, and the next step. Never a word of a document, never a trace."""

from __future__ import annotations

import traceback
from pathlib import Path

import structlog
from fastapi import FastAPI, Request, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from review.web import NotLoggedIn, go, render
from storage.reviews import QueueError

KINDS = {
    status.HTTP_403_FORBIDDEN: "forbidden",
    status.HTTP_404_NOT_FOUND: "not_found",
    status.HTTP_409_CONFLICT: "conflict",
    status.HTTP_422_UNPROCESSABLE_CONTENT: "invalid",
}
MACHINES = ("/health", "/events/")

_log = structlog.get_logger()


def add_error_pages(app: FastAPI) -> None:
    """Answer errors with pages."""
    app.add_exception_handler(NotLoggedIn, _to_login)
    app.add_exception_handler(HTTPException, _explained)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(QueueError, _not_to_be_had)


def error_page(request: Request, code: int) -> Response:
    """Return the page for a status code; machines get the code alone."""
    if request.url.path.startswith(MACHINES):
        return JSONResponse({"status": code}, status_code=code)
    return render(request, "error.html", status_code=code, kind=KINDS.get(code, "broken"))


def _to_login(_request: Request, _error: Exception) -> Response:
    return go("/anmelden")


def _explained(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else status.HTTP_500_INTERNAL_SERVER_ERROR
    return error_page(request, code)


def _invalid(request: Request, _error: Exception) -> Response:
    return error_page(request, status.HTTP_422_UNPROCESSABLE_CONTENT)


def _not_to_be_had(request: Request, _error: Exception) -> Response:
    return error_page(request, status.HTTP_409_CONFLICT)


def broken_page(request: Request, error: Exception) -> Response:
    """Return the page for what should not happen; logged are its kind and place, since its text may quote."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{Path(place.filename).name}:{place.lineno}"
    _log.error("request.failed", route=_route(request), error=type(error).__name__, at=at)
    return error_page(request, status.HTTP_500_INTERNAL_SERVER_ERROR)


def _route(request: Request) -> str:
    """Return the pattern of the address: the address itself may hold a token."""
    return str(getattr(request.scope.get("route"), "path", "unknown"))
