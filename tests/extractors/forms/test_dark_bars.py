"""A heading in a dark bar is no part of the label that stands under it."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.labelling.labelled_paper import LabelledPaper
from tests.extractors.forms.test_tables import Sheet

ACCOUNT = FieldSpec(kind=FieldKind.IBAN, labels=("IBAN", "Bankverbindung IBAN"))


def headed(*, shaded: bool) -> LabelledPaper:
    """Return a page with a word right over a label; ``shaded`` in white on a dark bar."""
    sheet = Sheet()
    if shaded:
        sheet.page.draw_rect((40, 200, 550, 216), fill=(0.1, 0.2, 0.4))
    white = (1, 1, 1) if shaded else (0, 0, 0)
    sheet.page.insert_text((43, 212), "Bankverbindung", fontsize=9, color=white)
    sheet.text(43, 226, "IBAN")
    pages, inks = sheet.seen()
    return LabelledPaper(pages, {"account": ACCOUNT}, inks)


def test_a_label_does_not_go_on_from_a_dark_bar() -> None:
    """Both were taken for a label of two lines, and what stood beside the lower one for nobody's answer."""
    assert headed(shaded=False).find("Bankverbindung IBAN")
    assert not headed(shaded=True).find("Bankverbindung IBAN")
    assert headed(shaded=True).find("IBAN")
