"""The review queue's web app, put together."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from review.context import ReviewContext
from review.errors import add_error_pages
from review.guard import guard
from review.pages import about, case, decision, history, login, machine, queue, request, sample


def create_app(context: ReviewContext) -> FastAPI:
    """Return the app that works with this context."""
    app = FastAPI(title="Antragslotse", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.context = context
    app.middleware("http")(guard)
    add_error_pages(app)
    for page in (login, queue, case, decision, request, sample, history, about, machine):
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=str(files("review") / "static")), name="static")
    return app
