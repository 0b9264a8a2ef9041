"""Days of which day, month and year have a ruled cell each, wherever their captions stand."""

from __future__ import annotations

from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_headed_cells import SMALL, Printed

MOVED: Final = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Einzugsdatum",))
PARTS: Final = ((200, 240, "Tag", "15"), (240, 290, "Monat", "10"), (290, 350, "Jahr", "2026"))


def bare() -> Printed:
    """Return a row without captions."""
    row = Printed().row(70, 90, (40, 200, "Einzugsdatum"))
    return row.row(70, 90, *((left, right, said) for left, right, _, said in PARTS))


def captions_below() -> Printed:
    """Return boxes over their captions."""
    form = bare()
    for left, _, caption, _ in PARTS:
        form.text(left + 3, 98, caption, size=SMALL)
    return form


def captions_inside() -> Printed:
    """Return cells beside the question, each with its caption at the top."""
    return Printed().cells(70, 96, (40, 200, "Einzugsdatum", ""), *PARTS)


def captions_over() -> Printed:
    """Return a row of captions beside the question, and the cells under them."""
    form = Printed().text(40, 84, "Einzugsdatum")
    form.row(70, 90, *((left, right, caption) for left, right, caption, _ in PARTS))
    return form.row(90, 110, *((left, right, said) for left, right, _, said in PARTS))


def captions_before() -> Printed:
    """Return cells with captions and cells with parts in turn."""
    form = Printed().row(70, 90, (40, 120, "Einzugsdatum"))
    for number, (_, _, caption, said) in enumerate(PARTS):
        left = 120 + 80 * number
        form.row(70, 90, (left, left + 40, caption), (left + 40, left + 80, said))
    return form


@pytest.mark.parametrize(
    "form", [bare(), captions_below(), captions_inside(), captions_over(), captions_before()]
)
def test_all_three_parts_are_read(form: Printed) -> None:
    """The day's number alone was read."""
    assert form.read(moved=MOVED)["moved"].value == "2026-10-15"


def test_a_number_beside_a_day_is_no_month() -> None:
    """Only what makes a day in three cells is one."""
    form = Printed().row(70, 90, (40, 200, "Einzugsdatum"), (200, 240, "15"), (240, 290, "48"))
    assert form.row(70, 90, (290, 350, "2026")).read(moved=MOVED)["moved"].value is None


def test_cells_for_a_day_may_be_empty() -> None:
    """Captions are no answer."""
    form = Printed().cells(70, 96, (40, 200, "Einzugsdatum", ""), *((*part[:3], "") for part in PARTS))
    assert form.read(moved=MOVED)["moved"].value is None


def test_teeth_may_part_the_digits_of_a_cell() -> None:
    """The file has each digit as a word: day, month and year were eight numbers, and the day's was read."""
    form = Printed().text(40, 64, "Einzugsdatum")
    for left, digits in ((40, "15"), (80, "10"), (120, "2026")):
        right = left + 14 * len(digits) + 2
        form.page.draw_rect((left, 70, right, 88), width=0.7)
        for number, digit in enumerate(digits):
            form.text(left + 5 + 14 * number, 83, digit)
            form.page.draw_line((left + 14 * number, 82), (left + 14 * number, 88), width=0.5)
    assert form.read(moved=MOVED)["moved"].value == "2026-10-15"
