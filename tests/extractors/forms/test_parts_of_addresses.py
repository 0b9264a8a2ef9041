"""Addresses put together from parts: each is known by its label, its heading, and what it looks like."""

from __future__ import annotations

from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import Printed
from tests.extractors.forms.test_tables import Sheet

HOME: Final = FieldSpec(
    kind=FieldKind.ADDRESS,
    required=True,
    labels=("Neue Anschrift",),
    sections=("Neue Wohnung",),
    not_sections=("Bisherige Wohnung", "Wohnungsgeber"),
)
BEFORE: Final = HOME.model_copy(
    update={
        "labels": ("Bisherige Anschrift",),
        "sections": ("Bisherige Wohnung",),
        "not_sections": ("Neue Wohnung",),
    }
)
FULL: Final = "Am Anger 3, 12345 Musterhausen"


def in_questions() -> Sheet:
    """Return a form that asks for the parts in whole questions, side by side."""
    asked = (
        ("In welcher Straße wohnen Sie?", "Am Anger"),
        ("Ihre Hausnummer", "3"),
        ("Postleitzahl", "12345"),
        ("In welchem Ort wohnen Sie?", "Musterhausen"),
    )
    sheet = Sheet().text(44, 60, "Angaben zur Person")
    for number, (label, answer) in enumerate(asked):
        sheet.text(44 + 130 * number, 84, label, size=7).text(44 + 130 * number, 98, answer)
    return sheet


def test_parts_may_be_asked_for_in_questions() -> None:
    """Only "Straße" and the like were known: the address of a form in plain language was unclear."""
    assert in_questions().read(home=HOME)["home"].value == FULL


@pytest.mark.parametrize("town", ["12345 Musterhausen", "town"])
def test_small_letters_under_a_label_are_its_next_line(town: str) -> None:
    """Each label stands there in another language, too: that was taken for the street and for the town."""
    sheet = Sheet().text(44, 60, "Neue Wohnung", size=11)
    parts = (("Straße und Hausnummer", "street", "Am Anger 3"), ("Postleitzahl", "postal code", "12345"))
    for left, (label, other, answer) in zip(
        (44, 250, 350), (*parts, ("Ort", "town", "Musterhausen")), strict=True
    ):
        sheet.text(left, 84, label, size=8).text(left, 92, other, size=6)
        if answer != "Musterhausen" or town != "town":
            sheet.text(left, 108, answer)
    assert sheet.read(home=HOME)["home"].value == (None if town == "town" else FULL)


@pytest.mark.parametrize(("beside", "value"), [("Musterhausen", FULL), ("Tel.: 0123 456789", None)])
def test_one_label_may_have_a_cell_for_each_of_its_parts(beside: str, value: str | None) -> None:
    """Only the postcode in the first cell was read; what is no town is none in the second one, too."""
    sheet = Sheet().row(60, 78, (40, 550, "Neue Wohnung"))
    sheet.row(78, 96, (40, 200, "Name des Kindes"), (200, 550, "Max"))
    sheet.row(96, 114, (40, 200, "Straße, Hausnummer"), (200, 550, "Am Anger 3"))
    sheet.row(114, 132, (40, 200, "Postleitzahl, Wohnort"), (200, 280, "12345"), (280, 550, beside))
    sheet.row(132, 150, (40, 200, "Geburtsort"), (200, 550, "Musterstadt"))
    assert sheet.read(home=HOME)["home"].value == value


def test_a_column_begins_with_its_cell() -> None:
    """The right heading stands over the middle of a cell: a number left of that cell was under it, too."""
    sheet = Printed().text(60, 56, "A Neue Wohnung", size=8).text(347, 56, "Bisherige Wohnung", size=8)
    for left, number, code in ((40, "3-5", "12345"), (302, "8", "54321")):
        sheet.cells(
            60, 84, (left, left + 160, "Tag", "24.10.2026"), (left + 160, left + 258, "Schlüssel", "")
        )
        sheet.cells(
            84,
            108,
            (left, left + 197, "Straße", "Am Anger"),
            (left + 197, left + 258, "Hausnummer, Zusatz", number),
        )
        sheet.cells(108, 132, (left, left + 90, "PLZ", code), (left + 90, left + 258, "Ort", "Musterhausen"))
    found = sheet.read(home=HOME, before=BEFORE)
    assert found["home"].value == "Am Anger 3-5, 12345 Musterhausen"
    assert found["before"].value == "Am Anger 8, 54321 Musterhausen"


def test_what_is_asked_for_beside_a_part_is_no_heading_of_the_address() -> None:
    """The landlord's name stands right of the town: the whole address was taken for that person's."""
    sheet, text = Sheet().text(44, 50, "Neue Wohnung", size=11), pymupdf.PDF_WIDGET_TYPE_TEXT
    fields = (
        ("Straße", 44, 80, 300, "Am Anger"),
        ("Hausnummer", 310, 80, 400, "3"),
        ("Postleitzahl", 44, 120, 120, "12345"),
        ("Ort", 130, 120, 350, "Musterhausen"),
        ("Name des Wohnungsgebers", 376, 120, 550, "Erika Muster"),
    )
    for number, (label, left, top, right, answer) in enumerate(fields):
        sheet.text(left, top - 4, label, size=8)
        add_field(sheet.page, f"F{number}", text, (left, top, right, top + 16), field_value=answer)
    assert sheet.read(home=HOME)["home"].value == FULL


def test_a_letter_behind_a_typed_house_number_stays_apart() -> None:
    """Digits in cells of a comb are one number; "5 b" in one cell was none."""
    sheet = Printed().text(44, 50, "Neue Wohnung", size=11)
    sheet.cells(60, 84, (40, 230, "Straße", "Am Anger"), (230, 300, "Hausnummer", "5 b"))
    sheet.cells(84, 108, (40, 130, "PLZ", "12345"), (130, 300, "Ort", "Musterhausen"))
    assert sheet.read(home=HOME)["home"].value == "Am Anger 5 b, 12345 Musterhausen"


@pytest.mark.parametrize("left", [285, 340])
def test_a_town_may_follow_its_postcode_where_no_cells_are_ruled(left: int) -> None:
    """One label asks for both; only what stands close to the postcode goes on from it."""
    sheet = Sheet().text(44, 60, "Neue Wohnung", size=11)
    sheet.text(44, 80, "Straße und Hausnummer").text(200, 80, "Am Anger 3")
    sheet.text(44, 100, "Postleitzahl / Wohnort").text(left, 100, "Musterhausen")
    for number, digit in enumerate("12345"):
        sheet.text(200 + 14 * number, 100, digit)
    assert sheet.read(home=HOME)["home"].value == (FULL if left < 300 else None)
