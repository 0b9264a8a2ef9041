"""Taking a whole parcel over: copies to the originals, ledger, case; or quarantine with a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

import structlog
from pydantic import ValidationError
from sqlalchemy.orm import Session

from contracts.catalogue import UnknownProcedure
from contracts.clock import day_of
from contracts.submission import Meta
from flows.grouping import META, Parcel
from flows.house import House
from flows.refusals import Refusal, Refused, reason_for
from storage import cases, hints, ledger, reviews
from storage.ledger import Arrival, TakenFile
from storage.objects import Bucket, Content, StoredObject
from storage.references import read_reference
from storage.states import FoundBy, SubmissionState, TaskKind
from storage.tables import Case
from storage.wakeup import Channel, notify

log = structlog.get_logger()

MEGABYTE = 1_000_000


def take(house: House, parcel: Parcel) -> SubmissionState:
    """Take a parcel over, or put it into quarantine; either way the ledger knows it afterwards.

    Taking is safe to repeat: ids and keys follow from the parcel, and all rows are written in one
    transaction, after all copies were made.
    """
    contents: dict[str, Content] = {}
    meta = Meta()
    try:
        contents = _fetch(house, parcel)
        meta = _read_meta(parcel, contents)
        procedure, reference = _address(house, parcel, meta)
    except Refused as refused:
        return _quarantine(house, parcel, contents, (meta, refused.code))
    return _receive(house, parcel, contents, (meta, procedure, reference))


def _fetch(house: House, parcel: Parcel) -> dict[str, Content]:
    limits = house.settings.inbox
    if parcel.size > limits.max_megabytes * MEGABYTE:
        raise Refused(Refusal.TOO_LARGE)
    if len(parcel.objects) > limits.max_files:
        raise Refused(Refusal.TOO_MANY_FILES)
    return {each.key: house.store.get(Bucket.INBOX, each.key) for each in parcel.objects}


def _read_meta(parcel: Parcel, contents: dict[str, Content]) -> Meta:
    if parcel.meta is None:
        return Meta()
    try:
        return Meta.model_validate_json(contents[parcel.meta.key].data)
    except ValidationError:
        raise Refused(Refusal.BAD_META) from None


def _address(house: House, parcel: Parcel, meta: Meta) -> tuple[str, str | None]:
    """Return the procedure and, for late documents, the reference of the case."""
    if not _documents(parcel):
        raise Refused(Refusal.EMPTY if parcel.source.endswith("/") else Refusal.STRAY)
    reference = parcel.reference or meta.reference
    if reference is not None:
        with house.database.begin() as session:
            case = cases.by_reference(session, read_reference(reference) or "")
        if case is None:
            raise Refused(Refusal.UNKNOWN_REFERENCE)
        if not cases.is_open(case):
            raise Refused(Refusal.CASE_CLOSED)
        return case.procedure, case.reference
    procedure = meta.procedure or parcel.address
    if not procedure:
        raise Refused(Refusal.STRAY)
    try:
        house.catalogue.procedure(procedure, meta.received or _day(parcel))
    except UnknownProcedure:
        raise Refused(Refusal.UNKNOWN_PROCEDURE) from None
    return procedure, None


def _receive(
    house: House, parcel: Parcel, contents: dict[str, Content], address: tuple[Meta, str, str | None]
) -> SubmissionState:
    meta, procedure, reference = address
    for each in _documents(parcel):
        house.store.put(Bucket.ORIGINALS, _original(parcel, each), contents[each.key].data)
    with house.database.begin() as session:
        arrival = _arrival(session, parcel, contents, (meta, procedure))
        case = _case_for(session, arrival, reference)
        submission = ledger.receive(session, Bucket.INBOX, arrival, case.id)
        if submission is None:
            session.rollback()
            return SubmissionState.RECEIVED
        notify(session, Channel.SUBMISSION)
    house.audit.append(
        "submission.received",
        "system",
        submission=arrival.id,
        case=case.id,
        procedure=procedure,
        found_by=arrival.found_by.value,
        duplicate_of=submission.duplicate_of,
        files=[file.sha256 for file in arrival.files if file.original_key],
    )
    log.info("submission.received", submission=str(arrival.id), found_by=arrival.found_by.value)
    return SubmissionState.RECEIVED


def _case_for(session: Session, arrival: Arrival, reference: str | None) -> Case:
    """Find the case that this joins: by its reference, by the folder it came in; or open one."""
    case = cases.by_reference(session, reference) if reference else None
    if case is None and arrival.source.endswith("/"):
        earlier = ledger.latest_from(session, arrival.source)
        case = cases.get(session, earlier.case_id) if earlier and earlier.case_id else None
    if case is not None and cases.is_open(case):
        return case
    return cases.open_case(session, arrival.procedure or "", arrival.received)


def _quarantine(
    house: House, parcel: Parcel, contents: dict[str, Content], why: tuple[Meta, Refusal]
) -> SubmissionState:
    meta, code = why
    for each in parcel.objects:
        house.store.copy((Bucket.INBOX, each.key), (Bucket.QUARANTINE, each.key))
        reason = json.dumps(reason_for(code, parcel.submission_id), ensure_ascii=False, indent=2)
        house.store.put(
            Bucket.QUARANTINE, f"{each.key}.reason.json", reason.encode(), content_type="application/json"
        )
    with house.database.begin() as session:
        arrival = _arrival(session, parcel, contents, (meta, None), keep=False)
        if ledger.receive(session, Bucket.INBOX, arrival, None) is None:
            session.rollback()
            return SubmissionState.QUARANTINED
        ledger.set_state(session, arrival.id, SubmissionState.QUARANTINED, code)
        reviews.open_task(session, TaskKind.QUARANTINE, submission_id=arrival.id, reason=code)
    house.audit.append("submission.quarantined", "system", submission=arrival.id, reason=code.value)
    log.warning("submission.quarantined", submission=str(arrival.id), reason=code.value)
    return SubmissionState.QUARANTINED


def _arrival(
    session: Session,
    parcel: Parcel,
    contents: dict[str, Content],
    address: tuple[Meta, str | None],
    *,
    keep: bool = True,
) -> Arrival:
    """Describe the parcel for the ledger; with ``keep`` its documents have copies in the originals."""
    meta, procedure = address
    files = tuple(_taken(parcel, each, contents.get(each.key), keep=keep) for each in parcel.objects)
    return Arrival(
        id=parcel.submission_id,
        source=parcel.source,
        procedure=procedure,
        received=meta.received or _day(parcel),
        meta=meta,
        found_by=_found_by(session, parcel.objects),
        files=files,
        content_sha256=_content_hash(files) if contents else str(parcel.submission_id),
    )


def _taken(parcel: Parcel, each: StoredObject, content: Content | None, *, keep: bool) -> TakenFile:
    name = parcel.name_of(each)
    return TakenFile(
        inbox_key=each.key,
        version=content.version if content else each.etag,
        etag=each.etag,
        sha256=content.sha256 if content else "",
        size=each.size,
        file=name,
        original_key=_original(parcel, each) if keep and name != META else None,
    )


def _documents(parcel: Parcel) -> list[StoredObject]:
    return [each for each in parcel.objects if parcel.name_of(each) != META]


def _original(parcel: Parcel, each: StoredObject) -> str:
    return f"{parcel.submission_id}/{parcel.name_of(each)}"


def _day(parcel: Parcel) -> date:
    """The day of arrival."""
    return day_of(max(each.modified for each in parcel.objects))


def _found_by(session: Session, objects: Sequence[StoredObject]) -> FoundBy:
    sources = set(hints.hinted(session, [each.key for each in objects]).values())
    return next((each for each in FoundBy if each in sources), FoundBy.SWEEP)


def _content_hash(files: Sequence[TakenFile]) -> str:
    """Hash of the documents' hashes, whatever their names and order: equal for exact duplicates."""
    hashes = sorted(file.sha256 for file in files if file.file != META)
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()
