"""The tables. PostgreSQL is the only dialect; SQL stands only in the repositories of this room.

Times are UTC. Ids are random UUIDs: they may appear in logs and in Prefect, since they say nothing.
"""

from storage.tables.base import Base, Json, utcnow
from storage.tables.cases import (
    Case,
    CheckResult,
    Document,
    FindingRow,
    InboxHint,
    LedgerObject,
    PartRow,
    Submission,
    case_numbers,
)
from storage.tables.people import AuditEntry, LoginLink, LoginSession, Person, ReviewTask, Verdict

__all__ = [
    "AuditEntry",
    "Base",
    "Case",
    "CheckResult",
    "Document",
    "FindingRow",
    "InboxHint",
    "Json",
    "LedgerObject",
    "LoginLink",
    "LoginSession",
    "PartRow",
    "Person",
    "ReviewTask",
    "Submission",
    "Verdict",
    "case_numbers",
    "utcnow",
]
