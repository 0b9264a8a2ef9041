"""Lines to write on beside their labels: what is typed there stands a little higher, or nothing does."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from extractors.forms.values.mending import mended
from tests.extractors.forms.test_headed_cells import Printed

NAME: Final = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Name",))
GIVEN: Final = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname",))
BORN: Final = FieldSpec(kind=FieldKind.DATE, labels=("geboren am",))
ZONE: Final = FieldSpec(kind=FieldKind.TEXT, labels=("Bewohnerparkgebiet",))
BEGIN: Final = FieldSpec(kind=FieldKind.DATE, labels=("gültig ab",))


def form(zone: str) -> Printed:
    """Return labels with lines behind them, two of which are written small, and a heading under the last."""
    sheet = Printed()
    rows = (
        (245, ((50, 110, 330, "Name", "Züfle"), (346, 405, 545, "geboren am", "12.03.1980"))),
        (266, ((50, 110, 545, "Vorname", "Anna"),)),
        (530, ((50, 150, 300, "Bewohnerparkgebiet", zone), (312, 358, 428, "gültig ab", "15.11.2026"))),
    )
    for y, parts in rows:
        for left, start, end, label, said in parts:
            sheet.text(left, y, label).text(start + 4, y - 4, said)
            sheet.page.draw_line((start, y + 1.5), (end, y + 1.5), width=0.6)
    return sheet.text(432, 530, "für 1 Jahr").text(50, 556, "4. Erklärung", size=11)


def test_what_stands_on_a_line_may_be_higher_than_its_label() -> None:
    """It was taken for no part of the row; and labels that begin small, for sentences that go on."""
    fields = {"familienname": NAME, "vorname": GIVEN, "born": BORN, "zone": ZONE, "begin": BEGIN}
    found = form("A").read(**fields)
    said = [found[name].value for name in fields]
    assert said == ["Züfle", "Anna", "1980-03-12", "A", "2026-11-15"]


def test_what_is_below_an_empty_line_is_no_answer() -> None:
    """The next heading was taken for it."""
    found = form("").read(zone=ZONE, begin=BEGIN)
    assert found["zone"].state is FieldState.EMPTY


def test_a_letter_alone_is_a_capital() -> None:
    """Zones and blocks have capitals; alone, OCR cannot tell the size of those that look like small ones."""
    assert mended(ZONE, "c", cells=False) == "C"
    assert mended(ZONE, "Zone c", cells=False) == "Zone c"
