"""Repository of hints: who said that an object arrived in the inbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.states import FoundBy
from storage.tables import InboxHint, utcnow


def hinted(session: Session, keys: Iterable[str]) -> dict[str, FoundBy]:
    """Return, for those of ``keys`` that were announced, by whom; the store's own event counts first."""
    query = select(InboxHint.key, InboxHint.source).where(InboxHint.key.in_(list(keys)))
    found: dict[str, FoundBy] = {}
    for key, source in session.execute(query):
        found[key] = FoundBy.EVENT if FoundBy.EVENT in {source, found.get(key)} else source
    return found


def forget_old(session: Session, days: int = 7) -> None:
    """Delete hints for objects that never turned up."""
    session.execute(delete(InboxHint).where(InboxHint.created_at < utcnow() - timedelta(days=days)))


def forget(session: Session, keys: Iterable[str]) -> None:
    """Delete the hints for objects that were taken over."""
    session.execute(delete(InboxHint).where(InboxHint.key.in_(list(keys))))
