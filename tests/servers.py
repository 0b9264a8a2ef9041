"""Real servers for tests: PostgreSQL, S3 servers and Prefect, one of each per test session.

Loaded as a plugin by tests/conftest.py, so every room's tests can ask for these fixtures.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from storage import migrate
from storage.database import Database
from storage.embedded import process
from storage.embedded.postgres import EmbeddedPostgres


def wait_until(ready: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds, or fail."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            pytest.fail(f"not ready within {seconds} s: {ready}")
        time.sleep(0.05)


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own user may enter, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="lotse-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(server_folder: Path) -> Iterator[str]:
    """A real PostgreSQL with all migrations applied."""
    server = EmbeddedPostgres(server_folder / "postgres", process.free_port(), durable=False)
    server.prepare()
    running = process.start(server.command, log=server_folder / "postgres.log", user=server.user)
    wait_until(server.ready)
    with Database(server.url) as database:
        migrate.upgrade(database.engine)
    yield server.url
    process.stop(running)


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    """The database with empty tables (committed work is removed before each test)."""
    with Database(postgres_url) as database:
        empty(database)
        yield database


def empty(database: Database) -> None:
    """Remove all rows; the audit trail's protection is lifted for that."""
    with database.begin() as session:
        tables = inspect(session.connection()).get_table_names()
        tables.remove("alembic_version")
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(f"TRUNCATE {', '.join(tables)} CASCADE"))
