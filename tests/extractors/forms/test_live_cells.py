"""Live fields in ruled cells with a small label, and answers that are ticked or else written."""

from __future__ import annotations

from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import Printed

TEXT, CHECKBOX = pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.PDF_WIDGET_TYPE_CHECKBOX
EMAIL: Final = FieldSpec(kind=FieldKind.EMAIL, labels=("E-Mail",))
CITIZEN: Final = FieldSpec(
    kind=FieldKind.WORD, labels=("Staatsangehörigkeit",), options={"deutsch": ("deutsch", "Deutsch")}
)


def test_the_only_field_in_a_labels_cell_is_its_own() -> None:
    """The address in the cell before was nearer to the label than the field under it, further right."""
    sheet = Printed().cells(60, 112, (42, 340, "11", ""), (340, 556, "Telefon-Nr.", ""))
    sheet.page.draw_line((340, 86), (556, 86), width=0.7)
    sheet.text(60, 68, "Anschrift der Wohnung", size=6).text(343, 94, "freiwillig: E-Mail", size=6)
    add_field(sheet.page, "F1", TEXT, (44, 73, 338, 111), field_value="Am Anger 3\n12345 Musterhausen")
    add_field(sheet.page, "F2", TEXT, (385, 70, 554, 85), field_value="07939 / 555 014")
    add_field(sheet.page, "F3", TEXT, (396, 96, 554, 111), field_value="max@post.example")
    assert sheet.read(email=EMAIL)["email"].value == "max@post.example"


@pytest.mark.parametrize(
    ("ticked", "typed", "said"), [(True, "", "deutsch"), (False, "polnisch", "polnisch")]
)
def test_an_answer_is_ticked_or_written_in_a_live_field(*, ticked: bool, typed: str, said: str) -> None:
    """The box of the commonest answer stands alone; others are written behind "andere:"."""
    sheet = Printed().cells(60, 100, (40, 300, "Staatsangehörigkeit(en)", ""))
    sheet.text(60, 93, "deutsch", size=7).text(100, 93, "andere:", size=7)
    add_field(sheet.page, "F1", CHECKBOX, (46, 86, 55, 95), field_value=ticked)
    add_field(sheet.page, "F2", TEXT, (130, 84, 290, 97), field_value=typed)
    assert sheet.read(citizen=CITIZEN)["citizen"].value == said


@pytest.mark.parametrize(
    ("ticked", "typed", "said"), [(True, "", "deutsch"), (False, "polnisch", "polnisch")]
)
def test_an_answer_is_ticked_or_written_in_print(*, ticked: bool, typed: str, said: str) -> None:
    """What was written behind the words of an empty box was taken for no answer."""
    sheet = Printed().cells(60, 100, (40, 300, "Staatsangehörigkeit(en)", ""))
    sheet.box(46, 86, ticked=ticked).text(60, 93, "deutsch", size=7).text(100, 93, "andere:", size=7)
    sheet.text(130, 93, typed)
    assert sheet.read(citizen=CITIZEN)["citizen"].value == said
