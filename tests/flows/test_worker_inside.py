"""The worker's parts in this process, on a real Prefect server: its runner, its watcher, its dispatch."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from config.settings import DatabaseSettings, Settings
from flows import dispatch, worker
from flows.checking import load_checker
from flows.house import House, open_house
from flows.watching import Watcher
from storage import ledger, people, reviews
from storage.objects import Bucket
from storage.reviews import NewVerdict
from storage.states import SubmissionState, TaskKind, VerdictAction
from storage.tables import ReviewTask, Submission
from tests.flows.steps import PROCEDURE, arrive
from tests.servers import wait_until


@pytest.fixture
def inside(house: House, prefect_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Flows of this process find this test's house and server."""
    assert prefect_settings.prefect.port
    for name, value in house.settings.to_environment().items():
        monkeypatch.setenv(name, value)
    open_house.cache_clear()
    load_checker.cache_clear()
    yield house
    open_house().database.close()
    open_house.cache_clear()
    load_checker.cache_clear()


@pytest.fixture
def working(inside: House) -> Iterator[House]:
    """A worker works in a thread."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.work, args=(inside, stop))
    worker.wait_for_servers(inside, stop)
    thread.start()
    yield inside
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def state(house: House, source: str) -> SubmissionState | None:
    with house.database.begin() as session:
        return session.scalar(select(Submission.state).where(Submission.source == source))


def test_from_the_inbox_to_the_outbox(working: House) -> None:
    """Dropped, found, checked, decided, sent; and what always fails ends with a person."""
    good, bad = f"{PROCEDURE}/good.pdf", f"{PROCEDURE}/bad.pdf"
    working.store.put(Bucket.INBOX, good, b"accept")
    working.store.put(Bucket.INBOX, bad, b"crash")
    wait_until(lambda: state(working, good) is SubmissionState.CHECKED)
    with working.database.begin() as session:
        task = session.scalars(select(ReviewTask).where(ReviewTask.kind == TaskKind.CASE)).one()
        person = people.named(session, "Erika Musterfrau")
        reviews.claim(session, task.id, person.id)
        reviews.decide(session, task.id, person.id, NewVerdict(action=VerdictAction.ACCEPT))
    wait_until(lambda: len(list(working.store.list(Bucket.OUTBOX))) == 2)
    wait_until(lambda: state(working, bad) is SubmissionState.FAILED)


def test_a_submission_that_somebody_works_on_is_left_alone(working: House, inside: House) -> None:
    """The lock says so, whatever the state in the table."""
    del working
    submission_id = arrive(inside, b"accept slow 2", f"{PROCEDURE}/slow.pdf")
    wait_until(lambda: state(inside, f"{PROCEDURE}/slow.pdf") is SubmissionState.PROCESSING)
    assert dispatch.start_unfinished(inside) == 0
    wait_until(lambda: state(inside, f"{PROCEDURE}/slow.pdf") is SubmissionState.CHECKED)
    with inside.database.begin() as session:
        found = ledger.get(session, submission_id)
    assert found is not None
    assert found.attempts == 1


def test_the_watcher_outlives_its_servers(inside: House) -> None:
    """A database that goes away costs time, and no watcher."""
    ends = threading.Event()
    nowhere = DatabaseSettings(url=SecretStr("postgresql://nobody:x@127.0.0.1:1/none"))
    gone = inside.settings.model_copy(update={"database": nowhere})
    watcher = threading.Thread(target=Watcher(inside._replace(settings=gone), ends).run)
    watcher.start()
    ends.wait(1)
    assert watcher.is_alive()
    ends.set()
    watcher.join(10)
    assert not watcher.is_alive()
