"""What all pages share: who is there, which language, the token in forms, and turning templates into HTML."""

from __future__ import annotations

import hashlib
import hmac
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, HTTPException, Request, status
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from contracts.records import Record
from review.context import Context
from review.texts import LANGUAGES, Texts, texts
from review.words import age, local_moment, local_time, page_ranges, short_date
from storage import people
from storage.states import Role

SESSION_COOKIE = "lotse_session"
LANGUAGE_COOKIE = "lotse_lang"
NOTICES = frozenset(
    {"accept", "request_documents", "refer", "released", "retry", "dismiss", "already", "sample"}
)


class NotLoggedIn(Exception):
    """Nobody is logged in; the answer is the page that says how to."""


class Visitor(Record):
    """Who is logged in.

    Attributes:
        csrf: What every form must bring back; derived from the session, so other sites cannot know it.
    """

    id: UUID
    name: str
    role: Role
    csrf: str


def visitor(request: Request, context: Context) -> Visitor:
    """Return who is logged in.

    Raises:
        NotLoggedIn: if nobody is.
    """
    token = request.cookies.get(SESSION_COOKIE, "")
    with context.database.begin() as session:
        person = people.person_of_session(session, token) if token else None
        if person is None:
            raise NotLoggedIn
        found = Visitor(id=person.id, name=person.name, role=person.role, csrf=csrf_token(token))
    request.state.visitor = found
    return found


def csrf_token(session_token: str) -> str:
    """Return the token for the forms of a session."""
    return hashlib.sha256(b"csrf:" + session_token.encode()).hexdigest()


Me = Annotated[Visitor, Depends(visitor)]
LoggedIn = Depends(visitor)


async def from_own_form(request: Request, me: Me) -> None:
    """Let a form pass that this app has shown to this person.

    Raises:
        HTTPException: 403 for any other.
    """
    csrf = str((await request.form()).get("csrf", ""))
    if not hmac.compare_digest(csrf.encode(), me.csrf.encode()):
        raise HTTPException(status.HTTP_403_FORBIDDEN)


OwnForm = Depends(from_own_form)


def language_of(request: Request) -> str:
    """Return the language that was asked for: in the address, by cookie, or by the browser."""
    asked = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE) or ""
    if asked in LANGUAGES:
        return asked
    preferred = request.headers.get("accept-language", "")[:2].lower()
    return preferred if preferred in LANGUAGES else LANGUAGES[0]


def texts_of(request: Request) -> Texts:
    """Return the words in the visitor's language."""
    return texts(language_of(request))


Words = Annotated[Texts, Depends(texts_of)]


def render(request: Request, template: str, *, status_code: int = 200, **values: Any) -> HTMLResponse:
    """Return a page."""
    language = language_of(request)
    context = request.app.state.context
    html = (
        templates()
        .get_template(template)
        .render(
            t=texts(language),
            path=request.url.path,
            me=getattr(request.state, "visitor", None),
            notice=_notice(request),
            clock=lambda moment: local_time(moment, context.zone),
            moment=lambda moment: local_moment(moment, context.zone),
            other_language=_with(request, lang=texts(language)("app.language_code")),
            **values,
        )
    )
    response = HTMLResponse(html, status_code=status_code)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, samesite="lax", httponly=True, max_age=31_536_000)
    return response


def go(path: str, **query: str) -> RedirectResponse:
    """Answer a form: go to a page by GET, so that reloading repeats nothing."""
    address = f"{path}?{urlencode(query)}" if query else path
    return RedirectResponse(address, status_code=status.HTTP_303_SEE_OTHER)


@cache
def templates() -> Environment:
    """Return the templates; a name that is missing in one is an error."""
    environment = Environment(
        loader=PackageLoader("review"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": short_date, "ranges": page_ranges}
    environment.globals |= {"age": age}
    return environment


def _notice(request: Request) -> tuple[str, str] | None:
    """Return what the step before wants to say: a key of ``done.`` and a case reference."""
    key = request.query_params.get("meldung", "")
    return (key, request.query_params.get("fall", "")) if key in NOTICES else None


def _with(request: Request, **query: str) -> str:
    return "?" + urlencode({**request.query_params, **query})
