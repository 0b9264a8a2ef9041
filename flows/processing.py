"""Processing one submission, so that it is decided on once, whatever dies on the way.

- The lock on the case belongs to the database connection: it is free again when this process dies.
- The result is one transaction, guarded by the rule that a submission has one check.
- Whoever comes second finds the work done and leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

import structlog

from contracts.catalogue import UnknownProcedure
from contracts.faults import place_of
from contracts.report import Outcome
from contracts.submission import Meta
from flows.checking import Checker
from flows.house import House
from flows.refusals import Refusal
from pipeline import submission
from pipeline.submission import SubmittedFile
from storage import cases, ledger, reviews
from storage.locks import exclusive
from storage.objects import Bucket
from storage.states import CaseState, SubmissionState, TaskKind
from storage.tables import Case, Document, Submission

log = structlog.get_logger()

LOCK_WAIT_SECONDS = 900
FINISHED = frozenset({SubmissionState.CHECKED, SubmissionState.QUARANTINED, SubmissionState.FAILED})


class ProcessingFailed(Exception):
    """Something unforeseen; the text is the kind of error and never its words, which may quote a document."""


class Work(NamedTuple):
    """A submission in the hands of this process: its case, and all files of the case as they arrived."""

    submission: Submission
    case: Case
    documents: Sequence[Document]


@contextmanager
def without_words() -> Iterator[None]:
    """Let no exception text out: it may quote a document, and Prefect stores what it sees.

    What is logged instead is the kind of error and the place in the code.
    """
    try:
        yield
    except ProcessingFailed:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is: its text must not get out
        log.error("unforeseen", error=type(error).__name__, at=place_of(error))  # noqa: TRY400 - no text of it
        raise ProcessingFailed(type(error).__name__) from None


def lock_name(case_id: UUID) -> str:
    """Name of the lock that a process holds while it works on a case."""
    return f"case:{case_id}"


@contextmanager
def in_hands(house: House, submission_id: UUID) -> Iterator[Work | None]:
    """Hold the case's lock, and give what is to be done; None if it is done already.

    Raises:
        ProcessingFailed: in place of whatever went wrong in the block; the watcher then tries again.
    """
    with house.database.begin() as session:
        submission = ledger.get(session, submission_id)
    if submission is None or submission.case_id is None:
        yield None
        return
    lock = lock_name(submission.case_id)
    with exclusive(house.database.engine, lock, wait_seconds=LOCK_WAIT_SECONDS) as had:
        if not had:
            raise ProcessingFailed("busy")
        try:
            with without_words():
                yield _begin(house, submission_id)
        except ProcessingFailed as failure:
            _note_failure(house, submission_id, str(failure))
            raise


def _begin(house: House, submission_id: UUID) -> Work | None:
    with house.database.begin() as session:
        submission = ledger.get(session, submission_id)
        if submission is None or submission.case_id is None or submission.state in FINISHED:
            return None
        case = cases.get(session, submission.case_id)
        if case is None:
            return None
        attempt = ledger.start_attempt(session, submission_id)
        cases.set_state(session, case.id, CaseState.PROCESSING)
        documents = cases.originals_of(session, case.id)
    log.info("submission.processing", submission=str(submission_id), attempt=attempt)
    return Work(submission, case, documents)


def _note_failure(house: House, submission_id: UUID, code: str) -> None:
    with house.database.begin() as session:
        ledger.set_state(session, submission_id, SubmissionState.PROCESSING, code)
    log.error("submission.attempt_failed", submission=str(submission_id), error=code)


@without_words()
def check(house: House, checker: Checker, work: Work) -> Outcome | None:
    """Check all of the case's documents together; None if there is no contract for it (any more)."""
    files = tuple(
        SubmittedFile(each.file, house.store.get(Bucket.ORIGINALS, each.key).data) for each in work.documents
    )
    meta = Meta.model_validate(work.submission.meta)
    try:
        return checker.check(submission.Submission(work.case.procedure, work.case.received, files, meta))
    except UnknownProcedure:
        return None


@without_words()
def queue_for_review(house: House, work: Work, outcome: Outcome) -> None:
    """Write the result and ask a person, in one transaction; earlier questions about the case fall away."""
    _same_files(outcome, work.documents)
    with house.database.begin() as session:
        found = cases.save_check(session, work.submission.id, work.case, outcome, work.documents)
        reviews.withdraw(session, work.case.id)
        reviews.open_task(session, TaskKind.CASE, case_id=work.case.id, check_id=found.id)
        cases.set_state(session, work.case.id, CaseState.IN_REVIEW)
        ledger.set_state(session, work.submission.id, SubmissionState.CHECKED)
    house.audit.append(
        "submission.checked",
        "system",
        submission=work.submission.id,
        case=work.case.id,
        check=found.id,
        proposal=found.proposal,
        complete=found.complete,
        findings=[f"{each.requirement}/{each.subject}={each.state}" for each in found.findings],
        confidence=[each.confidence for each in found.findings],
        versions=outcome.versions.model_dump(),
        documents=[each.sha256 for each in work.documents],
    )
    log.info("submission.checked", submission=str(work.submission.id), proposal=found.proposal)


def give_up(house: House, submission: Submission, code: Refusal) -> None:
    """Leave a submission to a person: nothing is lost, but the machine gets no further."""
    with house.database.begin() as session:
        ledger.set_state(session, submission.id, SubmissionState.FAILED, code)
        reviews.open_task(
            session, TaskKind.QUARANTINE, case_id=submission.case_id, submission_id=submission.id, reason=code
        )
        if submission.case_id is not None:
            cases.set_state(session, submission.case_id, CaseState.FAILED)
    house.audit.append("submission.failed", "system", submission=submission.id, reason=code.value)
    log.error("submission.failed", submission=str(submission.id), reason=code.value)


def _same_files(outcome: Outcome, documents: Sequence[Document]) -> None:
    """Distrust: the outcome must be about exactly these files, in this order.

    In place of a file there may be what was packed in it.
    """
    told = [file for file, _ in groupby(each.submitted_file for each in outcome.documents)]
    hashes = {each.file: each.sha256 for each in documents}
    whole = [each for each in outcome.documents if not each.member]
    if told != list(hashes) or any(each.sha256 != hashes[each.file] for each in whole):
        raise ProcessingFailed("other_files")
