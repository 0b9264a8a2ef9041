"""Lines of long answers that stand in brackets, where hints to labels do as well."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet

TRADE = FieldSpec(kind=FieldKind.TEXT, labels=("Angemeldete Tätigkeit",), long=True)


def cell(last: str, *, size: float) -> Sheet:
    """Return a cell with a small label, a line of an answer, and another line under it."""
    sheet = Sheet()
    sheet.page.draw_rect((40, 60, 550, 130), width=0.7)
    sheet.text(44, 67, "Angemeldete Tätigkeit", size=6)
    sheet.text(44, 79, "Betrieb einer Gaststätte, Lieferung von Speisen")
    return sheet.text(44, 89, last, size=size)


@pytest.mark.parametrize(
    ("size", "read"),
    [
        (9, "Betrieb einer Gaststätte, Lieferung von Speisen (Catering)"),
        (6, "Betrieb einer Gaststätte, Lieferung von Speisen"),
    ],
)
def test_the_last_line_of_a_long_answer_may_stand_in_brackets(size: float, read: str) -> None:
    """It was taken for a hint and lost; a hint is as small as the label that it explains."""
    assert cell("(Catering)", size=size).read(trade=TRADE)["trade"].value == read
