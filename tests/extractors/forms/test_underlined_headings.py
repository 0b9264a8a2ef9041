"""Headings over a ruling as wide as the page: the labels under them name no line."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from tests.extractors.forms.test_headed_cells import Printed

PLATE: Final = FieldSpec(kind=FieldKind.PLATE, required=True, labels=("Amtliches Kennzeichen",))
PHONE: Final = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon",))
PLANNER: Final = FieldSpec(
    kind=FieldKind.TEXT,
    required=True,
    labels=("Entwurfsverfasser", "Name, Firma"),
    sections=("Entwurfsverfasser",),
)
PLACE: Final = FieldSpec(kind=FieldKind.PLACE_DATE, labels=("Ort, Datum",))
SIGNED: Final = FieldSpec(kind=FieldKind.SIGNATURE, labels=("Unterschrift", "Unterschrift 2. Person"))


def underlined(left: float) -> Printed:
    """Return a heading over a ruling from ``left`` on, and under it a label with a line beside it."""
    sheet = Printed().text(50, 100, "Fahrzeug", size=12)
    sheet.page.draw_line((left, 104), (545, 104), width=0.8)
    for number, (label, answer) in enumerate(
        (("Amtliches Kennzeichen", "SP-AR 88"), ("Telefon", "0711 2003"))
    ):
        y = 117 + 21 * number
        sheet.text(52, y, label).text(226, y - 1, answer)
        sheet.page.draw_line((222, y + 3), (540, y + 3), width=0.6)
    return sheet


def test_the_line_beside_a_label_has_its_answer_whatever_heading_is_over_it() -> None:
    """The heading was taken for what stands on the line over the label."""
    found = underlined(50).read(plate=PLATE, phone=PHONE)
    assert (found["plate"].value, found["phone"].value) == ("SP-AR88", "0711 2003")


def test_labels_for_signing_do_not_show_the_way_of_a_form() -> None:
    """All others had cells, what stands under a heading was another's: the planner was asked for again."""
    sheet = Printed()
    sheet.page.draw_rect((50, 80, 545, 94), width=0.7, fill=(0.85, 0.85, 0.85))
    sheet.text(60, 90, "4.  Entwurfsverfasser", size=9).cells(98, 122, (50, 295, "Büro", "Petra Muster"))
    for left, label, said in (
        (50, "Ort, Datum", "Musterstadt, 19.10.2026"),
        (230, "Unterschrift", "Pia Muster"),
        (400, "Unterschrift 2. Person", "Max Muster"),
    ):
        sheet.page.draw_line((left, 200), (left + 140, 200), width=0.7)
        sheet.text(left, 208, label, size=7).text(left + 5, 196, said)
    found = sheet.read(planner=PLANNER, day=PLACE, signed=SIGNED)
    assert found["planner"].state is FieldState.UNCLEAR
