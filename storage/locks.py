"""Locks that the database server frees by itself when the process that holds one dies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError


@contextmanager
def exclusive(engine: Engine, name: str, *, wait_seconds: float = 0) -> Iterator[bool]:
    """Hold the lock ``name`` (a PostgreSQL session advisory lock) on a connection of its own.

    Yields:
        Whether the lock was had within ``wait_seconds``; False means that another process works there.
    """
    key = _number(name)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if wait_seconds > 0:
            connection.execute(text(f"SET lock_timeout = {int(wait_seconds * 1000)}"))
            taken = _wait(connection, key)
        else:
            taken = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}))
        try:
            yield taken
        finally:
            if taken:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
            connection.execute(text("RESET lock_timeout"))


def is_free(engine: Engine, name: str) -> bool:
    """Whether nobody holds the lock ``name`` at this moment."""
    with exclusive(engine, name) as taken:
        return taken


def _wait(connection: Connection, key: int) -> bool:
    try:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
    except OperationalError:  # lock_timeout
        return False
    return True


def _number(name: str) -> int:
    """Return a signed 64-bit number, which is what PostgreSQL names locks by."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
