"""The embedded stack in one folder: settings, order of start, addresses. Everything on loopback."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr

from cli import services
from cli.supervisor import Supervisor
from config.settings import Settings
from storage import migrate, people
from storage.database import Database
from storage.embedded.postgres import EmbeddedPostgres
from storage.embedded.process import free_port
from storage.embedded.s3 import EmbeddedS3
from storage.objects import ObjectStore, StoreAddress
from storage.states import Role

FIRST_PORTS = {"review": 8080, "prefect": 4200}
FIRST_PERSON = "Sachbearbeitung"


class FolderInUse(RuntimeError):
    """Another process runs the stack in this folder; the argument is its number."""


class PortTaken(OSError):
    """The port that was asked for is not free."""


class Stack(NamedTuple):
    """The running stack."""

    settings: Settings
    supervisor: Supervisor
    login_url: str

    def store(self) -> ObjectStore:
        """Return the object store."""
        s3 = self.settings.s3
        return ObjectStore(StoreAddress(s3.endpoint, s3.access_key, s3.secret_key.get_secret_value()))

    def database(self) -> Database:
        """Return the database."""
        return Database(self.settings.database.full_url)


@contextmanager
def running_stack(
    data: Path, *, port: int | None, say: Callable[..., None], base: Settings | None = None
) -> Iterator[Stack]:
    """Start everything, and stop everything at the end.

    Args:
        data: Folder of all data; created if there is none.
        port: Port of the review queue; 8080 or another free one if None.
        say: Told what happens, see ``Supervisor``.
        base: Settings apart from addresses; those of the environment if None.

    Raises:
        FolderInUse, PortTaken: before anything was started.
        cli.supervisor.NotReady: with the name of the service and its log.
    """
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    with _alone_in(data):
        ports = _ports(data, port)
        database = EmbeddedPostgres(data / "postgres", ports["postgres"])
        store = EmbeddedS3(data / "s3", ports["s3"])
        database.prepare()
        store.prepare()
        settings = _settings(base or Settings(), data, (database, store, ports))
        supervisor = Supervisor(data, say)
        try:
            _start(supervisor, settings, database, store)
            yield Stack(settings, supervisor, _login_url(settings))
        finally:
            supervisor.stop()


def _start(supervisor: Supervisor, settings: Settings, database: EmbeddedPostgres, store: EmbeddedS3) -> None:
    """Start all at once, as far as nobody has to wait: the worker waits for the servers by itself."""
    supervisor.start(services.postgres_service(database, settings))
    supervisor.start(services.s3_service(store, settings))
    supervisor.start(services.prefect_service(settings))
    supervisor.wait_until_ready("postgres")
    with Database(settings.database.full_url) as migrated:
        migrate.upgrade(migrated.engine)
    supervisor.start(services.worker_service(settings))
    supervisor.start(services.review_service(settings))
    for name in ("s3", "prefect", "worker", "review"):
        supervisor.wait_until_ready(name, seconds=120)


def _settings(
    base: Settings, data: Path, places: tuple[EmbeddedPostgres, EmbeddedS3, dict[str, int]]
) -> Settings:
    database, store, ports = places
    s3 = {
        "endpoint": store.endpoint,
        "access_key": store.keys.access_key,
        "secret_key": SecretStr(store.keys.secret_key),
        "secure": False,
        "bucket_prefix": "",
    }
    prefect = {"api_url": f"http://127.0.0.1:{ports['prefect']}/api", "port": ports["prefect"]}
    return base.model_copy(
        update={
            "data": data,
            "s3": base.s3.model_copy(update=s3),
            "database": base.database.model_copy(update={"url": SecretStr(database.url), "password": None}),
            "prefect": base.prefect.model_copy(update={**prefect, "host": "127.0.0.1", "database_url": None}),
            "review": base.review.model_copy(update={"port": ports["review"], "host": "127.0.0.1"}),
        }
    )


def settings_of_running(data: Path) -> Settings | None:
    """Return the settings of the stack that runs in a folder, or None if none does."""
    data = data.resolve()
    if not (data / "ports.json").exists():
        return None
    try:
        with _alone_in(data):
            return None
    except FolderInUse:
        ports = json.loads((data / "ports.json").read_text(encoding="ascii"))
    servers = EmbeddedPostgres(data / "postgres", ports["postgres"]), EmbeddedS3(data / "s3", ports["s3"])
    return _settings(Settings(), data, (*servers, ports))


@contextmanager
def _alone_in(data: Path) -> Iterator[None]:
    """Hold the folder's lock; the system frees it when this process dies, however that happens."""
    with (data / "lotse.lock").open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise FolderInUse(lock.read().strip()) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _ports(data: Path, review: int | None) -> dict[str, int]:
    """Use the ports of the last time again where they are free, so that bookmarks stay good."""
    kept = data / "ports.json"
    last = (
        json.loads(kept.read_text(encoding="ascii")) if kept.exists() else {"review": 8080, "prefect": 4200}
    )
    ports = {name: free_port(last.get(name)) for name in ("postgres", "s3", "prefect", "review")}
    if review is not None:
        ports["review"] = free_port(review)
        if ports["review"] != review:
            raise PortTaken(review)
    kept.write_text(json.dumps(ports), encoding="ascii")
    return ports


def _login_url(settings: Settings) -> str:
    with Database(settings.database.full_url) as database, database.begin() as session:
        person = people.named(session, FIRST_PERSON, Role.ADMIN)
        return f"{settings.review.url}/login/{people.create_login_link(session, person.id)}"
