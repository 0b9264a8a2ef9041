"""Tables of what came in and what was found: submissions, the ledger, cases, documents, checks."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Sequence, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.states import CaseState, FoundBy, SubmissionState
from storage.tables.base import Base, Json, utcnow

case_numbers = Sequence("case_numbers", metadata=Base.metadata)


class Case(Base):
    """An application on its way (Vorgang).

    Attributes:
        reference: Human-friendly case reference (Aktenzeichen), see ``storage.references``.
        received: Day on which the legal clock started.
    """

    __tablename__ = "cases"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    procedure: Mapped[str] = mapped_column(index=True)
    received: Mapped[date]
    state: Mapped[CaseState] = mapped_column(default=CaseState.PROCESSING, index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow, onupdate=utcnow)


class Submission(Base):
    """What arrived together (Einsendung); the first one opens a case, later ones join it.

    Attributes:
        source: Bucket-relative prefix or key in the inbox, e.g. ``wohngeld-mietzuschuss/2026-11-02-a/``.
        procedure: As asked for; None where the key names a case reference that is unknown.
        meta: The understood part of meta.json (``contracts.submission.Meta``).
        problem: Stable code of why it is quarantined or failed; never a word of a document.
        duplicate_of: An earlier submission with exactly the same files.
    """

    __tablename__ = "submissions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    source: Mapped[str] = mapped_column(index=True)
    procedure: Mapped[str | None]
    received: Mapped[date]
    meta: Mapped[Json] = mapped_column(default=dict)
    state: Mapped[SubmissionState] = mapped_column(default=SubmissionState.RECEIVED, index=True)
    found_by: Mapped[FoundBy]
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None]
    content_sha256: Mapped[str] = mapped_column(index=True)
    duplicate_of: Mapped[UUID | None] = mapped_column(ForeignKey("submissions.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow, onupdate=utcnow)

    case: Mapped[Case | None] = relationship()


class LedgerObject(Base):
    """One version of one object that was seen in the inbox: the truth about what was taken over.

    Attributes:
        version: The store's version id, or its ETag where the store keeps no versions.
        etag: By which the next listing knows the object again without fetching it.
        size: In bytes.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("bucket", "key", "version", "sha256"),
        Index(None, "bucket", "key", "etag"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    bucket: Mapped[str]
    key: Mapped[str]
    version: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    etag: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    seen_at: Mapped[datetime] = mapped_column(default=utcnow)


class InboxHint(Base):
    """The object store (EVENT) or the worker's look at the listing (WATCH) says: something is new."""

    __tablename__ = "inbox_hints"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    source: Mapped[FoundBy]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class Document(Base):
    """One file of a submission, or one that came packed in such a file.

    Attributes:
        file: Path of the file inside its submission; may hold a name, so it is never logged.
        key: Key of the immutable original in the bucket ``originals``; of its container for a packed file.
        member: Name of a packed file in each container, outermost first; empty for the original itself.
        turned: Per page the degrees clockwise by which reading turned it upright; boxes refer to that.
        position: Order in the case, counted from 0.
        size: In bytes; 0 for packed files, which take no room of their own.
    """

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("submission_id", "file"), UniqueConstraint("key", "member"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    position: Mapped[int]
    file: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    key: Mapped[str]
    member: Mapped[list[str]] = mapped_column(default=list)
    turned: Mapped[list[int]] = mapped_column(default=list)


class CheckResult(Base):
    """What one check of a case found: one per submission that joined the case, and never a second.

    Attributes:
        report: ``contracts.report.Report`` as JSON (``schema`` = ``antragslotse/report/1``).
        contract: Version of the procedure's contract.
        form_variant: The known form that was recognised, if any.
    """

    __tablename__ = "checks"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), unique=True)
    proposal: Mapped[str]
    complete: Mapped[bool]
    contract: Mapped[str]
    form_variant: Mapped[str | None]
    report: Mapped[Json]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    parts: Mapped[list[PartRow]] = relationship(order_by="PartRow.position", cascade="all, delete-orphan")
    findings: Mapped[list[FindingRow]] = relationship(
        order_by="FindingRow.position", cascade="all, delete-orphan"
    )


class PartRow(Base):
    """One document inside a file, as the check saw it; ``pages`` count from 0."""

    __tablename__ = "parts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    check_id: Mapped[UUID] = mapped_column(ForeignKey("checks.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    pages: Mapped[list[int]]
    type: Mapped[str] = mapped_column(index=True)
    confidence: Mapped[float]
    runner_up: Mapped[Json | None]
    procedure: Mapped[str | None]
    words: Mapped[list[str]]

    document: Mapped[Document] = relationship()


class FindingRow(Base):
    """One finding; ``evidence`` as in the report (file names, pages counted from 1, boxes in points)."""

    __tablename__ = "findings"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    check_id: Mapped[UUID] = mapped_column(ForeignKey("checks.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    requirement: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    reason_code: Mapped[str]
    reason_message: Mapped[str]
    evidence: Mapped[list[Json]]
    confidence: Mapped[float]
    sources: Mapped[list[str]]
    soft: Mapped[bool]
