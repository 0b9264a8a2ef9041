"""The audit trail: an append-only chain of hashes, beside the business transaction.

An entry is committed in a transaction of its own, so that it survives when the work it is about is
rolled back: that somebody looked is true even if what they did failed. A trigger of the database
forbids changing or deleting; whoever gets around it breaks the chain, and ``verify`` finds the place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from contracts.records import Record
from storage.tables import AuditEntry, Json, utcnow

START = "0" * 64
_LOCK = 0x61756469  # "audi": appends wait for each other, or two would follow the same entry


class ChainState(Record):
    """What walking the chain found.

    Attributes:
        entries: How many entries there are.
        head: Hash of the last one; written down elsewhere, it also proves that no tail was cut off.
        broken_at: Number of the first entry that was changed, removed or slipped in; None if sound.
    """

    entries: int
    head: str
    broken_at: int | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing was tampered with."""
        return self.broken_at is None


class Audit:
    """Writes and checks the audit trail."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, event: str, actor: str, **details: object) -> str:
        """Write an entry and return its hash.

        Args:
            event: Named in the past tense, e.g. ``verdict.given``, ``document.revealed``.
            actor: Id of the person, or ``system``.
            **details: Ids, codes, versions, scores, seconds. Never a word of a document, never a name.
        """
        kept: Json = json.loads(json.dumps(details, default=str))
        with Session(self._engine) as session, session.begin():
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            last = session.scalar(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1))
            entry = AuditEntry(
                number=last.number + 1 if last else 1,
                at=utcnow(),
                event=event,
                actor=actor,
                details=kept,
                previous_hash=last.hash if last else START,
            )
            entry.hash = link(entry)
            session.add(entry)
            return entry.hash

    def verify(self) -> ChainState:
        """Walk the whole chain."""
        number, head = 0, START
        with Session(self._engine) as session:
            query = select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=1000)
            with session.scalars(query) as entries:
                for entry in entries:
                    follows = (entry.number, entry.previous_hash) == (number + 1, head)
                    if not follows or entry.hash != link(entry):
                        return ChainState(entries=number, head=head, broken_at=number + 1)
                    number, head = entry.number, entry.hash
        return ChainState(entries=number, head=head)

    def entries_about(self, key: str, value: str) -> Sequence[AuditEntry]:
        """Return the entries whose details hold ``key`` with ``value``, e.g. all about one case."""
        query = select(AuditEntry).where(AuditEntry.details[key].as_string() == value)
        with Session(self._engine) as session:
            return session.scalars(query.order_by(AuditEntry.number)).all()


def link(entry: AuditEntry) -> str:
    """Return the hash that chains an entry to the one before."""
    content = {
        "number": entry.number,
        "at": _utc(entry.at),
        "event": entry.event,
        "actor": entry.actor,
        "details": entry.details,
        "previous": entry.previous_hash,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
