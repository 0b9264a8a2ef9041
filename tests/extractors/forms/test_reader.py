"""Whole forms: live, flattened, printed to pictures; known to a variant or read by their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmarks.forms import OFFICIAL, arrivals, fill_form, judge, read
from contracts.catalogue import load_catalogue
from contracts.findings import FieldState
from extractors.sandbox import ReadingPool
from samples.answers import wohngeld_answers
from samples.forms import FORMS, fill, flatten
from samples.people import ERIKA

CATALOGUE = load_catalogue()
DAY = date(2026, 11, 2)
LEAST = {"live": 0.95, "flat": 0.90, "pictures": 0.80}
"""Share of the filled required fields that must be right, by the way of arrival."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    """Child processes that read."""
    with ReadingPool() as opened:
        yield opened


def procedure_id(form: str) -> str:
    """Return the procedure that a form belongs to."""
    return "wohngeld-mietzuschuss" if form.startswith("wohngeld") else "wohnsitzanmeldung"


def measure(form: str, way: str, pool: ReadingPool) -> Counter[str]:
    """Count outcomes of the required fields of one filled form."""
    procedure = CATALOGUE.procedure(procedure_id(form), DAY)
    variants = CATALOGUE.variants_of(procedure.id) if form.endswith("-known") else ()
    filled = fill_form(form, seed=5)
    pdf = dict(arrivals(filled.pdf, 5))[way]
    outcomes = judge(filled.truth, read(pdf, procedure, pool, variants), procedure)
    return Counter(outcome.split()[1] for _, outcome in outcomes if outcome.startswith("required"))


@pytest.mark.parametrize("way", list(LEAST))
@pytest.mark.parametrize("form", [form for form in OFFICIAL if form.endswith("-known")])
def test_official_forms_are_read(form: str, way: str, pool: ReadingPool, shared_data: Path) -> None:
    """The real forms of Wohngeld (NRW) and Anmeldung (Berlin); most of the rest is unclear, not wrong."""
    assert shared_data.is_dir()
    count = measure(form, way, pool)
    assert count["right"] >= LEAST[way] * count.total(), count
    assert count["wrong"] <= max(1, (count.total() - count["right"]) / 2)


@pytest.mark.parametrize("way", list(LEAST))
@pytest.mark.parametrize("form", FORMS)
def test_unknown_forms_are_read_by_their_labels(form: str, way: str, pool: ReadingPool) -> None:
    """A municipality's own form needs no variant."""
    count = measure(form, way, pool)
    assert count["right"] >= LEAST[way] * count.total(), count
    assert count["wrong"] <= 1, count


def test_what_is_left_out_is_empty(pool: ReadingPool) -> None:
    """An empty required field and a missing signature are said, not guessed."""
    answers = wohngeld_answers(ERIKA, day=DAY)
    del answers["bankverbindung"]
    pdf = flatten(fill("wohngeld-musterhausen", answers, signed=False).pdf)
    fields = read(pdf, CATALOGUE.procedure("wohngeld-mietzuschuss", DAY), pool)
    assert fields["bankverbindung"].state is FieldState.EMPTY
    assert fields["unterschrift"].state is FieldState.EMPTY
    assert fields["familienname"].value == ERIKA.applicant.familienname


def test_every_value_has_its_place(pool: ReadingPool) -> None:
    """A value that cannot be shown on the page cannot be checked by a person."""
    filled = fill_form("anmeldung-beispielburg", 5)
    fields = read(flatten(filled.pdf), CATALOGUE.procedure("wohnsitzanmeldung", DAY), pool)
    for name, reading in fields.items():
        if reading.state is FieldState.FILLED and name != "personen":
            assert reading.page is not None, name
            assert reading.box is not None, name
            assert reading.source is not None, name
