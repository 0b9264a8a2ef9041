"""A fault in our own reading of a form or a paper costs that paper, never the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NoReturn

import pytest
import structlog
from structlog.testing import LogCapture

import pipeline.cards
import pipeline.stages
import pipeline.unforeseen
from contracts.findings import FieldState, ProposedAction
from contracts.report import write_report
from extractors.apart import NotUnderstoodError
from extractors.errors import WorkroomError
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile
from pipeline.unforeseen import read_or_unread
from samples.parken import parken_case

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def opened() -> Iterator[Pipeline]:
    with open_pipeline() as opened:
        yield opened


def fail(*_: Any, **__: Any) -> NoReturn:
    raise NotUnderstoodError("ValueError", "here.py:1")


@pytest.mark.parametrize(
    ("room", "reader"),
    [(pipeline.stages, "read_form_apart"), (pipeline.cards, "read_facts_apart")],
    ids=["form", "facts"],
)
def test_what_failed_is_for_a_person_to_read(
    opened: Pipeline,
    monkeypatch: pytest.MonkeyPatch,
    room: Any,
    reader: str,
) -> None:
    sample = parken_case(TODAY, defect="none", form="parken-musterhausen")
    files = tuple(SubmittedFile(name, data) for name, data in sample.files.items())
    said = LogCapture()
    monkeypatch.setattr(pipeline.unforeseen, "_log", structlog.wrap_logger(None, processors=[said]))
    monkeypatch.setattr(room, reader, fail)
    outcome = opened.check(Submission(sample.procedure, TODAY, files))
    assert outcome.proposal is ProposedAction.REFER
    failed = (
        [outcome.form.fields] if reader == "read_form_apart" else [each.facts for each in outcome.attachments]
    )
    states = {reading.state for readings in failed for reading in readings.values()}
    assert states == {FieldState.UNCLEAR}
    assert write_report(outcome).complete is False
    assert {(entry["error"], entry["at"]) for entry in said.entries} == {("ValueError", "here.py:1")}


def test_a_full_disk_is_no_fault_of_the_form() -> None:
    """The case is tried again; its form must not end as unclear."""

    def full() -> NoReturn:
        raise WorkroomError

    with pytest.raises(WorkroomError):
        read_or_unread(full, otherwise=dict)
