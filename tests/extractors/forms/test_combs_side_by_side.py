"""Two combs of one row, each under a label of its own: what stands under the next label is not this one's."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet

TAX = FieldSpec(kind=FieldKind.TAX_ID, required=True, labels=("Identifikationsnummer",))
STEP = 22.86


def test_a_comb_ends_where_the_next_label_begins() -> None:
    """The cells of two parents stand so close that both numbers were taken for one."""
    sheet = Sheet().row(100, 140, (40, 297, "Identifikationsnummer"), (297, 554, "Identifikationsnummer"))
    for left, number in ((44, "65929970489"), (301.5, "86095742719")):
        for place, digit in enumerate(number):
            start = left + STEP * place
            sheet.page.draw_line((start, 128), (start, 136), width=0.7)
            sheet.text(start + 7.6, 134, digit, size=11)
    assert sheet.read(tax=TAX)["tax"].value == "65929970489"
