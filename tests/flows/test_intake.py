"""Taking submissions in: what belongs together, when it is whole, what goes to quarantine."""

from __future__ import annotations

import json
import time

import pytest
from sqlalchemy import select

from flows.grouping import Parcel
from flows.house import House
from flows.intake import sweep_inbox
from flows.refusals import Refusal
from flows.taking import take
from storage import cases, ledger, reviews
from storage.objects import Bucket
from storage.references import make_reference
from storage.states import CaseState, FoundBy, SubmissionState, TaskKind
from storage.tables import Document, LedgerObject, Submission
from storage.wakeup import hint_inbox

NO_CASE = make_reference(2026, 999999)
PROCEDURE = "wohngeld-mietzuschuss"
META = json.dumps(
    {"procedure": PROCEDURE, "received": "2026-11-02", "vertreter": "nein", "unknown": 1}
).encode()


def drop(house: House, **files: bytes) -> None:
    for key, data in files.items():
        house.store.put(Bucket.INBOX, key, data)


def submissions(house: House) -> list[Submission]:
    with house.database.begin() as session:
        return list(session.scalars(select(Submission).order_by(Submission.created_at)))


def test_a_folder_closed_by_meta_json_is_taken_at_once(house: House) -> None:
    """Its documents are copied untouched, its meta is understood, a case with a reference is open."""
    drop(house, **{f"{PROCEDURE}/a/x.pdf": b"one", f"{PROCEDURE}/a/meta.json": META})
    sweep_inbox(house)
    (submission,) = submissions(house)
    assert submission.state is SubmissionState.RECEIVED
    assert submission.received.isoformat() == "2026-11-02"
    assert submission.meta["vertreter"] == "nein"
    with house.database.begin() as session:
        (document,) = ledger.documents_of_submission(session, submission.id)
        case = cases.get(session, submission.case_id) if submission.case_id else None
    assert document.file == "x.pdf"
    assert house.store.get(Bucket.ORIGINALS, document.key).data == b"one"
    assert case is not None
    assert case.reference.startswith("AL-2026-")
    assert case.state is CaseState.PROCESSING


def test_the_inbox_stays_as_it_was(house: House) -> None:
    """Originals are never changed; a second sweep finds nothing new in them."""
    drop(house, **{f"{PROCEDURE}/a.pdf": b"one"})
    sweep_inbox(house)
    assert house.store.get(Bucket.INBOX, f"{PROCEDURE}/a.pdf").data == b"one"
    assert sweep_inbox(house) == {}
    assert len(submissions(house)) == 1


def test_a_folder_without_meta_waits_until_it_is_quiet(house: House) -> None:
    """A submission is not torn apart while it is still arriving."""
    slow = house._replace(
        settings=house.settings.model_copy(
            update={"inbox": house.settings.inbox.model_copy(update={"stability": 3600.0})}
        )
    )
    drop(house, **{f"{PROCEDURE}/a/x.pdf": b"one"})
    assert sweep_inbox(slow) == {}
    drop(house, **{f"{PROCEDURE}/a/sub/y.pdf": b"two"})
    time.sleep(1.3)  # the store's times are whole seconds
    assert sweep_inbox(house) == {SubmissionState.RECEIVED: 1}
    with house.database.begin() as session:
        assert sorted(session.scalars(select(Document.file))) == ["sub/y.pdf", "x.pdf"]


def test_each_file_beside_folders_is_a_submission(house: House) -> None:
    """A single file needs no meta.json and no waiting."""
    drop(house, **{f"{PROCEDURE}/a.pdf": b"one", f"{PROCEDURE}/b.pdf": b"two"})
    assert sweep_inbox(house) == {SubmissionState.RECEIVED: 2}


def test_exact_duplicates_are_taken_and_linked(house: House) -> None:
    """A duplicate is not rejected: it may be a second application on purpose."""
    drop(house, **{f"{PROCEDURE}/a.pdf": b"same"})
    sweep_inbox(house)
    drop(house, **{f"{PROCEDURE}/b.pdf": b"same"})
    sweep_inbox(house)
    first, second = submissions(house)
    assert second.duplicate_of == first.id
    assert second.case_id != first.case_id


