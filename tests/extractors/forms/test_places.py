"""Where answers of single questions stand: under and over lines, in cells, beside signatures."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import FontRun
from contracts.records import Box
from extractors.forms.page.cells import cell_around
from extractors.forms.page.layout import segments
from extractors.forms.page.typed_words import Print, boxed
from extractors.forms.parts.headings import Headings
from extractors.forms.ticks.marks import InkPicture
from tests.extractors.forms.test_tables import Sheet
from tests.extractors.forms.test_typed_words import ANSWER, LABEL, example, typed
from tests.extractors.forms.test_unseen import read, words

GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname",))
HOME = FieldSpec(
    kind=FieldKind.ADDRESS, required=True, labels=("Wohnanschrift",), not_sections=("Betriebsstätte",)
)
SHOP = FieldSpec(
    kind=FieldKind.ADDRESS, required=True, labels=("Geschäftsräume",), sections=("Betriebsstätte",)
)
SIGNED_AT = FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum", "Datum"))
MOVED_IN = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Einzug am",))


def lined(sheet: Sheet, left: float, right: float, y: float, answer: str, label: str) -> None:
    """Draw a line to write on with what was typed on it, and its label in the middle under it."""
    sheet.page.draw_line((left, y + 2), (right, y + 2), width=0.6)
    sheet.text(left + 2, y, answer)
    sheet.text((left + right) / 2 - 2.5 * len(label) / 2, y + 10, label, size=6)


def test_a_label_in_the_middle_under_its_line_names_what_begins_the_line() -> None:
    """The next line's answer stood right under the label, and its own one left of it."""
    sheet = Sheet()
    for number, (answer, label) in enumerate(
        (("Erika", "Vorname"), ("Am Graben 7", "Straße und Hausnummer"))
    ):
        lined(sheet, 50, 300, 100 + 28 * number, answer, label)
    lined(sheet, 50, 120, 156, "12345", "Postleitzahl")
    lined(sheet, 140, 300, 156, "Musterstadt", "Wohnort")
    found = sheet.read(given=GIVEN, home=HOME)
    assert (found["given"].value, found["home"].value) == ("Erika", "Am Graben 7, 12345 Musterstadt")


def test_what_stands_behind_the_end_of_a_line_is_not_on_it() -> None:
    """A question beside the town was taken for a part of it."""
    sheet = Sheet()
    lined(sheet, 50, 300, 100, "Am Graben 7", "Straße und Hausnummer")
    lined(sheet, 50, 120, 128, "12345", "Postleitzahl")
    lined(sheet, 140, 300, 128, "Musterstadt", "Wohnort")
    sheet.text(330, 128, "Nutzung als")
    found = sheet.read(home=HOME)
    assert found["home"].value == "Am Graben 7, 12345 Musterstadt"


def test_short_labels_of_parts_may_say_whom_they_are_about() -> None:
    """The postcode "der Betriebsstätte" had no label, so the shop was where its owner lives."""
    page = words(
        *_line(100, "Straße, Haus-Nr.", "PLZ", "Ort"),
        *_line(112, "Am Graben 7", "12345", "Musterstadt"),
        *_line(
            160, "Straße, Haus-Nr. der Betriebsstätte", "PLZ der Betriebsstätte", "Ort der Betriebsstätte"
        ),
        *_line(172, "Am Markt 1", "54321", "Beispielstadt"),
    )
    found = read(page, home=HOME, shop=SHOP)
    assert found["home"].value == "Am Graben 7, 12345 Musterstadt"
    assert found["shop"].value == "Am Markt 1, 54321 Beispielstadt"


def test_a_postcode_may_stand_before_town_and_street() -> None:
    """Only the postcode had a place of its own."""
    page = words(
        *_line(100, "PLZ", "Ort, Straße und Hausnummer"), *_line(112, "12345", "Musterstadt, Am Graben 7")
    )
    assert read(page, home=HOME)["home"].value == "Am Graben 7, 12345 Musterstadt"


def test_the_day_beside_the_signature_is_the_form_s_day() -> None:
    """The day and place of a wedding were taken for those of the signature."""
    page = words(
        *_line(100, "Datum", "Ort"),
        *_line(112, "12.05.2012", "Musterstadt"),
        *_line(200, "Datum", "Unterschrift der meldepflichtigen Person"),
        *_line(212, "20.10.2026"),
    )
    assert read(page, day=SIGNED_AT)["day"].value == "2026-10-20"


