"""Live fields beside each other: euros and cents, and the parts of a day beside a signature."""

from __future__ import annotations

from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import Printed

TEXT: Final = pymupdf.PDF_WIDGET_TYPE_TEXT
RENT: Final = FieldSpec(kind=FieldKind.AMOUNT, required=True, labels=("Monatliche Miete",))
SIGNATURE: Final = FieldSpec(kind=FieldKind.SIGNATURE, required=True, labels=("Unterschrift",))
PLACE: Final = FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum",))


@pytest.mark.parametrize(
    ("euros", "cents", "amount"),
    [("812", "50", "812.50"), ("1090", "00", "1090.00"), ("1090", "", "1090.00")],
)
def test_a_comma_is_printed_between_euros_and_cents(euros: str, cents: str, amount: str) -> None:
    """The two fields were read as one number with a blank in it, which is no amount."""
    sheet = Printed().text(40, 70, "Monatliche Miete").text(272, 70, ",").text(315, 70, "Euro")
    add_field(sheet.page, "F1", TEXT, (200, 59, 270, 74), field_value=euros)
    add_field(sheet.page, "F2", TEXT, (278, 59, 306, 74), field_value=cents)
    assert sheet.read(rent=RENT)["rent"].value == amount


def test_the_year_beside_a_signature_is_no_name() -> None:
    """Somebody was told to have typed "2026" where a signature belongs."""
    sheet = Printed().text(42, 114, "Ort", size=7).text(207, 114, "Datum (TT MM JJJJ)", size=7)
    sheet.text(325, 114, "Unterschrift der antragstellenden Person", size=7)
    sheet.page.draw_line((325, 107), (553, 107), width=0.7)
    add_field(sheet.page, "F1", TEXT, (42, 89, 192, 107), field_value="Musterstadt")
    for left, part in ((207, "24"), (236, "10"), (265, "2026")):
        add_field(sheet.page, f"F{left}", TEXT, (left, 91, left + 12 * len(part), 106), field_value=part)
    assert sheet.read(signature=SIGNATURE, place=PLACE)["signature"].state is FieldState.EMPTY
