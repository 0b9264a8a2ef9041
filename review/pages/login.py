"""Logging in by a one-time link, and out again.

Opening the link shows a button only: mail scanners open links too, and must not use them up.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from review.context import Context
from review.web import SESSION_COOKIE, Me, OwnForm, go, render
from storage import people

router = APIRouter()


@router.get("/anmelden")
def how_to_log_in(request: Request) -> Response:
    """Say how to get a link."""
    return render(request, "login.html", step="none")


@router.get("/login/{token}")
def show_button(request: Request, token: str) -> Response:
    """Ask for a click before the link is used."""
    return render(request, "login.html", step="confirm", action=f"/login/{token}")


@router.post("/login/{token}")
def log_in(request: Request, context: Context, token: str) -> Response:
    """Use the link, and start a session."""
    with context.database.begin() as session:
        person = people.redeem_login_link(session, token)
        if person is None:
            return render(request, "login.html", step="bad", status_code=403)
        cookie = people.start_session(session, person.id, hours=context.session_hours)
        person_id = person.id
    context.audit.append("person.logged_in", str(person_id))
    response = go("/")
    response.set_cookie(
        SESSION_COOKIE,
        cookie,
        max_age=context.session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=context.secure_cookies,
    )
    return response


@router.post("/abmelden", dependencies=[OwnForm])
def log_out(request: Request, context: Context, me: Me) -> Response:
    """End the session, and let the browser forget the pages it kept."""
    with context.database.begin() as session:
        people.end_session(session, request.cookies.get(SESSION_COOKIE, ""))
    context.audit.append("person.logged_out", str(me.id))
    request.state.visitor = None
    response = render(request, "login.html", step="bye")
    response.delete_cookie(SESSION_COOKIE)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
