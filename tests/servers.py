"""Real servers for tests: PostgreSQL, S3 servers and Prefect, one of each per test session.

Loaded as a plugin by tests/conftest.py, so every room's tests can ask for these fixtures.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import urllib3
from sqlalchemy import inspect, text
from urllib3.exceptions import HTTPError

from cli import commands
from config.prefect import prefect_environment
from config.settings import PrefectSettings, Settings, child_environment
from storage import migrate
from storage.database import Database
from storage.embedded import process
from storage.embedded.postgres import EmbeddedPostgres
from storage.embedded.s3 import EmbeddedS3
from storage.objects import ObjectStore, StoreAddress

PREFECT_PORT = process.free_port()


def pytest_configure() -> None:
    """Point Prefect to the session's server before anything imports it; it would start one by itself."""
    home = Path(tempfile.gettempdir()) / "lotse-tests"
    (home / "prefect").mkdir(parents=True, exist_ok=True)
    settings = Settings(data=home, prefect=prefect_address())
    os.environ.update(prefect_environment(settings))  # noqa: TID251 - Prefect reads nothing else


def prefect_address() -> PrefectSettings:
    """Return where the session's Prefect server is, once it is started."""
    return PrefectSettings(api_url=f"http://127.0.0.1:{PREFECT_PORT}/api", port=PREFECT_PORT)


def wait_until(ready: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until something holds, or fail; a busy machine takes long, and is no fault."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            pytest.fail(f"not ready within {seconds} s: {ready}")
        time.sleep(0.05)


def answers(url: str) -> bool:
    """Whether a web server says that it is well."""
    try:
        return urllib3.request("GET", url, timeout=2, retries=False).status == 200
    except HTTPError:
        return False


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own user may enter, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="lotse-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def seaweedfs(server_folder: Path) -> Iterator[StoreAddress]:
    """SeaweedFS: the embedded store."""
    try:
        server, running = _store(server_folder / "seaweedfs")
    except pytest.fail.Exception:  # one of its ports was taken in the meantime: it listens on several
        server, running = _store(server_folder / "seaweedfs-again")
    yield StoreAddress(server.endpoint, server.keys.access_key, server.keys.secret_key)
    process.stop(running, seconds=0)


def _store(folder: Path) -> tuple[EmbeddedS3, subprocess.Popen[bytes]]:
    server = EmbeddedS3(folder, process.free_port())
    server.prepare()
    env = child_environment(Settings(), server.environment)
    running = process.start(server.command, log=folder.with_suffix(".log"), env=env)
    try:
        wait_until(server.ready, seconds=60)
    except pytest.fail.Exception:
        process.stop(running, seconds=0)
        raise
    return server, running


@pytest.fixture(scope="session")
def juicefs(server_folder: Path) -> Iterator[StoreAddress]:
    """JuiceFS's gateway: MinIO's own server code, without versions."""
    folder = server_folder / "juicefs"
    folder.mkdir()
    program, meta = str(Path(sys.executable).parent / "juicefs"), f"sqlite3://{folder}/meta.db"
    subprocess.run(
        [program, "format", "--storage", "file", "--bucket", f"{folder}/", "--trash-days=0", meta, "tests"],
        check=True,
        capture_output=True,
    )
    address = StoreAddress(f"127.0.0.1:{process.free_port()}", "testaccess", "testsecret-for-tests")
    env = {
        "MINIO_ROOT_USER": address.access_key,
        "MINIO_ROOT_PASSWORD": address.secret_key,
        "HOME": str(folder),
    }
    options = ["--multi-buckets", "--object-tag", "--no-usage-report", f"--cache-dir={folder}/cache"]
    running = process.start(
        [program, "gateway", *options, meta, address.endpoint], log=server_folder / "juicefs.log", env=env
    )
    wait_until(lambda: answers(f"http://{address.endpoint}/minio/health/live"))
    yield address
    process.stop(running)


@pytest.fixture
def store(seaweedfs: StoreAddress) -> ObjectStore:
    """An object store with empty buckets of this test's own."""
    store = ObjectStore(seaweedfs, bucket_prefix=f"t{secrets.token_hex(4)}-")
    store.ensure_buckets()
    return store


@pytest.fixture(scope="session")
def prefect_settings(server_folder: Path) -> Iterator[Settings]:
    """A real Prefect server; the settings name its address and its data folder."""
    address = prefect_address()
    settings = Settings(data=server_folder, prefect=address)
    command = [sys.executable, *commands.PREFECT[1:]]
    env = child_environment(settings, prefect_environment(settings))
    running = process.start(command, log=server_folder / "prefect.log", env=env)
    wait_until(lambda: answers(f"{address.api_url}/health"))
    yield settings
    process.stop(running, seconds=1)


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
