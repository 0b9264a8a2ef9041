"""Questions of two lines on plain paper, with frames for their answers beside them."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet

RENT = FieldSpec(kind=FieldKind.AMOUNT, labels=("Wie hoch ist die Miete für den gesamten Wohnraum im Monat",))


def test_an_answer_stands_in_a_frame_beside_both_lines_of_its_question() -> None:
    """The frame stood on neither line of the question: the rent seemed not to be given."""
    sheet = (
        Sheet().text(60, 70, "Wie hoch ist die Miete für den gesamten").text(60, 81, "Wohnraum im Monat? [N]")
    )
    sheet.row(66, 81, (251, 340, "1.084,50")).text(346, 76, "Euro")
    assert sheet.read(rent=RENT)["rent"].value == "1084.50"
