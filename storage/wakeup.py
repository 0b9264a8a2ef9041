"""Waking the worker: PostgreSQL's NOTIFY travels with the transaction that wrote the row to work on.

The message is empty on purpose. What there is to do stands in the tables; a lost message costs only
time, since the worker's sweep looks there as well.
"""

from __future__ import annotations

from collections.abc import Generator
from enum import StrEnum

import psycopg
from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.states import FoundBy
from storage.tables import InboxHint


class Channel(StrEnum):
    """What the worker listens to."""

    INBOX = "lotse_inbox"
    SUBMISSION = "lotse_submission"
    VERDICT = "lotse_verdict"


def notify(session: Session, channel: Channel) -> None:
    """Wake the worker when this session's transaction commits."""
    session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": channel.value})


def hint_inbox(session: Session, key: str, source: FoundBy = FoundBy.EVENT) -> None:
    """Say that an object may have arrived in the inbox; ``key`` without the bucket."""
    session.add(InboxHint(key=key, source=source))
    session.flush()
    notify(session, Channel.INBOX)


def listen(url: str, *, timeout: float) -> Generator[Channel | None]:
    """Yield each channel that was notified, and None whenever ``timeout`` seconds pass in silence.

    Raises:
        psycopg.OperationalError: when the connection is lost; listen anew then.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        for channel in Channel:
            connection.execute(f"LISTEN {channel.value}")
        while True:
            silent = True
            for message in connection.notifies(timeout=timeout, stop_after=1):
                silent = False
                yield Channel(message.channel)
            if silent:
                yield None
