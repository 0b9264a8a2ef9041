"""Packed files on their way through intake and processing, with the real pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from contracts.report import Outcome
from flows.house import House
from flows.processing import ProcessingFailed
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission
from samples.submissions import anmeldung_case
from storage import cases, ledger
from storage.objects import Bucket
from tests.extractors.packed import mail_of, zip_of
from tests.flows.fakes import FakeChecker
from tests.flows.steps import arrive, process

FILES = anmeldung_case(date(2026, 11, 21), defect="none").files
ANMELDUNG = "wohnsitzanmeldung"


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    """All stages, with the shipped contracts and classifier."""
    with open_pipeline(workers=2) as opened:
        yield opened


def test_a_zip_becomes_documents_and_stays_as_it_came(house: House, pipeline: Pipeline) -> None:
    """Each packed file has a row that says where it lies; the original is the only copy of its bytes."""
    data = zip_of(FILES)
    submission_id = arrive(house, data, f"{ANMELDUNG}/post.zip")
    assert process(house, submission_id, pipeline)
    with house.database.begin() as session:
        check = cases.check_of_submission(session, submission_id)
        assert check is not None
        assert check.complete
        assert {part.document.file for part in check.parts} == {f"post.zip/{name}" for name in FILES}
        original, *packed = cases.documents_of(session, check.case_id)
        assert (original.file, original.member) == ("post.zip", [])
        assert sorted(row.member for row in packed) == [[name] for name in sorted(FILES)]
        assert {row.key for row in packed} == {original.key}
        assert cases.originals_of(session, check.case_id) == [original]
        kept = [each.key for each in house.store.list(Bucket.ORIGINALS)]
    assert kept == [original.key]
    assert house.store.get(Bucket.ORIGINALS, original.key).data == data


def test_late_documents_leave_packed_files_as_they_are(house: House, pipeline: Pipeline) -> None:
    """The whole case is checked again, with the same rows; a late file cannot pass for a packed one."""
    gap = {name: data for name, data in FILES.items() if name != "ausweis.pdf"}
    first = arrive(house, mail_of("Anbei", gap).as_bytes(), f"{ANMELDUNG}/mail.eml")
    assert process(house, first, pipeline)
    with house.database.begin() as session:
        check = cases.check_of_submission(session, first)
        assert check is not None
        assert not check.complete
        case = cases.get(session, check.case_id)
        assert case is not None
        before = {row.file: row.id for row in cases.documents_of(session, case.id)}
    key = f"{case.reference}/nach/mail.eml/anmeldung.pdf"
    house.store.put(Bucket.INBOX, f"{case.reference}/nach/meta.json", b"{}")
    late = arrive(house, FILES["ausweis.pdf"], key)
    assert process(house, late, pipeline)
    with house.database.begin() as session:
        again = cases.check_of_submission(session, late)
        assert again is not None
        assert again.complete
        after = {row.file: row.id for row in cases.documents_of(session, case.id)}
        (row,) = ledger.documents_of_submission(session, late)
        assert row.file == "nachreichung-2/mail.eml/anmeldung.pdf"
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_packed_files_do_not_hide_a_mix_up(house: House) -> None:
    """An outcome about files that were not sent is not believed, whatever they say they were packed in."""

    class Liar(FakeChecker):
        def check(self, submission: Submission) -> Outcome:
            """Tell of a file that nobody sent."""
            outcome = super().check(submission)
            (document,) = outcome.documents
            other = document.model_copy(update={"file": "b.zip/x.pdf", "member": ("x.pdf",)})
            return outcome._replace(documents=(document, other))

    submission_id = arrive(house, b"accept")
    with pytest.raises(ProcessingFailed, match=r"^other_files$"):
        process(house, submission_id, Liar())
