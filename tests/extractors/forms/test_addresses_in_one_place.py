"""Addresses whose one place asks for all parts, in the form's own order."""

from __future__ import annotations

from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import Printed

HOME: Final = FieldSpec(
    kind=FieldKind.ADDRESS,
    required=True,
    labels=("Anschrift",),
    sections=("Wohnung",),
    not_sections=("Arbeitgeber",),
)
ASKED: Final = ("Postleitzahl, Ort, Straße, Hausnummer", "Straße und Hausnummer, PLZ und Wohnort")
TOWN_FIRST: Final = "12345 Musterhausen, Am Anger 3"


@pytest.mark.parametrize("asked", ASKED)
def test_all_parts_are_asked_for_in_one_place_in_any_order(asked: str) -> None:
    """A label that began with the postcode was taken for one of a town only."""
    sheet = Printed().cells(60, 84, (40, 400, asked, TOWN_FIRST), (400, 550, "Etage", "2. OG"))
    assert sheet.read(home=HOME)["home"].value == "Am Anger 3, 12345 Musterhausen"


def test_a_live_field_asks_for_all_parts() -> None:
    """What its tool tip says is also printed over it."""
    sheet = Printed().cells(60, 90, (40, 400, ASKED[0], ""))
    text = pymupdf.PDF_WIDGET_TYPE_TEXT
    add_field(sheet.page, "F1", text, (44, 72, 398, 88), field_value=TOWN_FIRST, field_label=ASKED[0])
    assert sheet.read(home=HOME)["home"].value == "Am Anger 3, 12345 Musterhausen"


def test_a_heading_with_a_clause_names_what_stands_before_it() -> None:
    """The label of an occupation above was nearer to what the contract calls a heading than the clause."""
    sheet = Printed().text(44, 66, "Beruf / Arbeitgeber", size=7).text(150, 66, "Erzieherin")
    sheet.page.draw_rect((40, 90, 550, 108), width=0.7)
    sheet.text(44, 103, "Wohnung, für die Wohngeld beantragt wird")
    sheet.cells(108, 132, (40, 550, ASKED[0], TOWN_FIRST))
    assert sheet.read(home=HOME)["home"].value == "Am Anger 3, 12345 Musterhausen"
