"""The parts of the embedded stack: how each is started, and how one sees that it is ready."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import urllib3
from urllib3.exceptions import HTTPError

from cli import commands
from config.settings import Settings, child_environment
from storage.embedded.postgres import EmbeddedPostgres
from storage.embedded.s3 import STOP_SECONDS, EmbeddedS3


class Service(NamedTuple):
    """One process of the stack.

    Attributes:
        name: Also the name of its log and its pid file.
        env: The whole environment.
        ready: Whether it does its work.
        user: Who runs it; us if None.
        stop_signal: What makes it end cleanly, within ``stop_seconds``; then it is killed.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    ready: Callable[[], bool]
    user: str | None = None
    stop_signal: int = signal.SIGTERM
    stop_seconds: float = 15


def postgres_service(server: EmbeddedPostgres, settings: Settings) -> Service:
    """Return PostgreSQL; SIGINT is its "fast shutdown"."""
    env = child_environment(settings)
    return Service("postgres", server.command, env, server.ready, server.user, signal.SIGINT)


def s3_service(server: EmbeddedS3, settings: Settings) -> Service:
    """Return the object store."""
    env = child_environment(settings, server.environment)
    return Service("s3", server.command, env, server.ready, stop_seconds=STOP_SECONDS)


def prefect_service(settings: Settings) -> Service:
    """Return Prefect's server."""
    health = f"{settings.prefect.api_url}/health"
    return Service("prefect", _python(commands.PREFECT), child_environment(settings), lambda: answers(health))


def worker_service(settings: Settings) -> Service:
    """Return the worker; it is ready when it has looked for work since this moment."""
    born = time.time()
    alive = settings.worker_alive
    return Service(
        "worker",
        _python(commands.WORKER),
        child_environment(settings),
        lambda: alive.exists() and alive.stat().st_mtime > born,
    )


def review_service(settings: Settings) -> Service:
    """Return the review queue."""
    health = f"http://{settings.review.host}:{settings.review.port}/health"
    return Service("review", _python(commands.REVIEW), child_environment(settings), lambda: answers(health))


def answers(url: str) -> bool:
    """Whether a web server says that it is well."""
    try:
        return urllib3.request("GET", url, timeout=2, retries=False).status == 200  # noqa: PLR2004 - HTTP's "OK"
    except HTTPError:
        return False


def _python(command: Sequence[str]) -> list[str]:
    """Use the interpreter that runs us, whatever ``python`` is here."""
    return [sys.executable, *command[1:]]


def pid_file(data: Path, name: str) -> Path:
    """Return where the process id of a service is kept."""
    return data / "run" / f"{name}.pid"


def log_file(data: Path, name: str) -> Path:
    """Return where a service's output goes."""
    return data / "logs" / f"{name}.log"
