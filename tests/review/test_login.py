from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from review.guard import HEADERS
from review.web import SESSION_COOKIE
from tests.review.conftest import SECRET, Visitor


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


def test_opening_a_link_does_not_use_it_up(client: httpx.Client, login_link: Callable[[], str]) -> None:
    """Mail scanners open links; only the button behind it logs in, and only once."""
    link = f"/login/{login_link()}"
    for _ in range(3):
        assert "Jetzt anmelden" in client.get(link).text
    assert client.post(link).status_code == 303
    assert client.get("/").status_code == 200
    again = client.post(link)
    assert again.status_code == 403
    assert "gilt nicht mehr" in again.text


def test_the_cookie_is_out_of_reach_of_scripts(client: httpx.Client, login_link: Callable[[], str]) -> None:
    """The session cookie is HttpOnly and SameSite=Lax."""
    cookie = client.post(f"/login/{login_link()}").headers["set-cookie"]
    assert SESSION_COOKIE in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


@pytest.mark.parametrize("page", ["/", "/erledigt", "/hilfe", "/faelle/AL-2026-000001-5"])
def test_nothing_is_shown_without_a_login(client: httpx.Client, page: str) -> None:
    """Every page but the one about logging in wants a session."""
    answer = client.get(page)
    assert (answer.status_code, answer.headers["location"]) == (303, "/anmelden")


def test_logging_out_ends_the_session(visitor: Visitor) -> None:
    """After logging out the cookie opens nothing, wherever it is kept."""
    cookie = visitor.client.cookies[SESSION_COOKIE]
    assert "Sie sind abgemeldet" in visitor.post("/abmelden").text
    visitor.client.cookies.set(SESSION_COOKIE, cookie)
    assert "Bitte melden Sie sich an" in visitor.get("/").text


def test_forms_of_other_sites_are_turned_away(visitor: Visitor) -> None:
    """A form without this session's token, or from another site, does nothing."""
    assert visitor.post("/abmelden", csrf="0" * 64).status_code == 403
    assert visitor.post("/abmelden", csrf="ü").status_code == 403
    foreign = visitor.client.post("/abmelden", headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    assert visitor.get("/").status_code == 200


def test_every_answer_protects_its_reader(visitor: Visitor) -> None:
    """No foreign or inline script can run, no other site can frame the app, nothing is kept by caches."""
    for address in ("/", "/gibt-es-nicht", "/static/app.css", "/health"):
        headers = visitor.get(address).headers
        assert all(headers[name] == value for name, value in HEADERS.items())
    assert visitor.get("/").headers["cache-control"] == "no-store"
    assert "'unsafe-inline'" not in HEADERS["Content-Security-Policy"]


def test_health_says_whether_the_database_answers(client: httpx.Client) -> None:
    """A load balancer asks without logging in."""
    assert client.get("/health").json() == {"status": "ok"}


def event(key: str, bucket: str = "inbox") -> dict[str, object]:
    return {"Records": [{"s3": {"bucket": {"name": bucket}, "object": {"key": key}}}]}


def test_the_object_store_is_heard_only_with_the_secret(client: httpx.Client) -> None:
    """Anybody could post to the webhook; only who knows the secret wakes the worker."""
    message = event("wohngeld-mietzuschuss%2Fneu%2Fmeta.json")
    assert client.post("/events/s3", json=message).status_code == 403
    wrong = client.post("/events/s3", json=message, headers={"authorization": "Bearer wrong"})
    assert wrong.status_code == 403
    right = client.post("/events/s3", json=message, headers={"authorization": f"Bearer {SECRET}"})
    assert right.status_code == 204


@pytest.mark.parametrize("message", [{}, {"Records": None}, {"Records": ["?"]}, {"Records": [{}]}])
def test_strange_messages_of_the_object_store_are_no_error(
    client: httpx.Client, message: dict[str, object]
) -> None:
    """A message that is not understood is passed over: the sweep finds what it meant."""
    answer = client.post("/events/s3", json=message, headers={"authorization": SECRET})
    assert answer.status_code == 204
