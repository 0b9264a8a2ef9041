"""Two more official forms, where they are at hand: filled, and read as known forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from contracts.catalogue import load_catalogue
from contracts.findings import FieldState
from contracts.reading import DocumentText
from extractors.forms.form_reader import read_form
from extractors.limits import ReadingLimits
from extractors.pages.reader import read_document
from samples.elterngeld import Circumstances, child_of, elterngeld_answers
from samples.forms import FilledForm, flatten
from samples.gewerbe import COMPANY, SOLE, Trade, gewerbe_answers
from samples.official_forms import fill_elterngeld, fill_gewerbe
from samples.people import ERIKA, OEMER
from tests.extractors.engines import SteadyEngine

DAY = date(2026, 10, 24)
CATALOGUE = load_catalogue()


def read(pdf: bytes) -> DocumentText:
    """Read a PDF with a text layer: nothing is left to OCR."""
    return read_document(pdf, file="form.pdf", limits=ReadingLimits(), engine=SteadyEngine())


def wrong(filled: FilledForm, pdf: bytes, procedure: str) -> dict[str, tuple[Any, Any]]:
    """Return the fields that are read differently from what was written: truth, and value read."""
    fields = CATALOGUE.procedure(procedure, DAY).form.fields
    document = read(pdf)
    readings, variant = read_form(document.pages, fields, CATALOGUE.variants_of(procedure), {})
    assert variant is not None
    return {
        name: (value, readings[name].value)
        for name, value in filled.truth.items()
        if name in readings and name != "unterschrift" and readings[name].value != value
    }


@pytest.mark.parametrize("life", [Circumstances(), Circumstances("beide", benefit=True, part_time=True)])
def test_elterngeld(shared_data: Path, life: Circumstances) -> None:
    """Both columns of the federal form are told apart; two kinds of income together are "beide"."""
    answers = elterngeld_answers(OEMER, child_of(OEMER, DAY), day=DAY, life=life)
    filled = fill_elterngeld(shared_data / "forms" / "elterngeld_2024.pdf", answers, signed=True)
    assert wrong(filled, filled.pdf, "elterngeld") == {}


@pytest.mark.parametrize("trade", [COMPANY, SOLE])
@pytest.mark.parametrize("flat", [False, True])
def test_gewerbe(shared_data: Path, trade: Trade, *, flat: bool) -> None:
    """Live or flattened: a company's name holds its legal form; an empty place says that there is none.

    Ticks of a flattened form are read from its ink, which nobody asks for here.
    """
    answers = gewerbe_answers(ERIKA, day=DAY, trade=trade)
    filled = fill_gewerbe(shared_data / "forms" / "gewerbeanmeldung_gewa1.pdf", answers, signed=True)
    differ = wrong(filled, flatten(filled.pdf) if flat else filled.pdf, "gewerbeanmeldung")
    assert set(differ) <= ({"erlaubnispflichtig"} if flat else set())


def test_what_is_left_empty_is_empty(shared_data: Path) -> None:
    """A blank form is nobody's; only the legal form says something by its silence."""
    path = shared_data / "forms" / "gewerbeanmeldung_gewa1.pdf"
    opener: Any = pymupdf.open
    pages = read(opener(path).tobytes()).pages
    fields = CATALOGUE.procedure("gewerbeanmeldung", DAY).form.fields
    readings, _ = read_form(pages, fields, CATALOGUE.variants_of("gewerbeanmeldung"), {})
    filled = {name for name, reading in readings.items() if reading.state is FieldState.FILLED}
    assert filled == {"rechtsform"}