def test_late_documents_join_their_case(house: House) -> None:
    """By the reference in the key, by the one in meta.json, and by the folder they come to."""
    drop(house, **{f"{PROCEDURE}/a/x.pdf": b"one", f"{PROCEDURE}/a/meta.json": META})
    sweep_inbox(house)
    (first,) = submissions(house)
    assert first.case_id is not None
    with house.database.begin() as session:
        case = cases.get(session, first.case_id)
    assert case is not None
    by_meta = json.dumps({"reference": case.reference.lower()}).encode()
    drop(house, **{f"{case.reference}/x.pdf": b"two", f"{case.reference}/meta.json": b"{}"})
    sweep_inbox(house)
    drop(house, **{f"{PROCEDURE}/late/y.pdf": b"three", f"{PROCEDURE}/late/meta.json": by_meta})
    sweep_inbox(house)
    drop(house, **{f"{PROCEDURE}/a/z.pdf": b"four"})
    time.sleep(1.3)
    sweep_inbox(house)
    assert {each.case_id for each in submissions(house)} == {case.id}
    with house.database.begin() as session:
        files = [each.file for each in cases.documents_of(session, case.id)]
    assert files == ["x.pdf", "nachreichung-2/x.pdf", "y.pdf", "z.pdf"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"stray.pdf": b"x"}, Refusal.STRAY),
        ({"no-such-procedure/a.pdf": b"x"}, Refusal.UNKNOWN_PROCEDURE),
        ({f"{PROCEDURE}/a/meta.json": META}, Refusal.EMPTY),
        ({f"{PROCEDURE}/a/meta.json": b"{", f"{PROCEDURE}/a/x.pdf": b"x"}, Refusal.BAD_META),
        ({f"{PROCEDURE}/a/{n}.pdf": b"x" for n in range(6)}, Refusal.TOO_MANY_FILES),
        ({f"{PROCEDURE}/a.pdf": b"x" * 1_000_001}, Refusal.TOO_LARGE),
        ({"AL-2026-999999-9/a.pdf": b"x"}, Refusal.UNKNOWN_PROCEDURE),
        ({f"{NO_CASE}/a.pdf": b"x", f"{NO_CASE}/meta.json": b"{}"}, Refusal.UNKNOWN_REFERENCE),
    ],
)
def test_what_cannot_be_taken_goes_to_quarantine(
    house: House, files: dict[str, bytes], reason: Refusal
) -> None:
    """It is kept, with a machine-readable reason beside it, and a person is asked."""
    drop(house, **files)
    if reason in {Refusal.TOO_MANY_FILES, Refusal.EMPTY}:
        time.sleep(1.3)
    assert sweep_inbox(house) == {SubmissionState.QUARANTINED: 1}
    for key, data in files.items():
        assert house.store.get(Bucket.QUARANTINE, key).data == data
        beside = json.loads(house.store.get(Bucket.QUARANTINE, f"{key}.reason.json").data)
        assert beside["code"] == reason
    with house.database.begin() as session:
        (task,) = reviews.waiting(session)
        assert (task.kind, task.reason) == (TaskKind.QUARANTINE, reason)
    assert sweep_inbox(house) == {}


def test_what_only_the_sweep_found_is_counted(house: House) -> None:
    """Lost events show as a number instead of as lost applications."""
    drop(house, **{f"{PROCEDURE}/a.pdf": b"1", f"{PROCEDURE}/b.pdf": b"2", f"{PROCEDURE}/c.pdf": b"3"})
    with house.database.begin() as session:
        hint_inbox(session, f"{PROCEDURE}/a.pdf")
        hint_inbox(session, f"{PROCEDURE}/b.pdf", FoundBy.WATCH)
    sweep_inbox(house)
    with house.database.begin() as session:
        assert ledger.found_by_counts(session) == {FoundBy.EVENT: 1, FoundBy.WATCH: 1, FoundBy.SWEEP: 1}


def test_the_ledger_holds_key_version_and_hash(house: House) -> None:
    """A new version of a key is a new arrival; the same version is never one."""
    drop(house, **{f"{PROCEDURE}/a.pdf": b"1"})
    sweep_inbox(house)
    drop(house, **{f"{PROCEDURE}/a.pdf": b"2"})
    sweep_inbox(house)
    with house.database.begin() as session:
        rows = list(session.scalars(select(LedgerObject)))
    assert len({(row.key, row.version, row.sha256) for row in rows}) == 2
    assert len({row.key for row in rows}) == 1


def test_one_parcel_that_cannot_be_taken_does_not_stop_the_others(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in one submission is nobody else's."""

    def take_or_fail(house: House, parcel: Parcel) -> SubmissionState:
        if parcel.source.endswith("a.pdf"):
            raise ValueError(parcel.source)
        return take(house, parcel)

    monkeypatch.setattr("flows.intake.take", take_or_fail)
    drop(house, **{f"{PROCEDURE}/a.pdf": b"1", f"{PROCEDURE}/b.pdf": b"2"})
    assert sweep_inbox(house) == {SubmissionState.RECEIVED: 1}
