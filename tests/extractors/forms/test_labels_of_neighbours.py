"""Labels close to those of other questions: rows of a list, the next frame, further lines of a question."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import Printed

TEXT = pymupdf.PDF_WIDGET_TYPE_TEXT
PHONE = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon", "Telefon, E-Mail"))
EMAIL = FieldSpec(kind=FieldKind.EMAIL, labels=("E-Mail", "Telefon, E-Mail", "E-Mail / Internet"))
HOME = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift der Wohnung",))
PLACE = FieldSpec(
    kind=FieldKind.PLACE_DATE, required=True, labels=("Datum",), not_sections=("Ausstellungsdatum",)
)
CITIZEN = FieldSpec(
    kind=FieldKind.WORD, labels=("Staatsangehörigkeit",), options={"deutsch": ("deutsch", "Deutsch")}
)


def list_of_contacts() -> Printed:
    """Return a frame for an address with a frame for three ways to be reached beside it."""
    sheet = Printed().cells(60, 115, (40, 360, "Anschrift der Wohnung", ""), (360, 560, "", ""))
    for number, label in enumerate(("Telefon", "E-Mail", "Internet")):
        sheet.text(364, 74 + 15 * number, label, size=6.5)
    return sheet


def test_labels_of_a_list_are_not_one_label_of_two_lines() -> None:
    """The label "Telefon, E-Mail" was found in both of them, and both took the same live field."""
    sheet = list_of_contacts()
    for number, said in enumerate(("", "max@post.example", "www.max.example")):
        top = 66 + 15 * number
        add_field(sheet.page, f"F{number}", TEXT, (410, top, 556, top + 12), field_value=said)
    found = sheet.read(phone=PHONE, email=EMAIL)
    assert (found["phone"].value, found["email"].value) == (None, "max@post.example")


def test_a_tool_tip_copied_from_another_field_is_none() -> None:
    """Who makes a form copies live fields, and forgets what they say when the mouse rests on them."""
    sheet = list_of_contacts()
    for number, said in enumerate(("", "max@post.example", "0711 200300")):
        top = 66 + 15 * number
        tip = {"field_label": "Telefon"} if number else {}
        add_field(sheet.page, f"F{number}", TEXT, (410, top, 556, top + 12), field_value=said, **tip)
    assert sheet.read(phone=PHONE, email=EMAIL)["phone"].value is None


def test_what_stands_behind_a_label_in_the_next_frame_is_its_own() -> None:
    """Set larger than its label, an answer in the next frame was taken as the end of the street."""
    sheet = list_of_contacts()
    sheet.text(44, 84, "Straße, Nr.", size=6.5).text(44, 104, "PLZ, Ort", size=6.5)
    sheet.text(100, 84, "Am Anger 3", size=11).text(100, 104, "12345 Musterhausen", size=11)
    sheet.text(410, 74, "0711 200300", size=11).text(410, 90, "max@post.example", size=11)
    found = sheet.read(home=HOME, phone=PHONE, email=EMAIL)
    assert found["home"].value == "Am Anger 3, 12345 Musterhausen"


def test_further_lines_of_a_numbered_question_head_no_other_one() -> None:
    """The day of a permit, asked for in a question, made the day of signing below somebody else's."""
    sheet = Printed().cells(60, 95, (40, 560, "30 Liegt eine Erlaubnis vor?", ""))
    sheet.text(54, 88, "Ausstellungsdatum, Behörde:", size=6.5)
    sheet.cells(110, 160, (40, 180, "31 Datum", "28.10.2026"), (180, 560, "32 Unterschrift", ""))
    assert sheet.read(place=PLACE)["place"].value == "2026-10-28"


@pytest.mark.parametrize(("other", "said"), [(True, "polnisch"), (False, None)])
def test_an_answer_is_written_behind_other_where_that_is_ticked(*, other: bool, said: str | None) -> None:
    """Behind a wide gap it was no part of its option."""
    sheet = Printed().cells(60, 100, (40, 300, "Staatsangehörigkeit(en)", ""))
    sheet.box(46, 86, ticked=False).text(60, 93, "deutsch", size=7)
    sheet.box(100, 86, ticked=other).text(112, 93, "andere:", size=7).text(160, 93, "polnisch")
    assert sheet.read(citizen=CITIZEN)["citizen"].value == said


def test_a_heading_in_capitals_is_no_line_of_a_label() -> None:
    """With the heading the label had its answer under it: the next question's label."""
    plate = FieldSpec(
        kind=FieldKind.PLATE,
        required=True,
        labels=("Amtliches Kennzeichen", "Fahrzeug, amtliches Kennzeichen"),
    )
    sheet = Printed().text(50, 367, "FAHRZEUG", size=9)
    for top, label, answer in ((374, "Amtliches Kennzeichen", "MS-XY 591"), (392, "Hersteller", "Muster")):
        sheet.cells(top, top + 18, (50, 215, "", ""), (215, 545, "", ""))
        sheet.text(54, top + 12, label, size=8.5).text(220, top + 12, answer, size=9.5)
    assert sheet.read(plate=plate)["plate"].value == "MS-XY591"
