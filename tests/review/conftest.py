"""The app with a real database and real pages, as a client without a browser and as a server for one."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from contracts.catalogue import Catalogue, load_catalogue
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool
from followups.letter import Authority
from review.app import create_app
from review.context import ReviewContext
from review.pictures import Pictures
from storage import people
from storage.audit import Audit
from storage.database import Database
from storage.embedded.process import free_port
from tests.review.seed import MemoryOriginals, Seed

SECRET = "a shared secret for tests"  # noqa: S105 - not one that opens anything
AUTHORITY = Authority(
    name="Stadt Musterstadt",
    department="Wohngeldstelle",
    address=("Rathausplatz 1", "12345 Musterstadt"),
    phone="01234 567-890",
    email="wohngeld@musterstadt.example",
)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> datetime:
        """Return the time."""
        return datetime.fromtimestamp(time.time() + self.ahead, UTC)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(ReadingLimits(), workers=1) as pool:
        yield pool


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seed(database: Database, catalogue: Catalogue) -> Seed:
    return Seed(database, MemoryOriginals(), catalogue)


@pytest.fixture
def context(seed: Seed, pool: ReadingPool, clock: Clock) -> ReviewContext:
    return ReviewContext(
        database=seed.database,
        audit=Audit(seed.database.engine),
        originals=seed.originals,
        pictures=Pictures(pool),
        catalogue=seed.catalogue,
        authority=AUTHORITY,
        events_secret=SECRET,
        now=clock,
    )


@pytest.fixture
def app(context: ReviewContext) -> FastAPI:
    return create_app(context)


@pytest.fixture
def login_link(database: Database) -> Callable[[str], str]:
    """Makes login links for people by name."""

    def make(name: str = "Max Beispiel") -> str:
        with database.begin() as session:
            return people.create_login_link(session, people.named(session, name).id)

    return make


class Visitor:
    """Somebody with a browser that knows forms, but no scripts."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def get(self, address: str) -> httpx.Response:
        """Open a page."""
        return self.client.get(address)

    def post(self, address: str, *, csrf: str | None = None, **fields: object) -> httpx.Response:
        """Send a form, with the token that the start page carries unless told otherwise."""
        token = self.csrf if csrf is None else csrf
        return self.client.post(address, data={"csrf": token, **fields})

    @property
    def csrf(self) -> str:
        """The token in this session's forms."""
        return found(r'name="csrf" value="(\w+)"', self.get("/hilfe").text)

    def task_of(self, reference: str) -> str:
        """Return the task that the forms of a case name."""
        return found(r'name="task" value="([\w-]+)"', self.get(f"/faelle/{reference}").text)

    def take(self, reference: str) -> str:
        """Take a case and return its task."""
        assert self.post(f"/faelle/{reference}/uebernehmen").status_code == 200
        return self.task_of(reference)


@pytest.fixture
def visit(address: str, login_link: Callable[[str], str]) -> Iterator[Callable[[str], Visitor]]:
    """Logs people in by name."""
    clients: list[httpx.Client] = []

    def enter(name: str = "Max Beispiel") -> Visitor:
        client = httpx.Client(base_url=address, follow_redirects=True, timeout=60)
        clients.append(client)
        assert client.post(f"/login/{login_link(name)}").status_code == 200
        return Visitor(client)

    yield enter
    for client in clients:
        client.close()


@pytest.fixture
def visitor(visit: Callable[[str], Visitor]) -> Visitor:
    return visit("Max Beispiel")


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """The app as a server on this machine."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def found(pattern: str, text: str) -> str:
    """Return the first group of a pattern that must occur."""
    match = re.search(pattern, text)
    assert match is not None, pattern
    return match.group(1)


VENDOR = Path(__file__).parent / "vendor"
