"""Tables of the people, what they are asked, what they decide, and the audit chain."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.states import Role, TaskKind, TaskState, VerdictAction
from storage.tables.base import Base, Json, utcnow
from storage.tables.cases import Case, CheckResult, Submission


class Person(Base):
    """Somebody who works with the queue."""

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(default=Role.CASEWORKER)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class LoginLink(Base):
    """A link that logs a person in once; only the hash of its token is kept."""

    __tablename__ = "login_links"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    token_sha256: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LoginSession(Base):
    """A browser that is logged in; only the hash of its token is kept."""

    __tablename__ = "login_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    token_sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    expires_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class ReviewTask(Base):
    """Something that waits for a person.

    Attributes:
        check_id: What is reviewed, for kinds case and sample.
        submission_id: What could not be taken in, for kind quarantine.
        reason: For kind quarantine: the stable code of why.
    """

    __tablename__ = "review_tasks"
    __table_args__ = (
        UniqueConstraint("kind", "check_id"),
        Index("uq_review_tasks_one_open_quarantine", "submission_id", unique=True,
              postgresql_where=text("kind = 'quarantine' AND state IN ('open', 'claimed')")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[TaskKind]
    state: Mapped[TaskState] = mapped_column(default=TaskState.OPEN, index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    check_id: Mapped[UUID | None] = mapped_column(ForeignKey("checks.id", ondelete="CASCADE"))
    submission_id: Mapped[UUID | None] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"))
    reason: Mapped[str | None]
    claimed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    claimed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    done_at: Mapped[datetime | None]

    case: Mapped[Case | None] = relationship()
    check: Mapped[CheckResult | None] = relationship()
    submission: Mapped[Submission | None] = relationship()
    claimant: Mapped[Person | None] = relationship()


class Verdict(Base):
    """A person's decision; at most one final one per task.

    Attributes:
        corrections: What the person changed about the proposal; structure is the review app's.
        letter: The very PDF that the person saw and confirmed, for request_documents.
        seconds: Time the person spent on the task.
        applied_at: When its consequences (outbox, state of the case) were carried out; None until then.
    """

    __tablename__ = "verdicts"
    __table_args__ = (
        Index("uq_verdicts_one_final", "task_id", unique=True, postgresql_where=text("action <> 'correct'")),
        Index("ix_verdicts_unapplied", "created_at", postgresql_where=text("applied_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("review_tasks.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    action: Mapped[VerdictAction]
    reason: Mapped[str] = mapped_column(default="")
    corrections: Mapped[Json] = mapped_column(default=dict)
    letter: Mapped[bytes | None]
    letter_sha256: Mapped[str | None]
    seconds: Mapped[float] = mapped_column(default=0.0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    applied_at: Mapped[datetime | None]

    task: Mapped[ReviewTask] = relationship()
    person: Mapped[Person] = relationship()


class AuditEntry(Base):
    """One link of the audit chain; written only by ``storage.audit``, changed by nobody.

    Attributes:
        details: Ids, codes, versions, scores, seconds; never a word of a document.
        previous_hash: ``hash`` of the entry before; 64 zeros for the first.
        hash: SHA-256 over this entry and ``previous_hash``, in hexadecimal.
    """

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(index=True)
    actor: Mapped[str]
    details: Mapped[Json] = mapped_column(JSON)  # as text: it must come back exactly as it was hashed
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
