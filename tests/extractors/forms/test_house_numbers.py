"""House numbers with a place of their own, on either side of the street."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_headed_cells import Cell, Printed

HOME: Final = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
TOWN: Final = ((40.0, 150.0, "PLZ", "12345"), (150.0, 550.0, "Ort", "Musterhausen"))


def address(*cells: Cell) -> str | None:
    """Read an address from a row of cells, and postcode and town below."""
    return Printed().cells(60, 84, *cells).cells(84, 108, *TOWN).read(home=HOME)["home"].value


def test_the_number_may_stand_before_the_street() -> None:
    """A number left of a street was always taken for the one of another street."""
    asked = address((40, 150, "Hausnummer", "14"), (150, 550, "Straße", "Am Anger"))
    assert asked == "Am Anger 14, 12345 Musterhausen"


def test_a_number_between_two_streets_is_the_first_ones() -> None:
    """The first street was left open: its number does not go to the second one."""
    cells = (
        (40.0, 200.0, "Straße", ""),
        (200.0, 300.0, "Hausnummer", "14"),
        (300.0, 550.0, "Straße", "Am Anger"),
    )
    assert address(*cells) is None


def test_the_number_of_a_row_is_no_house_number() -> None:
    """In tables "Nr." stands over what counts the rows."""
    assert address((40, 80, "Nr.", "1"), (80, 550, "Straße", "Am Anger")) is None


def test_a_name_is_no_street() -> None:
    """Labels stand under their lines, explained in brackets; the names are nearest to the open street."""
    sheet = Printed()
    rows: tuple[tuple[Cell, ...], ...] = (
        ((40.0, 150.0, "PLZ", "12345"), (150.0, 550.0, "Ort", "Musterhausen")),
        ((40.0, 400.0, "Straße", ""), (400.0, 550.0, "Hausnummer", "14")),
        ((40.0, 290.0, "Familienname", "Mustermann"), (290.0, 550.0, "Vorname", "Max")),
    )
    for number, row in enumerate(rows):
        top = 60 + 46 * number
        for left, right, label, answer in row:
            sheet.page.draw_line((left + 3, top + 20), (right - 6, top + 20), width=0.7)
            sheet.text(left + 3, top + 16, answer).text(left + 3, top + 27, label, size=6)
            sheet.text(left + 3, top + 33, "(wie im Ausweis)", size=5)
    assert sheet.read(home=HOME)["home"].value is None
