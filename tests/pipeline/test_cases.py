"""Whole submissions: a complete case is complete; one defect gives exactly the finding that it must."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import get_args

import pytest

from contracts.catalogue import UnknownProcedure
from contracts.findings import ProposedAction
from contracts.report import Outcome, write_report
from contracts.submission import Meta
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile
from samples.bauantrag import bauantrag_case
from samples.elterngeld import elterngeld_case
from samples.gewerbe import gewerbe_case
from samples.parken import parken_case
from samples.submissions import Defect, anmeldung_case, demo_submissions, wohngeld_case
from samples.submissions import Submission as Sample

TODAY = date(2026, 11, 21)
DEFECTS: tuple[Defect, ...] = get_args(Defect)


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    """All stages, with the shipped contracts and classifier."""
    with open_pipeline() as opened:
        yield opened


def check(pipeline: Pipeline, sample: Sample) -> Outcome:
    """Take a sample through all stages."""
    files = tuple(SubmittedFile(name, data) for name, data in sample.files.items())
    return pipeline.check(Submission(sample.procedure, TODAY, files, Meta.model_validate(sample.meta)))


def states(outcome: Outcome) -> dict[str, str]:
    """Return the findings as ``requirement`` or ``requirement/person-1`` -> state."""
    return {
        finding.requirement
        if finding.subject == "antragsteller"
        else f"{finding.requirement}/{finding.subject}": (finding.state.value)
        for finding in outcome.findings
    }


CASES: dict[str, tuple[Callable[..., Sample], str]] = {
    "wohngeld": (wohngeld_case, "wohngeld-musterhausen"),
    "anmeldung": (anmeldung_case, "anmeldung-musterhausen"),
    "parken": (parken_case, "parken-musterhausen"),
    "parken-table": (parken_case, "parken-beispielburg"),
    "elterngeld": (elterngeld_case, "elterngeld-musterhausen"),
    "elterngeld-combs": (elterngeld_case, "elterngeld-beispielburg"),
    "gewerbe": (gewerbe_case, "gewerbe-musterhausen"),
    "gewerbe-table": (gewerbe_case, "gewerbe-beispielburg"),
    "bauantrag": (bauantrag_case, "bauantrag-musterhausen"),
    "bauantrag-lines": (bauantrag_case, "bauantrag-beispielburg"),
}


@pytest.mark.parametrize("defect", DEFECTS)
@pytest.mark.parametrize("name", CASES)
def test_each_defect_gives_its_finding(name: str, defect: Defect, pipeline: Pipeline) -> None:
    """Missing proof, expired ID, no signature, empty field, foreign document: that, and no more."""
    case, form = CASES[name]
    sample = case(TODAY, defect=defect, form=form)
    outcome = check(pipeline, sample)
    found = states(outcome)
    assert {key: found.get(key) for key in sample.expected} == sample.expected
    report = write_report(outcome)
    assert report.hints == []
    assert report.complete is (defect == "none")
    assert outcome.proposal is (
        ProposedAction.ACCEPT if defect == "none" else ProposedAction.REQUEST_DOCUMENTS
    )


def test_the_demo_submissions_are_judged_right(pipeline: Pipeline) -> None:
    """Complete, incomplete, one scan of everything, photos, a broken and a locked file."""
    for sample in demo_submissions(TODAY):
        found = states(check(pipeline, sample))
        assert {key: found.get(key) for key in sample.expected} == sample.expected, sample.name


def test_nothing_is_lost(pipeline: Pipeline) -> None:
    """Every file is in the report; one that cannot be read has a problem and no parts."""
    for sample in demo_submissions(TODAY):
        report = write_report(check(pipeline, sample))
        assert [document.file for document in report.documents] == list(sample.files)
        for document in report.documents:
            assert document.parts or document.problems, document.file
            assert sorted(page for part in document.parts for page in part.pages) == list(
                range(1, document.pages + 1)
            )


def test_an_unknown_procedure_is_said(pipeline: Pipeline) -> None:
    """There is no contract to check against."""
    with pytest.raises(UnknownProcedure):
        pipeline.check(Submission("hundesteuer", TODAY, ()))


def test_versions_and_times_are_told(pipeline: Pipeline) -> None:
    """A report can be explained later: what produced it, and what it cost."""
    outcome = check(pipeline, wohngeld_case(TODAY, defect="none"))
    assert outcome.versions.contract == "wohngeld-mietzuschuss@2026-01"
    assert outcome.versions.classifier
    assert outcome.versions.ocr == "none needed"
    assert outcome.timing.read > 0
