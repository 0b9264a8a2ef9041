"""Answers with other things close on their line: the next field, the next label, the office's own block."""

from __future__ import annotations

from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import Printed

TEXT: Final = pymupdf.PDF_WIDGET_TYPE_TEXT
HOME: Final = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
PLATE: Final = FieldSpec(kind=FieldKind.PLATE, required=True, labels=("Amtliches Kennzeichen",))
ASKED: Final = FieldSpec(
    kind=FieldKind.CHOICE,
    labels=("Ich beantrage", "Antrag auf"),
    options={"neu": ("Erteilung eines Ausweises",), "wechsel": ("Änderung wegen Fahrzeugwechsels",)},
)


def test_two_live_fields_behind_one_label_make_its_answer() -> None:
    """The number of the house, in a field without a label of its own, was left out."""
    sheet = Printed()
    rows = (("Straße / Hausnummer", "Am Anger", "9 c"), ("PLZ / Wohnort", "12345", "Musterhausen"))
    for number, (label, first, second) in enumerate(rows):
        top = 60 + 21 * number
        sheet.text(56, top + 12, label)
        add_field(sheet.page, f"A{number}", TEXT, (190, top, 400, top + 16), field_value=first)
        add_field(sheet.page, f"B{number}", TEXT, (407, top, 545, top + 16), field_value=second)
    assert sheet.read(home=HOME)["home"].value == "Am Anger 9 c, 12345 Musterhausen"


def test_the_fields_of_a_second_person_are_no_part_of_the_address() -> None:
    """Both parents have a column behind the labels: the address was read twice in one, and was none."""
    sheet = Printed().text(48, 74, "Straße, Hausnummer").text(48, 96, "Postleitzahl, Wohnort")
    for top, first, second in ((62, "Am Anger 9", "Waldweg 2"), (84, "12345 Musterhausen", "54321 Neustadt")):
        add_field(sheet.page, f"A{top}", TEXT, (180, top, 383, top + 18), field_value=first)
        add_field(sheet.page, f"B{top}", TEXT, (387, top, 549, top + 18), field_value=second)
    assert sheet.read(home=HOME)["home"].value == "Am Anger 9, 12345 Musterhausen"


def test_a_live_field_with_a_label_over_it_is_no_part_of_the_one_before() -> None:
    """What is left out is not to be filled up with what the next label asks."""
    sheet = Printed()
    sheet.text(56, 60, "Straße, Hausnummer", size=7).text(407, 60, "Zimmer", size=7)
    add_field(sheet.page, "A", TEXT, (56, 63, 400, 79), field_value="Am Anger")
    add_field(sheet.page, "B", TEXT, (407, 63, 545, 79), field_value="9")
    sheet.text(56, 92, "PLZ, Ort", size=7)
    add_field(sheet.page, "C", TEXT, (56, 95, 400, 111), field_value="12345 Musterhausen")
    assert sheet.read(home=HOME)["home"].value is None


def test_a_plate_ends_before_a_wide_gap() -> None:
    """The next label on the line, that no contract knows, was read as a part of it."""
    sheet = Printed().text(56, 72, "Amtliches Kennzeichen").text(190, 72, "RT-SH 418", size=10.5)
    sheet.text(310, 72, "Ausführung / Farbe").text(400, 72, "Kombi, rot", size=10.5)
    assert sheet.read(plate=PLATE)["plate"].value == "RT-SH418"


@pytest.mark.parametrize(
    ("written", "said"), [("eine Änderung wegen Fahrzeugwechsels", "wechsel"), ("", None)]
)
def test_neither_the_title_nor_the_office_says_what_is_chosen(written: str, said: str | None) -> None:
    """The title of the form was taken for the answer, as the office's block ran on behind the written one."""
    sheet = Printed().text(56, 70, "Antrag auf Erteilung eines Ausweises", size=17)
    sheet.text(56, 110, "Ich beantrage").text(130, 110, written)
    sheet.page.draw_rect((385, 98, 545, 140), width=0.7)
    sheet.text(389, 109, "Nur von der Behörde auszufüllen", size=7).text(389, 123, "Ausweis-Nr.:", size=7)
    sheet.text(56, 170, "Die Angaben sind für die Bearbeitung des Antrags nötig.")
    assert sheet.read(asked=ASKED)["asked"].value == said


def test_large_writing_over_a_label_is_no_title() -> None:
    """Letters of a pen reach into the label under them, and are twice as high."""
    sheet = Printed()
    for top in (60, 100, 140):
        sheet.page.draw_line((56, top), (300, top), width=0.7)
    for bottom, written, label in (
        (60, "RT-SH 418", "Amtliches Kennzeichen"),
        (100, "Max", "Vorname"),
        (140, "1990", "Jahr"),
    ):
        sheet.text(58, bottom + 1, written, size=14).text(56, bottom + 8, label, size=7)
    sheet.text(56, 200, "Bitte in Druckschrift ausfüllen und alle Nachweise beilegen.", size=7)
    assert sheet.read(plate=PLATE)["plate"].value == "RT-SH418"
