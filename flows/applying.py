"""Carrying out a verdict: what goes to the outbox, and where the case stands then.

Safe to repeat: keys follow from the verdict, and ``applied_at`` is written last, with the case's state.
"""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from contracts.clock import day_of
from contracts.submission import Meta
from flows.grouping import META
from flows.house import House
from storage import cases, ledger, reviews, verdicts
from storage.objects import Bucket
from storage.states import CaseState, SubmissionState, TaskKind, VerdictAction
from storage.tables import Case, Verdict
from storage.wakeup import Channel, hint_inbox, notify

log = structlog.get_logger()

NEW_STATE = {
    VerdictAction.ACCEPT: CaseState.ACCEPTED,
    VerdictAction.REQUEST_DOCUMENTS: CaseState.WAITING_FOR_APPLICANT,
    VerdictAction.REFER: CaseState.REFERRED,
}


class LetterMissing(Exception):
    """A verdict asks for documents, but holds no letter: the review app must store what was confirmed."""


def carry_out(house: House, verdict_id: UUID) -> bool:
    """Carry a verdict out; False if that is done already, or being done."""
    with house.database.begin() as session:
        if verdicts.lock(session, verdict_id) is None:
            return False
        verdict = verdicts.get(session, verdict_id)
        if verdict is None:
            return False
        match verdict.task.kind:
            case TaskKind.CASE:
                _answer(house, session, verdict)
            case TaskKind.QUARANTINE if verdict.action is VerdictAction.RETRY:
                _drive_again(house, session, verdict)
            case _:  # a blind second look, or a dismissal, changes nothing outside
                pass
        verdicts.mark_applied(session, verdict)
    house.audit.append(
        "verdict.applied", "system", verdict=verdict_id, action=verdict.action.value, task=verdict.task_id
    )
    log.info("verdict.applied", verdict=str(verdict_id), action=verdict.action.value)
    return True


def _answer(house: House, session: Session, verdict: Verdict) -> None:
    case, check = verdict.task.case, verdict.task.check
    if case is None or check is None or verdict.action not in NEW_STATE:
        return
    stem = f"{case.reference}/{day_of(verdict.created_at).isoformat()}"
    tail = verdict.id.hex[:8]
    files = {f"{stem}-bericht-{tail}.json": cases.report_of(check).to_json().encode()}
    if verdict.action is VerdictAction.REQUEST_DOCUMENTS:
        files[f"{stem}-nachforderung-{tail}.pdf"] = _letter(verdict)
    files[f"{stem}-entscheidung-{tail}.json"] = _decision(verdict, case, list(files))
    for key, data in files.items():
        house.store.put(Bucket.OUTBOX, key, data, content_type=_type(key))
    cases.set_state(session, case.id, NEW_STATE[verdict.action])
    if verdict.action is VerdictAction.ACCEPT and _drawn(verdict, house.settings.worker.sample_share):
        reviews.open_task(session, TaskKind.SAMPLE, case_id=case.id, check_id=check.id)


def _letter(verdict: Verdict) -> bytes:
    """Return exactly the bytes that the person saw."""
    if verdict.letter is None:
        raise LetterMissing(str(verdict.id))
    if verdict.letter_sha256 not in {None, hashlib.sha256(verdict.letter).hexdigest()}:
        raise LetterMissing(f"{verdict.id}: other bytes than confirmed")
    return verdict.letter


def _decision(verdict: Verdict, case: Case, files: list[str]) -> bytes:
    content = {
        "schema": "antragslotse/decision/1",
        "reference": case.reference,
        "procedure": case.procedure,
        "received": case.received.isoformat(),
        "action": verdict.action.value,
        "decided_at": verdict.created_at.isoformat(timespec="seconds"),
        "decided_by": str(verdict.person_id),
        "files": files,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _type(key: str) -> str:
    return "application/pdf" if key.endswith(".pdf") else "application/json"


def _drawn(verdict: Verdict, share: float) -> bool:
    """Draw the blind sample; the id is random, so asking again gives the same answer."""
    return int.from_bytes(hashlib.sha256(verdict.id.bytes).digest()[:4]) < share * 2**32


def _drive_again(house: House, session: Session, verdict: Verdict) -> None:
    """Process a failed submission anew, or put a quarantined one into the inbox again."""
    submission = ledger.get(session, verdict.task.submission_id) if verdict.task.submission_id else None
    if submission is None:
        return
    if submission.state is SubmissionState.FAILED:
        ledger.drive_again(session, submission.id)
        notify(session, Channel.SUBMISSION)
        return
    address = str(verdict.corrections.get("procedure") or submission.source.split("/")[0])
    folder = f"{address}/erneut-{verdict.id.hex[:8]}"
    for each in ledger.objects_of(session, submission.id):
        if not each.key.endswith(f"/{META}"):
            name = each.key.removeprefix(submission.source) or each.key.rpartition("/")[2]
            house.store.copy((Bucket.QUARANTINE, each.key), (Bucket.INBOX, f"{folder}/{name}"))
    meta = Meta.model_validate({**submission.meta, "procedure": None, "received": submission.received})
    if "reference" in verdict.corrections:
        meta = meta.model_copy(update={"reference": str(verdict.corrections["reference"])})
    house.store.put(Bucket.INBOX, f"{folder}/{META}", meta.model_dump_json(exclude_none=True).encode())
    hint_inbox(session, f"{folder}/{META}")
