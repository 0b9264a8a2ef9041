"""Boxes around many questions: lines and frames in them, and print in the margin beside them."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet

PROJECT = FieldSpec(kind=FieldKind.TEXT, labels=("Genaue Bezeichnung des Vorhabens",))
COSTS = FieldSpec(kind=FieldKind.AMOUNT, labels=("Baukosten in Euro",))
AREA = FieldSpec(kind=FieldKind.NUMBER, labels=("Wohnfläche in m²",))
PLACE = FieldSpec(kind=FieldKind.PLACE_DATE, labels=("Ort, Datum",))


def test_a_frame_in_a_box_holds_the_answer_to_the_label_over_it() -> None:
    """Under the label was only the ruling of the frame: the answer seemed to be missing."""
    sheet = Sheet().row(60, 150, (40, 550, ""))
    sheet.text(46, 72, "Bezeichnung").text(46, 90, "Genaue Bezeichnung des Vorhabens", size=7)
    sheet.row(93, 125, (46, 540, "Neubau eines Hauses"))
    assert sheet.read(project=PROJECT)["project"].value == "Neubau eines Hauses"


def test_what_stands_under_unknown_print_is_no_answer_to_the_label_beside_it() -> None:
    """The volume, which nobody asks for, was read as the second half of the costs."""
    sheet = Sheet().row(60, 120, (40, 550, ""))
    for left, label, answer in (
        (46, "Baukosten in Euro", "438.500,00"),
        (216, "Rauminhalt in m³", "812"),
        (366, "Wohnfläche in m²", "156"),
    ):
        sheet.text(left, 80, label, size=7).text(left + 2, 92, answer)
        sheet.page.draw_line((left, 95), (left + 120, 95), width=0.5)
    assert sheet.read(costs=COSTS, area=AREA)["costs"].value == "438500.00"


def test_print_that_runs_up_the_margin_answers_nothing() -> None:
    """A printer's upright imprint stood beside the line to sign, and was read as its words."""
    sheet = Sheet().text(48, 148, "Musterstadt, 2. November 2026")
    sheet.page.draw_line((44, 152), (220, 152), width=0.5)
    sheet.text(44, 161, "Ort, Datum", size=7)
    sheet.page.insert_text((26, 260), "Musterverlag" + 24 * " ·", fontsize=6, rotate=90)
    assert sheet.read(place=PLACE)["place"].value == "Musterstadt, 2026-11-02"
