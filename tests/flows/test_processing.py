"""Processing a submission: one result whatever happens, and no word of a document in any exception."""

from __future__ import annotations

import threading
import traceback

import pytest
from sqlalchemy import func, select

from flows.house import House
from flows.processing import ProcessingFailed, give_up, lock_name
from flows.refusals import Refusal
from storage import cases, ledger, reviews
from storage.locks import is_free
from storage.objects import Bucket
from storage.states import CaseState, SubmissionState, TaskKind, TaskState
from storage.tables import CheckResult, ReviewTask
from tests.flows.fakes import WORDS, FakeChecker
from tests.flows.steps import arrive, process


def test_a_submission_ends_in_the_queue(house: House) -> None:
    """The check, the case's state and the task are there together, and the audit trail knows."""
    submission_id = arrive(house, b"accept")
    assert process(house, submission_id)
    with house.database.begin() as session:
        (task,) = reviews.waiting(session)
        assert task.case is not None
        assert task.check is not None
        assert task.case.state is CaseState.IN_REVIEW
        assert task.check.proposal == "accept"
        assert [part.document.file for part in task.check.parts] == ["a.pdf"]
        assert [finding.state for finding in task.check.findings] == ["present"]
        assert cases.report_of(task.check).complete
        found = cases.check_of_submission(session, submission_id)
        assert found is not None
        assert found.id == task.check.id
    assert [each.event for each in house.audit.entries_about("submission", str(submission_id))] == [
        "submission.received",
        "submission.checked",
    ]


def test_a_second_run_finds_the_work_done(house: House) -> None:
    """Starting twice, however it comes about, decides once."""
    submission_id = arrive(house, b"accept")
    assert process(house, submission_id)
    assert not process(house, submission_id)
    with house.database.begin() as session:
        assert session.scalar(select(func.count()).select_from(CheckResult)) == 1


def test_two_runs_at_once_decide_once(house: House) -> None:
    """The second waits for the lock, and then finds the work done."""
    submission_id = arrive(house, b"accept slow 0.3")
    done: list[bool] = []
    runs = [threading.Thread(target=lambda: done.append(process(house, submission_id))) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert sorted(done) == [False, False, True]


def test_nothing_of_a_document_gets_out_in_an_exception(house: House) -> None:
    """Prefect stores the texts of exceptions; ours names the kind of error only."""
    submission_id = arrive(house, b"crash")
    with pytest.raises(ProcessingFailed, match=r"^ValueError$") as caught:
        process(house, submission_id)
    assert WORDS not in "".join(traceback.format_exception(caught.value))
    with house.database.begin() as session:
        submission = ledger.get(session, submission_id)
    assert submission is not None
    assert (submission.state, submission.problem) == (SubmissionState.PROCESSING, "ValueError")
    assert submission.case_id is not None
    assert is_free(house.database.engine, lock_name(submission.case_id))


def test_a_checker_that_mixes_up_files_is_not_believed(house: House) -> None:
    """Evidence must be about the documents that are there."""

    class Liar(FakeChecker):
        def check(self, submission):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - as the base
            outcome = super().check(submission)
            documents = tuple(each.model_copy(update={"sha256": "0" * 64}) for each in outcome.documents)
            return outcome._replace(documents=documents)

    with pytest.raises(ProcessingFailed, match="other_files"):
        process(house, arrive(house, b"accept"), Liar())


def test_late_documents_are_checked_with_the_earlier_ones(house: House) -> None:
    """The newer check replaces the open question about the case."""
    first = arrive(house, b"request_documents")
    with house.database.begin() as session:
        submission = ledger.get(session, first)
    assert submission is not None
    process(house, first)
    with house.database.begin() as session:
        case = cases.get(session, submission.case_id) if submission.case_id else None
    assert case is not None
    house.store.put(Bucket.INBOX, f"{case.reference}/meta.json", b"{}")
    second = arrive(house, b"accept", f"{case.reference}/y.pdf")
    process(house, second)
    with house.database.begin() as session:
        (task,) = reviews.waiting(session)
        assert task.check is not None
        assert len(cases.report_of(task.check).documents) == 2
        states = session.scalars(select(ReviewTask.state).order_by(ReviewTask.created_at)).all()
    assert states == [TaskState.WITHDRAWN, TaskState.OPEN]


def test_what_fails_again_and_again_is_given_to_a_person(house: House) -> None:
    """Nothing is lost: the case is marked, and a task says so."""
    submission_id = arrive(house, b"crash")
    with house.database.begin() as session:
        submission = ledger.get(session, submission_id)
    assert submission is not None
    give_up(house, submission, Refusal.PROCESSING_FAILED)
    with house.database.begin() as session:
        (task,) = reviews.waiting(session)
        assert (task.kind, task.reason) == (TaskKind.QUARANTINE, "processing_failed")
        assert task.case is not None
        assert task.case.state is CaseState.FAILED
