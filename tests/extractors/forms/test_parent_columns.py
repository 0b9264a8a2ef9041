"""Parents side by side: the labels stand free at the left, and each parent has a column of cells."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import BORN, GIVEN, NAME, Sheet

CHILD = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Nachname des Kindes",))
INSURER = FieldSpec(kind=FieldKind.TEXT, labels=("Krankenversicherung",))
COLUMNS = ((150, 350), (356, 556))
ROWS = {"Familienname": ("Muster", "Beispiel"), "Geburtsdatum": ("", ""), "Vorname": ("Erika", "Max")}


def drawn() -> Sheet:
    """Draw the heads of two columns, rows of cells, and a day in cells for letters."""
    sheet = Sheet()
    sheet.row(60, 76, *((left, right, "") for left, right in COLUMNS))
    for number, (left, _) in enumerate(COLUMNS, start=1):
        sheet.text(left + 3, 71, f"Elternteil {number}")
    for number, (label, answers) in enumerate(ROWS.items()):
        top = 82 + 22 * number
        cells = ((*sides, text) for sides, text in zip(COLUMNS, answers, strict=True))
        sheet.text(42, top + 10, label)
        if any(answers):
            sheet.row(top, top + 16, *cells)
    for (left, _), day in zip(COLUMNS, ("08121988", "21041986"), strict=True):
        for number, digit in enumerate(day):
            start = left + 15 * number + 5 * ((number > 1) + (number > 3))
            sheet.row(104, 120, (start, start + 15, "")).text(start + 5, 115, digit)
    return sheet


def test_the_first_parent_is_the_applicant() -> None:
    """The names of both parents were read as one, and the other parent's day of birth as the applicant's."""
    found = drawn().read(familienname=NAME, vorname=GIVEN, geburtsdatum=BORN)
    assert [found[name].value for name in found] == ["Muster", "Erika", "1988-12-08"]


def test_heads_of_columns_are_no_answers() -> None:
    """The heading over the columns is a label too: "Krankenversicherung"."""
    sheet = drawn().text(42, 48, "Krankenversicherung")
    assert sheet.read(familienname=NAME, vorname=GIVEN, insurer=INSURER)["insurer"].value is None


def test_a_label_with_a_box_under_it_is_below_the_columns() -> None:
    """What stood beside it under the applicant's column, part of the next label, was taken for its cell."""
    sheet = Sheet().text(385, 60, "Elternteil 1").text(475, 60, "Elternteil 2")
    sheet.text(45, 76, "Ich lebe in Deutschland.").text(398, 76, "ja").text(488, 76, "ja")
    for left, number, answer in ((45, 1, "Muster Kasse"), (304, 2, "Beispiel Kasse")):
        sheet.text(left, 120, f"Krankenversicherung (Elternteil {number})", size=7)
        sheet.row(124, 138, (left, left + 245, answer))
    assert sheet.read(insurer=INSURER)["insurer"].value == "Muster Kasse"


def test_an_answer_in_a_cell_beside_its_label_is_not_over_it() -> None:
    """The number of the section stood over the label and a ruling: "1"."""
    sheet = Sheet().text(46, 50, "1 Kind")
    sheet.row(36, 58, (40, 556, ""))
    sheet.text(42, 72, "Nachname des Kindes").row(62, 78, (150, 556, "Muster"))
    assert sheet.read(child=CHILD)["child"].value == "Muster"
