"""Tables with one cell for a label and several for its answer, and what else is printed in these."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.generic import read_by_labels
from extractors.forms.page.linking import Side
from extractors.forms.page.scopes import Scopes
from extractors.forms.parts.sheet import Sheet as FormSheet
from tests.extractors.forms.test_tables import BORN, GIVEN, NAME, Sheet
from tests.extractors.typed import typed_page

HOME = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Hauptwohnung", "Straße und Hausnummer"))
ZONE = FieldSpec(kind=FieldKind.TEXT, labels=("Parkbereich",))


def table() -> Sheet:
    """Return a form with its labels in cells of their own."""
    sheet = Sheet()
    for number, (label, answer) in enumerate(
        (("Familienname", "Muster"), ("Vorname", "Erika"), ("Geburtsdatum", "01.02.1990"))
    ):
        sheet.row(60 + 16 * number, 76 + 16 * number, (60, 240, label), (240, 540, answer))
    return sheet


def test_an_address_has_all_rows_beside_its_label() -> None:
    """The small print under the label names the rows; postcode and town have a cell each in the second."""
    sheet = table().row(108, 148, (60, 240, "Hauptwohnung\nStraße und Hausnummer,\nPLZ, Ort"))
    sheet.row(108, 128, (240, 540, "Schlossgraben 17"))
    sheet.row(128, 148, (240, 300, "12345"), (300, 540, "Musterstadt"))
    found = sheet.read(name=NAME, given=GIVEN, born=BORN, home=HOME)
    assert found["home"].value == "Schlossgraben 17, 12345 Musterstadt"


def test_a_key_in_brackets_is_no_part_of_an_answer() -> None:
    """It says what the letters mean that people write before it, a little lower."""
    sheet = table().row(108, 128, (60, 240, "Parkbereich"), (240, 540, ""))
    sheet.text(243, 121, "C").text(320, 120, "(A = Altstadt, B = Bahnhof, C = Schloss)", size=7)
    assert sheet.read(name=NAME, given=GIVEN, born=BORN, zone=ZONE)["zone"].value == "C"


@pytest.mark.parametrize(("left", "reaches"), [(130, (30, 300)), (34, (34, 104))])
def test_a_heading_in_the_middle_over_a_cell_heads_all_of_it(left: float, reaches: tuple[int, int]) -> None:
    """Its bar has no rulings; a heading at the left edge of its column heads what it says itself."""
    column, heading = Box(30, 92, 300, 108), Box(left, 76, left + 70, 88)
    scopes = Scopes(lambda _, box: column if column.holds(*box.middle) else None, {0: [Word("x", heading)]})
    found = scopes.reach(0, heading)
    assert (found.left, found.right) == reaches


def test_a_page_with_few_answers_keeps_to_the_way_of_the_others() -> None:
    """Far right of the last label stands another one that no field knows; the answer is right under it."""
    names = ("Familienname", "Vorname", "Geburtsort", "Wohnort", "Beruf")
    first = typed_page(*(line for name in names for line in (name, "Muster", "", "")))
    second = typed_page("Krankenkasse                    Versichertennummer", "Muster-Kasse", index=1)
    fields = {name: FieldSpec(kind=FieldKind.TEXT, labels=(name,)) for name in (*names, "Krankenkasse")}
    assert FormSheet([first, second], fields, {}).habit(1) is Side.BELOW
    assert read_by_labels([first, second], fields, {})["Krankenkasse"].value == "Muster-Kasse"
