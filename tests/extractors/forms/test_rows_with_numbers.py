"""Numbered rows of a table: a cell with the question, those of its answer beside it, some with captions."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_tables import GIVEN, NAME, Sheet

TEXT, CHECKBOX = pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.PDF_WIDGET_TYPE_CHECKBOX
WORK = FieldSpec(
    kind=FieldKind.TEXT,
    required=True,
    long=True,
    labels=("Tätigkeit",),
    not_sections=("Frühere Betriebsstätte",),
)
NATION = FieldSpec(kind=FieldKind.WORD, labels=("Staatsangehörigkeit",), options={"deutsch": ("deutsch",)})
COURT = FieldSpec(kind=FieldKind.TEXT, labels=("Registergericht",))
ENTRY = FieldSpec(kind=FieldKind.TEXT, labels=("Nummer des Eintrags", "Registernummer"))
LEFT, MIDDLE, NEXT, RIGHT = 40.0, 250.0, 400.0, 550.0


def test_a_numbered_row_is_no_heading_of_the_next_one() -> None:
    """Its words are a heading elsewhere; and what explains the label passed for the answer."""
    sheet = Sheet()
    captioned = ("5 Bisherige Anschrift", "6 Frühere Betriebsstätte")
    for number, label in enumerate(("1 Familienname", "2 Vorname", "3 Geburtsname", "4 Titel", *captioned)):
        top = 60 + 24 * number
        sheet.row(top, top + 24, (LEFT, MIDDLE, ""))
        sheet.text(LEFT + 3, top + 15, label)
        if label in captioned:
            sheet.row(top, top + 24, (MIDDLE, NEXT, "Familienname"), (NEXT, RIGHT, "Vorname"))
            sheet.text(MIDDLE + 3, top + 21, "Alt", size=11)
        else:
            sheet.row(top, top + 24, (MIDDLE, RIGHT, ""))
    sheet.row(204, 250, (LEFT, MIDDLE, ""), (MIDDLE, RIGHT, ""))
    sheet.text(LEFT + 3, 218, "7 Tätigkeit (genau angeben, z. B.")
    sheet.text(LEFT + 3, 228, "Herstellung von Möbeln, Großhandel").text(LEFT + 3, 238, "mit Lebensmitteln)")
    sheet.text(MIDDLE + 3, 216, "Bäckerei und Café", size=11)
    assert sheet.read(familienname=NAME, vorname=GIVEN, work=WORK)["work"].value == "Bäckerei und Café"


@pytest.mark.parametrize(("said", "state"), [("italienisch", "filled"), ("", "unclear")])
@pytest.mark.parametrize("live", [True, False])
def test_another_nationality_may_be_written_in_the_next_cell(said: str, state: str, *, live: bool) -> None:
    """The ticked words "andere:" were the answer, or there was none."""
    sheet = Sheet().row(
        60, 78, (LEFT, MIDDLE, "8 Staatsangehörigkeit"), (MIDDLE, NEXT, ""), (NEXT, RIGHT, "")
    )
    sheet.text(MIDDLE + 18, 72, "deutsch").text(MIDDLE + 78, 72, "andere:")
    for left, ticked in ((MIDDLE + 6, False), (MIDDLE + 66, True)):
        if live:
            box = (left, 64, left + 9, 73)
            add_field(sheet.page, f"F{left}", CHECKBOX, box, field_value=ticked)
        else:
            sheet.box(left, 64, ticked=ticked)
    if live:
        add_field(sheet.page, "F3", TEXT, (NEXT, 61, RIGHT, 77), field_value=said)
    else:
        sheet.text(NEXT + 3, 72, said, size=11)
    found = sheet.read(nation=NATION)["nation"]
    assert (found.value, found.state.value) == (said or None, state)


def test_a_live_field_of_a_row_is_its_captions() -> None:
    """The row asks for court and number: the court, the first field beside it, passed for the number."""
    sheet = Sheet().row(60, 90, (LEFT, MIDDLE, "2 Nummer des Eintrags"), (MIDDLE, RIGHT, "Registergericht"))
    sheet.text(NEXT + 3, 70, "Registernummer")
    add_field(sheet.page, "F1", TEXT, (MIDDLE + 1, 73, NEXT - 1, 89), field_value="Amtsgericht Köln")
    add_field(sheet.page, "F2", TEXT, (NEXT + 1, 73, RIGHT - 1, 89), field_value="HRB 4711")
    found = sheet.read(court=COURT, entry=ENTRY)
    assert (found["court"].value, found["entry"].value) == ("Amtsgericht Köln", "HRB 4711")


def test_a_long_answer_keeps_its_lines_whole() -> None:
    """OCR lost words of the label: what is left behind them cut the answer's lines, and dropped brackets."""
    sheet = Sheet().row(60, 110, (LEFT, RIGHT, "18 Tätigkeit (genau angeben,"))
    sheet.text(200, 70, "B. Herstellung von Möbeln)")
    sheet.text(LEFT + 3, 84, "Bewachung von Leben und Eigentum anderer Personen", size=11)
    sheet.text(350, 84, "(Objektschutz),", size=11).text(LEFT + 3, 97, "Handel mit Schlössern", size=11)
    assert sheet.read(work=WORK)["work"].value == (
        "Bewachung von Leben und Eigentum anderer Personen (Objektschutz), Handel mit Schlössern"
    )


def test_clauses_are_no_single_word() -> None:
    """An explanation behind the label's word was taken for a religion."""
    faith = FieldSpec(kind=FieldKind.WORD, labels=("Religion",))
    sheet = Sheet().row(60, 90, (LEFT, MIDDLE, "Religion"))
    sheet.text(LEFT, 140, "Religion: nur Religionsgesellschaften; sonst bleibt das Feld")
    assert sheet.read(faith=faith)["faith"].value is None
