"""A heading in a dark bar is no part of the label that stands under it."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet

ACCOUNT = FieldSpec(kind=FieldKind.IBAN, labels=("IBAN", "Bankverbindung IBAN"))


def test_a_label_does_not_go_on_from_a_dark_bar() -> None:
    """Both were taken for a label of two lines, and what was beside it for nobody's answer."""
    sheet = Sheet()
    sheet.page.draw_rect((40, 200, 550, 216), fill=(0.1, 0.2, 0.4))
    sheet.page.insert_text((43, 212), "Bankverbindung", fontsize=10, fontname="hebo", color=(1, 1, 1))
    sheet.text(43, 231, "IBAN")
    sheet.page.draw_line((240, 235), (550, 235), width=0.4)
    sheet.text(243, 231, "DE21 1505 0500 0000 2321 10")
    assert sheet.read(account=ACCOUNT)["account"].value == "DE21150505000000232110"
