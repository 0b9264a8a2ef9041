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


def test_an_answer_in_its_box_is_no_line_of_a_question() -> None:
    """Label, answer and the next question passed for one question: the name beside it was its answer."""
    name = FieldSpec(kind=FieldKind.NAME, labels=("Familienname",))
    sheet = Sheet().text(60, 317, "Familienname", size=9.5).text(300, 317, "Vorname", size=9.5)
    for left, typed in ((60, "Muster-Mann"), (300, "Erika")):
        sheet.page.draw_rect((left, 320, left + 230, 340), width=0.7)
        sheet.text(left + 2, 334, typed, size=11.5)
    sheet.text(60, 353, "Wann sind Sie geboren?", size=9.5)
    assert sheet.read(familienname=name)["familienname"].value == "Muster-Mann"
