"""Carrying out verdicts: exactly what the person saw goes out, once."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

import pytest
from sqlalchemy import select

from flows.applying import LetterMissing, carry_out
from flows.house import House
from flows.intake import sweep_inbox
from storage import cases, ledger, people, reviews, verdicts
from storage.objects import Bucket
from storage.reviews import NewVerdict
from storage.states import CaseState, SubmissionState, TaskKind, VerdictAction
from storage.tables import Submission
from tests.flows.steps import PROCEDURE, arrive, process

LETTER = b"%PDF-1.7 the letter"


def decide(house: House, verdict: NewVerdict) -> UUID:
    """Let a person decide on the only task that waits."""
    with house.database.begin() as session:
        person = people.named(session, "Erika Musterfrau")
        (task,) = reviews.waiting(session)
        reviews.claim(session, task.id, person.id)
        return reviews.decide(session, task.id, person.id, verdict).id


def outbox(house: House) -> dict[str, bytes]:
    return {
        each.key: house.store.get(Bucket.OUTBOX, each.key).data for each in house.store.list(Bucket.OUTBOX)
    }


def test_a_request_sends_exactly_the_letter_that_was_confirmed(house: House) -> None:
    """The outbox holds letter, report and decision; the case waits for the applicant."""
    process(house, arrive(house, b"request_documents"))
    sha256 = hashlib.sha256(LETTER).hexdigest()
    new = NewVerdict(action=VerdictAction.REQUEST_DOCUMENTS, letter=LETTER, letter_sha256=sha256)
    verdict_id = decide(house, new)
    assert carry_out(house, verdict_id)
    found = outbox(house)
    assert LETTER in found.values()
    decision = next(json.loads(data) for key, data in found.items() if "entscheidung" in key)
    assert decision["action"] == "request_documents"
    assert sorted(decision["files"]) == sorted(key for key in found if "entscheidung" not in key)
    report = next(json.loads(data) for key, data in found.items() if "bericht" in key)
    assert report["schema"] == "antragslotse/report/1"
    with house.database.begin() as session:
        case = cases.by_reference(session, decision["reference"])
        assert case is not None
        assert case.state is CaseState.WAITING_FOR_APPLICANT
        assert verdicts.unapplied(session) == []


def test_carrying_out_twice_changes_nothing(house: House) -> None:
    """A verdict has its consequences once, even if the run before died in the middle."""
    process(house, arrive(house, b"accept"))
    verdict_id = decide(house, NewVerdict(action=VerdictAction.ACCEPT))
    assert carry_out(house, verdict_id)
    before = outbox(house)
    assert not carry_out(house, verdict_id)
    assert outbox(house) == before


def test_an_accepted_case_may_be_drawn_for_a_blind_second_look(house: House) -> None:
    """With a share of 1 each one is; the second look itself changes nothing outside."""
    process(house, arrive(house, b"accept"))
    carry_out(house, decide(house, NewVerdict(action=VerdictAction.ACCEPT)))
    before = outbox(house)
    with house.database.begin() as session:
        (task,) = reviews.waiting(session)
        assert task.kind is TaskKind.SAMPLE
    assert carry_out(house, decide(house, NewVerdict(action=VerdictAction.REFER)))
    assert outbox(house) == before


@pytest.mark.parametrize("letter_hash", [None, "0" * 64])
def test_no_letter_goes_out_that_nobody_saw(house: House, letter_hash: str | None) -> None:
    """Missing or other bytes than confirmed stop the verdict; nothing is written."""
    process(house, arrive(house, b"request_documents"))
    new = NewVerdict(
        action=VerdictAction.REQUEST_DOCUMENTS,
        letter=LETTER if letter_hash else None,
        letter_sha256=letter_hash,
    )
    verdict_id = decide(house, new)
    with pytest.raises(LetterMissing):
        carry_out(house, verdict_id)
    assert outbox(house) == {}
    with house.database.begin() as session:
        assert verdicts.unapplied(session) == [verdict_id]


def test_quarantine_is_driven_again_under_the_right_procedure(house: House) -> None:
    """A slip in the folder's name costs a click, and not the day of receipt."""
    house.store.put(Bucket.INBOX, "wohngelt/a/x.pdf", b"accept")
    meta = json.dumps({"received": "2026-11-02", "vertreter": "ja"}).encode()
    house.store.put(Bucket.INBOX, "wohngelt/a/meta.json", meta)
    sweep_inbox(house)
    again = NewVerdict(action=VerdictAction.RETRY, corrections={"procedure": PROCEDURE})
    carry_out(house, decide(house, again))
    assert sweep_inbox(house) == {SubmissionState.RECEIVED: 1}
    with house.database.begin() as session:
        query = select(Submission).where(Submission.state == SubmissionState.RECEIVED)
        submission = session.scalars(query).one()
    assert submission.procedure == PROCEDURE
    assert submission.received.isoformat() == "2026-11-02"
    assert submission.meta["vertreter"] == "ja"


def test_a_failed_submission_is_driven_again(house: House) -> None:
    """Its attempts are forgotten; its documents were never gone."""
    submission_id = arrive(house, b"accept")
    with house.database.begin() as session:
        ledger.set_state(session, submission_id, SubmissionState.FAILED, "processing_failed")
        reviews.open_task(session, TaskKind.QUARANTINE, submission_id=submission_id, reason="x")
    carry_out(house, decide(house, NewVerdict(action=VerdictAction.RETRY)))
    assert process(house, submission_id)


def test_a_dismissed_quarantine_leaves_the_inbox_alone(house: House) -> None:
    """Dismissing is a decision too, and has no consequences."""
    house.store.put(Bucket.INBOX, "stray.pdf", b"x")
    sweep_inbox(house)
    carry_out(house, decide(house, NewVerdict(action=VerdictAction.DISMISS, reason="Werbung")))
    assert sweep_inbox(house) == {}
    assert outbox(house) == {}
