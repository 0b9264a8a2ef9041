"""Forms whose labels stand under their lines, but for a label with its line, or its live field, beside it."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import Printed

TEXT: Final = pymupdf.PDF_WIDGET_TYPE_TEXT
COSTS: Final = FieldSpec(kind=FieldKind.AMOUNT, labels=("Voraussichtliche Baukosten",))
PHONE: Final = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon",))
EMAIL: Final = FieldSpec(kind=FieldKind.EMAIL, labels=("E-Mail",))
HOME: Final = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
LABELS: Final = ("Straße, Hausnummer", "Telefon", "E-Mail", "Staatsangehörigkeit")
ANSWERS: Final = ("Am Anger 3", "0711 200300", "max@post.example", "deutsch")


def form(costs: str) -> Printed:
    """Return lines with labels under them, and one line beside its label, over a line for what is built."""
    sheet = Printed()
    for number, (label, answer) in enumerate(zip(LABELS, ANSWERS, strict=True)):
        y = 80 + 31 * number
        sheet.page.draw_line((50, y), (300, y), width=0.6)
        sheet.text(54, y - 4, answer, size=10).text(50, y + 8, label, size=6.5)
    sheet.text(50, 210, "bebaut", size=8).text(50, 226, "Voraussichtliche Baukosten (Rohbau, brutto)", size=8)
    sheet.page.draw_line((290, 228), (390, 228), width=0.6)
    sheet.text(300, 224, costs, size=10).text(396, 226, "Euro", size=8)
    sheet.page.draw_line((50, 252), (170, 252), width=0.6)
    return sheet.text(140, 248, "742", size=10).text(50, 260, "Rauminhalt in m³", size=6.5)


def test_an_answer_stands_on_the_line_beside_its_label() -> None:
    """As most labels of the form stand under their lines, it was looked for over the label."""
    assert form("385.000,00").read(costs=COSTS, phone=PHONE, mail=EMAIL)["costs"].value == "385000.00"


def test_what_has_a_label_under_it_is_no_overlooked_answer() -> None:
    """The number on the next line made the empty one over it unclear."""
    costs = form("").read(costs=COSTS, phone=PHONE, mail=EMAIL)["costs"]
    assert costs.state is FieldState.EMPTY


def live_form() -> Printed:
    """Return the same with live fields; one of them has the tool tip of the field before."""
    sheet = Printed()
    for number, (label, answer) in enumerate(zip(LABELS, ANSWERS, strict=True)):
        y = 80 + 31 * number
        sheet.text(50, y + 8, label, size=6.5)
        said = "" if label == "Telefon" else answer
        tip = {"field_label": "Telefon"} if label == "E-Mail" else {}
        add_field(sheet.page, f"F{number}", TEXT, (52, y - 17, 300, y), field_value=said, **tip)
    sheet.text(50, 226, "Voraussichtliche Baukosten (Rohbau, brutto)", size=8)
    add_field(sheet.page, "costs", TEXT, (290, 213, 390, 229), field_value="385.000,00")
    add_field(sheet.page, "volume", TEXT, (52, 236, 170, 252), field_value="742")
    return sheet.text(50, 260, "Rauminhalt in m³", size=6.5)


def test_a_live_field_under_a_label_has_its_own_under_it() -> None:
    """It was nearer to the label over it than the one on the label's line."""
    found = live_form().read(costs=COSTS, phone=PHONE, mail=EMAIL)
    assert found["costs"].value == "385000.00"


def test_the_label_under_a_live_field_outweighs_its_tool_tip() -> None:
    """Nobody gave a number to call: the address of the next field was taken for a bad one."""
    found = live_form().read(costs=COSTS, phone=PHONE, mail=EMAIL)
    assert found["phone"].state is FieldState.EMPTY
    assert found["mail"].value == "max@post.example"


def test_the_bar_of_a_heading_is_no_box_under_a_label() -> None:
    """A stroke of the heading's letters was taken for the side of a box, and the town's own line for none."""
    sheet = Printed()
    sheet.page.draw_line((50, 80), (366, 80), width=0.6)
    sheet.text(54, 76, "Lindenstraße 46", size=10).text(50, 88, "Straße, Hausnummer", size=6.5)
    sheet.page.draw_line((50, 111), (366, 111), width=0.6)
    sheet.text(54, 107, "14641", size=10).text(50, 119, "PLZ", size=6.5)
    sheet.text(134, 107, "Nauen", size=10).text(130, 119, "Ort", size=6.5)
    sheet.page.draw_rect((50, 128, 548, 143), width=0.7, fill=(0.9, 0.9, 0.92))
    sheet.page.insert_text((55, 139), "2   Baugrundstück", fontname="hebo", fontsize=10.5)
    assert sheet.read(home=HOME)["home"].value == "Lindenstraße 46, 14641 Nauen"


def test_the_foot_of_a_bar_is_no_line_to_write_on() -> None:
    """The first answer under a dark bar was looked for over its label."""
    sheet = Printed()
    sheet.page.draw_rect((55, 119, 545, 134.4), fill=(0.15, 0.29, 0.45), width=0)
    sheet.page.insert_text((60, 130.5), "Antragstellerin / Antragsteller", fontsize=9, color=(1, 1, 1))
    for number, (label, answer) in enumerate((("Familienname", "Muster-Nguyen"), ("Vorname(n)", "Linh"))):
        y = 149.5 + 20 * number
        sheet.text(58, y, label, size=9).text(254, y, answer, size=10)
        sheet.page.draw_line((250, y + 4), (545, y + 4), width=0.5, color=(0.6, 0.6, 0.6))
    name = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
    given = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname", "Vorname(n)"))
    found = sheet.read(familienname=name, vorname=given)
    assert [found[each].value for each in ("familienname", "vorname")] == ["Muster-Nguyen", "Linh"]
