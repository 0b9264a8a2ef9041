"""The worker on a real Prefect server: found within seconds, killed in the middle, decided once."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from cli import commands
from config.settings import Settings, child_environment
from flows.house import House
from storage import ledger, people, reviews
from storage.embedded import process
from storage.objects import Bucket
from storage.reviews import NewVerdict
from storage.states import FoundBy, SubmissionState, TaskKind, VerdictAction
from storage.tables import CheckResult, ReviewTask, Submission
from tests.flows.fakes import WORDS
from tests.servers import wait_until

PROCEDURE = "wohngeld-mietzuschuss"
Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start_worker(house: House, prefect_settings: Settings, tmp_path: Path) -> Iterator[Start]:
    """Start workers; all are ended after the test."""
    settings = house.settings.model_copy(update={"prefect": prefect_settings.prefect})
    command = [sys.executable, *commands.WORKER[1:]]
    running: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        settings.worker_alive.unlink(missing_ok=True)
        worker = process.start(command, log=tmp_path / "worker.log", env=child_environment(settings))
        running.append(worker)
        wait_until(settings.worker_alive.exists)
        return worker

    yield start
    for each in running:
        process.stop(each, seconds=0)


def submissions(house: House) -> dict[str, SubmissionState]:
    with house.database.begin() as session:
        rows = session.execute(select(Submission.source, Submission.state))
        return dict(rows.tuples().all())


def flow_runs(settings: Settings) -> list[dict[str, object]]:
    answer = httpx.post(f"{settings.prefect.api_url}/flow_runs/filter", json={"limit": 200})
    runs: list[dict[str, object]] = answer.raise_for_status().json()
    return runs


def test_killed_in_the_middle_and_decided_once(
    house: House, prefect_settings: Settings, start_worker: Start, tmp_path: Path
) -> None:
    """The main promises in one long story, since each worker costs seconds.

    A file is found within seconds. When the worker dies with everything it runs, the next one finishes
    the work, the dead run is marked, and there is one result. What crashes each time ends with a person.
    A verdict is carried out. Prefect's database holds no word of any document.
    """
    deadly = tmp_path / "deadly"
    deadly.touch()
    worker = start_worker()
    house.store.put(Bucket.INBOX, f"{PROCEDURE}/killed.pdf", f"accept die {deadly}".encode())
    key = f"{PROCEDURE}/killed.pdf"
    wait_until(lambda: submissions(house).get(key) is SubmissionState.PROCESSING)
    process.stop(worker, how=signal.SIGKILL)
    deadly.unlink()

    worker = start_worker()
    house.store.put(Bucket.INBOX, f"{PROCEDURE}/crashes.pdf", b"crash")
    wait_until(lambda: submissions(house).get(key) is SubmissionState.CHECKED)
    with house.database.begin() as session:
        task = session.scalars(select(ReviewTask).where(ReviewTask.kind == TaskKind.CASE)).one()
        person = people.named(session, "Erika Musterfrau")
        reviews.claim(session, task.id, person.id)
        reviews.decide(session, task.id, person.id, NewVerdict(action=VerdictAction.ACCEPT))
    wait_until(lambda: len(list(house.store.list(Bucket.OUTBOX))) == 2)
    crashing = f"{PROCEDURE}/crashes.pdf"
    wait_until(lambda: submissions(house).get(crashing) is SubmissionState.FAILED)
    process.stop(worker, how=signal.SIGTERM, seconds=20)
    assert worker.returncode == 0

    with house.database.begin() as session:
        assert session.scalar(select(func.count()).select_from(CheckResult)) == 1
        assert ledger.found_by_counts(session) == {FoundBy.WATCH: 2}
    assert house.audit.verify().sound
    runs = flow_runs(prefect_settings)
    assert "CRASHED" in {run["state_type"] for run in runs}
    assert "RUNNING" not in {run["state_type"] for run in runs}
    assert_no_words_of_documents(prefect_settings.data / "prefect", tmp_path / "worker.log")


def assert_no_words_of_documents(prefect: Path, log: Path) -> None:
    """Neither Prefect's database nor a log holds what the crashing checker said, or a file's name."""
    files = [*prefect.glob("prefect.db*"), log]
    assert files
    for file in files:
        content = file.read_bytes()
        for word in (WORDS, "Musterfrau", "killed.pdf", "crashes.pdf"):
            assert word.encode() not in content, f"{word} in {file.name}"
