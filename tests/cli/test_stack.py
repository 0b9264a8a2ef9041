"""``lotse up``: starts, supervises, ends cleanly, and comes back after the worst."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from cli.services import Service
from cli.supervisor import NotReady, Supervisor
from storage.embedded import process
from tests.servers import answers, wait_until

UP = "import typer; from cli.up import up; typer.run(up)"
Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="lotse-up-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def start_up(data: Path) -> Iterator[Start]:
    running: list[subprocess.Popen[bytes]] = []
    env = {**os.environ, "LOTSE_WORKER_CHECKER": "tests.flows.fakes:make"}  # noqa: TID251 - a test may

    def start() -> subprocess.Popen[bytes]:
        (data / "out").unlink(missing_ok=True)
        port = str(process.free_port())
        running.append(
            process.start(
                [sys.executable, "-c", UP, "--data", str(data), "--port", port], log=data / "out", env=env
            )
        )
        wait_until(lambda: "Strg-C" in said(data) or running[-1].poll() is not None, seconds=150)
        return running[-1]

    yield start
    for each in running:
        process.stop(each, seconds=20)


def said(data: Path) -> str:
    return (data / "out").read_text(encoding="utf-8") if (data / "out").exists() else ""


def ours(data: Path) -> list[psutil.Process]:
    """Processes whose command line or environment names the folder, except the starter's own."""
    return [each for each in psutil.process_iter() if names(each, str(data))]


def names(each: psutil.Process, folder: str) -> bool:
    try:
        words = [*each.cmdline(), each.environ().get("LOTSE_DATA", "")]
    except psutil.Error:
        return False
    return any(folder in word for word in words)


def test_the_life_of_a_stack(data: Path, start_up: Start) -> None:
    """One story, since each start costs seconds.

    It says its addresses; a second one in the folder is refused; a service that dies comes back; when
    everything is killed the next start recovers; Ctrl-C leaves no process behind.
    """
    up = start_up()
    assert up.poll() is None, said(data)
    login = re.search(r"http://127\.0\.0\.1:\d+/login/\S+", said(data))
    assert login
    assert answers(login.group().partition("/login/")[0] + "/health")

    second = subprocess.run(
        [sys.executable, "-c", UP, "--data", str(data)], capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert str(up.pid) in second.stderr

    review = int((data / "run" / "review.pid").read_text())
    os.kill(review, signal.SIGKILL)
    wait_until(lambda: int((data / "run" / "review.pid").read_text()) != review)

    for each in ours(data):
        each.kill()
    up.wait()
    up = start_up()
    assert up.poll() is None, said(data)

    os.kill(up.pid, signal.SIGINT)
    assert up.wait(30) == 0
    assert ours(data) == []


def test_a_service_that_does_not_get_ready_names_its_log(tmp_path: Path) -> None:
    """The message leads to the reason."""
    supervisor = Supervisor(tmp_path, lambda *_args, **_values: None)
    supervisor.start(Service("broken", [sys.executable, "-c", "raise SystemExit('no')"], {}, lambda: False))
    with pytest.raises(NotReady, match=r"broken\.log"):
        supervisor.wait_until_ready("broken")
    supervisor.stop()
    assert "no" in (tmp_path / "logs" / "broken.log").read_text()


def test_a_service_that_dies_is_started_again_with_growing_pauses(tmp_path: Path) -> None:
    """It is said each time, and the machine is not kept busy."""
    told: list[tuple[str, dict[str, object]]] = []
    supervisor = Supervisor(tmp_path, lambda key, **values: told.append((key, values)))
    supervisor.start(Service("short", [sys.executable, "-c", ""], {}, lambda: True))

    def restarted() -> bool:
        supervisor.look()
        return [key for key, _ in told].count("died") == 2

    wait_until(restarted)
    assert [key for key, _ in told] == ["died", "restarted", "died"]
    assert [values["pause"] for key, values in told if key == "died"] == [2, 4]
    supervisor.stop()


def test_an_orphan_is_ended_and_a_stranger_is_not(tmp_path: Path) -> None:
    """Process numbers are used again: only what names our folder is ours."""
    pid_file = tmp_path / "x.pid"
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "our-folder"])
    pid_file.write_text(f"{sleeper.pid}\n", encoding="ascii")
    assert not process.end_orphan(pid_file, mark="another-folder")
    assert sleeper.poll() is None
    pid_file.write_text(f"{sleeper.pid}\n", encoding="ascii")
    assert process.end_orphan(pid_file, mark="our-folder")
    sleeper.wait(5)
    assert not process.end_orphan(pid_file, mark="our-folder")
