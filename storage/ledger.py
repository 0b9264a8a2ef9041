"""Repository of what arrived: the ledger of objects, submissions and their documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.records import Record
from contracts.submission import Meta
from storage import hints
from storage.states import FoundBy, SubmissionState
from storage.tables import Document, LedgerObject, Submission, utcnow


class SeenObject(NamedTuple):
    """An object as a listing shows it."""

    key: str
    etag: str


class TakenFile(Record):
    """One file of a submission after it was copied to the originals.

    Attributes:
        inbox_key: Where it arrived, with ``version`` and ``etag`` as the store gives them.
        file: Path inside the submission.
        original_key: Key of the copy in the bucket ``originals``; None for meta.json, which is no document.
        size: In bytes.
    """

    inbox_key: str
    version: str
    etag: str
    sha256: str
    size: int
    file: str
    original_key: str | None


class Arrival(Record):
    """A submission that is whole: what the intake writes down in one transaction.

    Attributes:
        id: Chosen before the files are copied, since it is part of their keys.
        procedure: None only for what goes to quarantine.
    """

    id: UUID
    source: str
    procedure: str | None
    received: date
    meta: Meta
    found_by: FoundBy
    files: tuple[TakenFile, ...]
    content_sha256: str


def unseen(session: Session, bucket: str, objects: Iterable[SeenObject]) -> set[SeenObject]:
    """Return those objects of a listing that the ledger doesn't know yet."""
    wanted = set(objects)
    if not wanted:
        return set()
    pair = tuple_(LedgerObject.key, LedgerObject.etag)
    query = select(LedgerObject.key, LedgerObject.etag).where(
        LedgerObject.bucket == bucket, pair.in_(list(wanted))
    )
    return wanted - {SeenObject(key, etag) for key, etag in session.execute(query)}


def receive(session: Session, bucket: str, arrival: Arrival, case_id: UUID | None) -> Submission | None:
    """Write a submission, its ledger rows and its documents.

    Returns:
        The submission, or None when another process wrote one of its objects first: nothing is then
        written, and the caller rolls back.
    """
    submission = Submission(
        id=arrival.id,
        source=arrival.source,
        procedure=arrival.procedure,
        received=arrival.received,
        meta=arrival.meta.model_dump(mode="json"),
        found_by=arrival.found_by,
        content_sha256=arrival.content_sha256,
        duplicate_of=_earlier_twin(session, arrival),
        case_id=case_id,
    )
    session.add(submission)
    session.flush()
    if not _write_ledger(session, bucket, arrival):
        return None
    session.add_all(_documents(session, arrival, case_id))
    hints.forget(session, [file.inbox_key for file in arrival.files])
    session.flush()
    return submission


def _earlier_twin(session: Session, arrival: Arrival) -> UUID | None:
    query = (
        select(Submission.id)
        .where(
            Submission.content_sha256 == arrival.content_sha256,
            Submission.id != arrival.id,
            Submission.state != SubmissionState.QUARANTINED,
        )
        .order_by(Submission.created_at)
        .limit(1)
    )
    return session.scalar(query)


def _write_ledger(session: Session, bucket: str, arrival: Arrival) -> bool:
    rows = [
        {
            "bucket": bucket,
            "key": file.inbox_key,
            "version": file.version,
            "sha256": file.sha256,
            "etag": file.etag,
            "size": file.size,
            "submission_id": arrival.id,
            "seen_at": utcnow(),
        }
        for file in arrival.files
    ]
    statement = insert(LedgerObject).values(rows).on_conflict_do_nothing().returning(LedgerObject.id)
    return len(session.execute(statement).all()) == len(rows)


def _documents(session: Session, arrival: Arrival, case_id: UUID | None) -> list[Document]:
    taken = session.scalar(select(func.count()).where(Document.case_id == case_id)) if case_id else 0
    files = [file for file in arrival.files if file.original_key is not None]
    used = _names_used(session, case_id)
    return [
        Document(
            submission_id=arrival.id,
            case_id=case_id,
            position=(taken or 0) + index,
            file=_unused(file.file, used),
            sha256=file.sha256,
            size=file.size,
            key=file.original_key,
        )
        for index, file in enumerate(files)
    ]


def _names_used(session: Session, case_id: UUID | None) -> set[str]:
    if case_id is None:
        return set()
    return set(session.scalars(select(Document.file).where(Document.case_id == case_id)))


def _unused(name: str, used: set[str]) -> str:
    """Give a late document that is called like an earlier one of its case a name of its own.

    A file that looks as if it lay in another one counts as well: those are the names of packed files.
    """
    number, unused = 1, name
    while any(_collide(unused, other) for other in used):
        number += 1
        unused = f"nachreichung-{number}/{name}"
    used.add(unused)
    return unused


def _collide(name: str, other: str) -> bool:
    return name == other or name.startswith(f"{other}/") or other.startswith(f"{name}/")


def get(session: Session, submission_id: UUID) -> Submission | None:
    """Return a submission."""
    return session.get(Submission, submission_id)


def latest_from(session: Session, source: str) -> Submission | None:
    """Return the newest submission that came from this prefix or key of the inbox."""
    query = select(Submission).where(Submission.source == source).order_by(Submission.created_at.desc())
    return session.scalar(query.limit(1))


def unfinished(session: Session) -> Sequence[Submission]:
    """Return the submissions that still have to be processed, oldest first."""
    states = (SubmissionState.RECEIVED, SubmissionState.PROCESSING)
    query = select(Submission).where(Submission.state.in_(states)).order_by(Submission.created_at)
    return session.scalars(query).all()


def start_attempt(session: Session, submission_id: UUID) -> int:
    """Count an attempt at processing, and return its number (from 1)."""
    statement = (
        update(Submission)
        .where(Submission.id == submission_id)
        .values(
            state=SubmissionState.PROCESSING,
            attempts=Submission.attempts + 1,
            problem=None,
            updated_at=utcnow(),
        )
        .returning(Submission.attempts)
    )
    return session.execute(statement).scalar_one()


def set_state(
    session: Session, submission_id: UUID, state: SubmissionState, problem: str | None = None
) -> None:
    """Move a submission to a state; ``problem`` is a stable code."""
    values = {"state": state, "problem": problem, "updated_at": utcnow()}
    session.execute(update(Submission).where(Submission.id == submission_id).values(values))


def drive_again(session: Session, submission_id: UUID) -> None:
    """Give a submission whose processing failed a new start, with its attempts forgotten."""
    values = {"state": SubmissionState.RECEIVED, "problem": None, "attempts": 0}
    session.execute(update(Submission).where(Submission.id == submission_id).values(values))


def found_by_counts(session: Session) -> dict[FoundBy, int]:
    """Count the submissions by how they were noticed; SWEEP counts what the events lost."""
    query = select(Submission.found_by, func.count()).group_by(Submission.found_by)
    return dict(session.execute(query).tuples().all())


def documents_of_submission(session: Session, submission_id: UUID) -> Sequence[Document]:
    """Return a submission's files in their order."""
    query = select(Document).where(Document.submission_id == submission_id).order_by(Document.position)
    return session.scalars(query).all()


def objects_of(session: Session, submission_id: UUID) -> Sequence[LedgerObject]:
    """Return the inbox objects of which a submission consists."""
    query = select(LedgerObject).where(LedgerObject.submission_id == submission_id)
    return session.scalars(query.order_by(LedgerObject.key)).all()


def knows_key(session: Session, bucket: str, key: str) -> bool:
    """Whether any version of this key was taken over."""
    query = select(exists().where(LedgerObject.bucket == bucket, LedgerObject.key == key))
    return bool(session.scalar(query))
