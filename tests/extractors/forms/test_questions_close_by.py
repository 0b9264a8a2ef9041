"""Questions with their boxes under them, one right below the other: each has its own answer."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet

PAID = FieldSpec(kind=FieldKind.YES_NO, required=True, labels=("Bekommen Sie Kindergeld",))
HELPED = FieldSpec(kind=FieldKind.YES_NO, required=True, labels=("Bekommen Sie Sozialleistungen",))


def test_the_boxes_of_the_question_before_are_no_line_of_the_next() -> None:
    """They stand as close over it as its own lines would: "ja" was read where "nein" was ticked."""
    sheet = Sheet()
    for top, question, yes in (
        (60, "Bekommen Sie Kindergeld?", True),
        (89, "Bekommen Sie Sozialleistungen?", False),
    ):
        sheet.text(40, top + 9, question)
        sheet.box(40, top + 15, ticked=yes).text(52, top + 22, "Ja")
        sheet.box(76, top + 15, ticked=not yes).text(88, top + 22, "Nein")
    found = sheet.read(paid=PAID, helped=HELPED)
    assert (found["paid"].value, found["helped"].value) == ("ja", "nein")