def test_a_line_of_a_sentence_is_no_heading() -> None:
    """Small print in a narrow column mentioned somebody else, and took the questions beside it from us."""
    lines = ("Bei juristischen", "Personen unterschreibt", "die gesetzliche Vertretung.")
    page = words(*(each for number, line in enumerate(lines) for each in _line(100 + 11 * number, line)))
    spec = FieldSpec(kind=FieldKind.TEXT, labels=("Name",), not_sections=("Gesetzliche Vertretung",))
    assert not Headings({"name": spec}, segments(page, page.words)).places


@pytest.mark.parametrize("town", ["Halle (Saale)", "Musterstadt"])
def test_a_town_keeps_its_bracket(town: str) -> None:
    """The bracket went with the comma behind it."""
    page = words(*_line(100, "Ort, Datum"), *_line(112, f"{town}, 20.10.2026"))
    assert read(page, day=SIGNED_AT)["day"].value == f"{town}, 2026-10-20"


def test_the_answer_stands_in_a_headed_cell_on_a_form_of_label_cells() -> None:
    """A table below had its labels in cells of their own: the next question was taken for the answer."""
    sheet = Sheet()
    for left, label, answer in ((50, "Einzug am", "01.10.2026"), (200, "Schlüssel", "")):
        sheet.row(100, 126, (left, left + 150, ""))
        sheet.text(left + 3, 107, label, size=6).text(left + 3, 121, answer, size=10)
    for number, label in enumerate(("Familienname", "Geburtsname", "Vorname", "Geburtsort")):
        top = 160 + 16 * number
        sheet.row(top, top + 16, (50, 180, label), (180, 350, "Erika"))
    assert sheet.read(moved_in=MOVED_IN)["moved_in"].value == "2026-10-01"


def test_numbers_in_a_letterhead_are_no_answers_in_the_font_of_print() -> None:
    """They hid which font a form is filled in, and an empty question got the label beside it."""
    printed, answers = example()
    head = typed("34117 0561 06", top=20)
    runs = [FontRun(word.box, LABEL) for word in printed] + [FontRun(word.box, ANSWER) for word in answers]
    runs += [FontRun(word.box, "Heading 7.0 000000") for word in head]
    place = [word.box for word in printed[:3]]
    fonts = Print({0: [*head, *printed, *answers]}, {0: runs}, boxed({0: place}))
    assert fonts.typed(0, printed[-4:], Box(50, 190, 90, 200)) == []


def test_an_option_may_begin_with_words_that_lead_to_it() -> None:
    """The box of the next option stood closer to the words known of an option than its own one."""
    kind = FieldSpec(
        kind=FieldKind.CHOICE, options={"erst": ("Erstantrag",), "mehr": ("Erhöhung",), "fort": ("Leistung",)}
    )
    sheet = Sheet()
    for number, text in enumerate(("Erstantrag", "Antrag auf Leistung", "Antrag auf Erhöhung")):
        sheet.box(50 + 110 * number, 100, ticked=number == 1).text(62 + 110 * number, 107, text)
    assert sheet.read(kind=kind)["kind"].value == "fort"


def test_the_end_of_a_comb_is_no_side_of_a_cell() -> None:
    """A frame around questions and the first tooth of a comb passed for the cell of a label."""
    sheet = Sheet()
    sheet.row(90, 200, (40, 500, ""))
    sheet.text(45, 107, "Straße")
    for number in range(10):
        sheet.row(96, 112, (110 + 16 * number, 126 + 16 * number, ""))
    pages, inks = sheet.seen()
    cell = cell_around(InkPicture(inks[0]), pages[0].words[0].box)
    assert cell is None or cell.right > 400


def test_a_question_that_is_left_open_in_words_is_empty() -> None:
    """The name of the health insurance was "keine Angabe"."""
    page = words(*_line(100, "Krankenkasse"), *_line(112, "keine Angabe"))
    name = FieldSpec(kind=FieldKind.TEXT, labels=("Krankenkasse",))
    assert read(page, name=name)["name"].value is None


def _line(top: float, *texts: str) -> list[tuple[str, float, float, float, float]]:
    """Return the words of texts in columns of 190 points."""
    found = []
    for column, text in enumerate(texts):
        left = 50.0 + 190 * column
        for word in text.split():
            found.append((word, left, top, left + 4.5 * len(word), top + 9))
            left += 4.5 * len(word) + 3
    return found
