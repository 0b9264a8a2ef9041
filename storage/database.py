"""The door to PostgreSQL: one engine per process, sessions that the edge commits, migrations.

Repositories take a ``Session`` and never commit. The edge (a flow, a request, a command) does::

    with database.begin() as session:  # commits at the end, rolls back on an exception
        ledger.receive(session, arrival)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker


class DatabaseUnreachable(ConnectionError):
    """PostgreSQL does not answer; says what to look at next, never the password."""


class Database:
    """The engine and its sessions; close it, or use it as a context manager."""

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        """Connect lazily to ``postgresql://user:password@host:port/name``."""
        self.url = url
        self.engine: Engine = create_engine(
            _with_driver(url),
            pool_size=pool_size,
            max_overflow=10,
            pool_pre_ping=True,
            hide_parameters=True,  # an exception never repeats what stands in a row
        )
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Give a session whose work is committed at the end, or rolled back on an exception."""
        with self._sessions.begin() as session:
            yield session

    def session(self) -> Session:
        """Return a session that the caller commits and closes."""
        return self._sessions()

    def check(self) -> None:
        """Ask the server for a sign of life.

        Raises:
            DatabaseUnreachable: with the next step.
        """
        try:
            with self.engine.connect():
                pass
        except OperationalError:
            where = self.engine.url.render_as_string(hide_password=True)
            raise DatabaseUnreachable(
                f"PostgreSQL antwortet nicht unter {where}. Läuft der Server, und stimmt das Passwort?"
            ) from None

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _with_driver(url: str) -> str:
    """Name psycopg 3 where the address leaves the driver open."""
    scheme, colon, rest = url.partition(":")
    return f"postgresql+psycopg{colon}{rest}" if scheme in {"postgres", "postgresql"} else url
