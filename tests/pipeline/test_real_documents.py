"""Whole submissions with official forms and real papers, where these lie beside the checkout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from samples.answers import anmeldung_answers, wohngeld_answers
from samples.forms import flatten, print_to_pictures
from samples.people import ERIKA, MAX
from samples.real_forms import fill_anmeldung_berlin, fill_wohngeld_nrw
from samples.submissions import Submission, anmeldung_case, wohngeld_case
from tests.pipeline.test_cases import TODAY, check, states

WAYS: dict[str, Callable[[bytes], bytes]] = {
    "live": bytes,
    "flat": flatten,
    "pictures": lambda pdf: print_to_pictures(flatten(pdf)),
}


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    """All stages, with the shipped contracts and classifier."""
    with open_pipeline() as opened:
        yield opened


def with_form(case: Submission, name: str, pdf: bytes) -> Submission:
    """Put another form in the place of a sample's own."""
    return case.model_copy(update={"files": {**case.files, name: pdf}})


@pytest.mark.parametrize("way", list(WAYS))
def test_the_official_wohngeld_form_makes_a_complete_case(
    way: str, pipeline: Pipeline, shared_data: Path
) -> None:
    """The form of North Rhine-Westphalia, live, flattened, as pictures: never wrongly incomplete."""
    answers = wohngeld_answers(ERIKA, day=TODAY - timedelta(days=3))
    form = fill_wohngeld_nrw(shared_data / "forms" / "wohngeld_nrw.pdf", answers, signed=True)
    case = with_form(wohngeld_case(TODAY, defect="none"), "antrag.pdf", WAYS[way](form.pdf))
    found = states(check(pipeline, case))
    assert {key: found.get(key) for key in case.expected} == case.expected


@pytest.mark.parametrize("way", ["live", "flat"])
def test_the_official_registration_form_makes_a_complete_case(
    way: str, pipeline: Pipeline, shared_data: Path
) -> None:
    """Berlin's registration form, with the same attachments."""
    case = anmeldung_case(TODAY, defect="none")
    household = MAX.model_copy(update={"moved_in": TODAY - timedelta(days=9)})
    answers = anmeldung_answers(household, day=TODAY - timedelta(days=1))
    form = fill_anmeldung_berlin(shared_data / "forms" / "anmeldung_berlin.pdf", answers, signed=True)
    found = states(check(pipeline, with_form(case, "anmeldung.pdf", WAYS[way](form.pdf))))
    assert {key: found.get(key) for key in case.expected} == case.expected


def test_papers_that_nobody_asked_for_change_nothing(pipeline: Pipeline, shared_data: Path) -> None:
    """A club's statutes, an operating description, invoices: a complete case stays complete."""
    case = wohngeld_case(TODAY, defect="none")
    papers = [
        *sorted((shared_data / "attachments").glob("Satzung*.pdf")),
        *sorted((shared_data / "attachments").glob("hh_6200*.pdf")),
        *sorted((shared_data / "invoices").glob("*.pdf"))[:2],
    ]
    more = {path.name: path.read_bytes() for path in papers}
    found = states(check(pipeline, case.model_copy(update={"files": {**case.files, **more}})))
    assert {key: found.get(key) for key in case.expected} == case.expected


def test_another_procedures_form_is_no_application(pipeline: Pipeline, shared_data: Path) -> None:
    """A real form of another procedure does not stand in for the one that is asked for."""
    case = anmeldung_case(TODAY, defect="none")
    other = (shared_data / "forms" / "hh_6660-6-barrierefrei-neu.pdf").read_bytes()
    found = states(check(pipeline, with_form(case, "anmeldung.pdf", other)))
    assert found["antrag"] in {"missing", "unclear"}


def test_a_blank_official_form_is_not_complete(pipeline: Pipeline, shared_data: Path) -> None:
    """A form that nobody filled in is there, and yet no application."""
    case = wohngeld_case(TODAY, defect="none")
    blank = (shared_data / "forms" / "wohngeld_nrw.pdf").read_bytes()
    found = states(check(pipeline, with_form(case, "antrag.pdf", blank)))
    assert found["antrag"] == "missing"
