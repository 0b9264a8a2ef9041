"""Forms as offices set them: tables of labels and answers, lines to write on, questions over two lines."""

from __future__ import annotations

from typing import Any, Self

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.reading import PageInk, PageText
from extractors.forms.generic import read_by_labels
from extractors.limits import ReadingLimits
from extractors.ocr.engines import fastest_engine
from extractors.pages.reader import page_inks, read_document
from samples.pdf import pymupdf

NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname", "Vorname(n)"))
BORN = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",))
BEGIN = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Datum des Beginns",))
NUMBER = FieldSpec(kind=FieldKind.TEXT, labels=("Wohngeldnummer",))
RENT = FieldSpec(
    kind=FieldKind.AMOUNT, required=True, labels=("Gesamtmiete monatlich", "Gesamtmiete monatlich in Euro")
)
STREET = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Straße, Hausnummer",))
PHONE = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon",))
BENEFITS = FieldSpec(kind=FieldKind.YES_NO, labels=("andere Leistungen",))
SIGNED = FieldSpec(
    kind=FieldKind.SIGNATURE, required=True, labels=("Unterschrift der antragstellenden Person",)
)
PEOPLE = FieldSpec(
    kind=FieldKind.PERSONS,
    sections=("Mitziehende",),
    columns={
        "familienname": FieldSpec(kind=FieldKind.NAME, labels=("Familienname",)),
        "vorname": FieldSpec(kind=FieldKind.NAME, labels=("Vorname",)),
        "geburtsdatum": FieldSpec(kind=FieldKind.DATE, labels=("Geburtsdatum",)),
    },
)


class Sheet:
    """A page that a test draws, in points."""

    def __init__(self) -> None:
        self.document: Any = pymupdf.open()
        self.page = self.document.new_page()

    def text(self, left: float, baseline: float, text: str, *, size: float = 9) -> Self:
        """Write one line."""
        self.page.insert_text((left, baseline), text, fontsize=size)
        return self

    def row(self, top: float, bottom: float, *cells: tuple[float, float, str]) -> Self:
        """Draw ruled cells side by side: left, right, and their lines of text."""
        for left, right, text in cells:
            self.page.draw_rect((left, top, right, bottom), width=0.7)
            for number, line in enumerate(text.split("\n")):
                self.text(left + 3, top + 10 + 10 * number, line)
        return self

    def dots(self, left: float, right: float, y: float) -> Self:
        """Draw a level line of dots."""
        self.page.draw_line((left, y), (right, y), width=0.8, dashes="[0.8 2] 0")
        return self

    def box(self, left: float, top: float, *, ticked: bool) -> Self:
        """Draw a tick box."""
        self.page.draw_rect((left, top, left + 8, top + 8), width=0.7)
        if ticked:
            self.page.draw_line((left, top), (left + 8, top + 8), width=1.2)
            self.page.draw_line((left, top + 8), (left + 8, top), width=1.2)
        return self

    def read(self, **fields: FieldSpec) -> dict[str, FieldReading]:
        """Return what is read of the page as a PDF."""
        pages, inks = self.seen()
        return read_by_labels(pages, fields, inks)

    def seen(self) -> tuple[tuple[PageText, ...], dict[int, PageInk]]:
        """Return the words and the ink of the page as a PDF."""
        pdf = self.document.tobytes()
        document = read_document(pdf, file="form.pdf", engine=fastest_engine(), limits=ReadingLimits())
        return document.pages, page_inks(pdf, [0], turned={}, limits=ReadingLimits())


def values(readings: dict[str, FieldReading]) -> list[str | None]:
    """Return the values that were read."""
    return [reading.value for reading in readings.values()]


def test_a_label_has_all_lines_of_its_cell() -> None:
    """In a table of labels and answers the second line of a label was taken for its answer."""
    sheet = (
        Sheet()
        .row(
            60,
            77,
            (40, 160, "4 Familienname"),
            (160, 300, "Muster"),
            (300, 420, "5 Vorname"),
            (420, 550, "Erika"),
        )
        .row(
            77,
            94,
            (40, 160, "8 Geburtsdatum"),
            (160, 300, "09.05.1990"),
            (300, 420, "9 Land"),
            (420, 550, "Ghana"),
        )
        .row(94, 111, (40, 160, "Telefon"), (160, 550, "04834 93715"))
        .row(
            111, 142, (40, 160, "20 Datum des Beginns\nder angemeldeten Tätigkeit"), (160, 550, "01.12.2026")
        )
    )
    found = sheet.read(name=NAME, given=GIVEN, born=BORN, phone=PHONE, begin=BEGIN)
    assert values(found) == ["Muster", "Erika", "1990-05-09", "04834 93715", "2026-12-01"]


def test_labels_stand_under_dotted_lines() -> None:
    """The dots were not seen where letters of the answer stand on them, and the next answer was taken."""
    sheet = Sheet()
    for number, (label, answer) in enumerate(
        [
            ("Familienname", "Muster"),
            ("Vorname", "Erika"),
            ("Straße, Hausnummer", "Am Graben 7"),
            ("Telefon", "030 123456"),
        ]
    ):
        top = 100 + 31 * number
        sheet.text(50, top, answer, size=10).dots(48, 300, top + 2).text(48, top + 10, label, size=6.5)
    found = sheet.read(name=NAME, given=GIVEN, street=STREET, phone=PHONE)
    assert values(found) == ["Muster", "Erika", "Am Graben 7", "030 123456"]


def test_answers_typed_on_underscores() -> None:
    """The line that an answer was typed on joined it with the next label."""
    line = "Familienname: Muster_____________ Vorname(n): Erika________"
    assert values(Sheet().text(50, 100, line).read(name=NAME, given=GIVEN)) == ["Muster", "Erika"]


def test_below_a_line_to_write_on_stands_no_answer() -> None:
    """An empty line had the next heading for its answer, an amount the head of a table."""
    sheet = Sheet().text(50, 100, "Wohngeldnummer: _______________").text(50, 122, "1. Angaben zur Person")
    assert sheet.read(number=NUMBER)["number"].value is None
    sheet = Sheet().text(50, 100, "Gesamtmiete monatlich: 1.012,00").row(106, 122, (40, 200, "In der Miete"))
    assert sheet.read(rent=RENT)["rent"].value == "1012.00"


def test_a_square_letter_is_no_tick_box() -> None:
    """The "E" of "Euro:" looked like a box, and the amount like the option beside it."""
    sheet = Sheet().text(50, 100, "Gesamtmiete monatlich in Euro: 486,50__________")
    assert sheet.read(rent=RENT)["rent"].value == "486.50"


@pytest.mark.parametrize("told", ["ja", "nein"])
def test_tick_boxes_beside_the_first_line_of_a_question(told: str) -> None:
    """The label stands on the second line; the boxes of the next question were taken."""
    sheet = (
        Sheet()
        .text(50, 100, "Erhalten Sie Leistungen nach dem SGB II oder")
        .text(50, 111, "andere Leistungen?")
    )
    sheet.text(50, 127, "Wird Kindergeld gezahlt?")
    for baseline, answer in ((100, told), (127, "nein" if told == "ja" else "ja")):
        for left, word in ((400, "ja"), (450, "nein")):
            sheet.box(left, baseline - 8, ticked=word == answer).text(left + 12, baseline, word)
    assert sheet.read(benefits=BENEFITS)["benefits"].value == told


def test_tick_boxes_in_the_cell_beside_a_question() -> None:
    """The second parent has boxes in the next column, and the question three lines."""
    sheet = Sheet()
    for number, label in enumerate(("Familienname", "Vorname", "Telefon")):
        top = 60 + 17 * number
        sheet.row(top, top + 17, (40, 160, label), (160, 300, "Muster"), (300, 440, "Beispiel"))
    sheet.row(
        111,
        148,
        (40, 160, "Erhalten Sie Geld oder\nandere Leistungen\ndieser Art?"),
        (160, 300, ""),
        (300, 440, ""),
    )
    for left, ticked in ((165, "ja"), (305, "nein")):
        for step, word in ((0, "ja"), (60, "nein")):
            sheet.box(left + step, 114, ticked=word == ticked).text(left + step + 12, 121, word)
    assert sheet.read(name=NAME, given=GIVEN, phone=PHONE, benefits=BENEFITS)["benefits"].value == "ja"


def test_a_hint_below_a_signature_asks_for_none() -> None:
    """The pen between a label and a sentence about minors was nobody's."""
    sheet = Sheet().text(50, 100, "Ort und Datum").text(290, 100, "Unterschrift der antragstellenden Person")
    sheet.text(50, 133, "Talheim, 26.10.2026")
    hint = "Bei Minderjährigen zusätzlich Unterschrift der gesetzlichen Vertretung auf einem Blatt"
    sheet.text(50, 152, hint, size=8)
    sheet.page.draw_line((290, 138), (480, 138), width=0.7)
    sheet.page.draw_squiggle((300, 128), (420, 124), breadth=7, width=1.6)
    assert sheet.read(signed=SIGNED)["signed"].value == "ja"


def test_columns_of_persons_may_begin_with_the_second() -> None:
    """The applicant stands elsewhere: "Person 2" and "Person 3" are two more persons."""
    left, heads = (40, 150), ((150, 300), (300, 450))
    sheet = Sheet().text(40, 50, "Mitziehende Familienangehörige")
    rows = [("", "Person 2", "Person 3"), ("Familienname", "Muster", "Muster"), ("Vorname", "Max", "Mia")]
    rows.append(("Geburtsdatum", "21.04.1986", "17.07.2020"))
    for number, (label, one, other) in enumerate(rows):
        top = 60 + 17 * number
        sheet.row(top, top + 17, (*left, label), (*heads[0], one), (*heads[1], other))
    found = sheet.read(people=PEOPLE, given=GIVEN)
    assert [each["vorname"].value for each in found["people"].items] == ["Max", "Mia"]
    assert found["given"].value is None


def test_frames_with_round_corners_belong_to_the_labels_over_them() -> None:
    """Rows of round frames, each label closer to the frame of another row than a line is high."""
    sheet = Sheet()
    rows = (("Ort und Datum", "Musterstadt, 06.11.2026"), ("Familienname", "Muster"), ("Telefon", "030 1234"))
    for number, (label, answer) in enumerate(rows):
        top = 100.0 + 38 * number
        sheet.text(50, top + 9, label, size=8)
        sheet.page.draw_rect((50, top + 13, 290, top + 34), width=0.9, radius=0.25)
        sheet.text(58, top + 27, answer)
    place = FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort und Datum",))
    found = sheet.read(place=place, name=NAME, phone=PHONE)
    assert values(found) == ["Musterstadt, 2026-11-06", "Muster", "030 1234"]


def test_a_label_ends_the_answer_before_it_though_it_begins_small() -> None:
    """What the contract does not ask for follows on the same line: "dort gemeldet seit:"."""
    sheet = Sheet().text(50, 100, "PLZ, Ort:").text(110, 100, "12345 Musterstadt")
    sheet.text(300, 100, "dort gemeldet seit:").text(390, 100, "01.09.2026")
    town = FieldSpec(kind=FieldKind.TEXT, labels=("PLZ, Ort",))
    assert values(sheet.read(town=town)) == ["12345 Musterstadt"]


def test_a_long_answer_ends_where_the_next_row_has_a_label() -> None:
    """Rows closely below each other: the day under "Software" is no second line of it."""
    sheet = Sheet().text(50, 100, "Tätigkeit").text(240, 100, "Entwicklung von Software")
    sheet.text(50, 121, "Datum des Beginns").text(240, 121, "01.12.2026")
    work = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Tätigkeit",))
    assert values(sheet.read(work=work, begin=BEGIN)) == ["Entwicklung von Software", "2026-12-01"]


@pytest.mark.parametrize("number", ["3.1", "3.1.", "12", "4)", "1.2.3"])
def test_the_number_of_a_question_is_no_part_of_its_label(number: str) -> None:
    """Numbers of sections and questions stand before labels, close to them."""
    sheet = Sheet().text(50, 100, f"{number} Gesamtmiete monatlich").text(300, 100, "612,00")
    assert values(sheet.read(rent=RENT)) == ["612.00"]


def test_headings_of_a_table_may_be_centred() -> None:
    """Answers begin at the left rulings of their cells, headings in the middle."""
    sheet = Sheet()
    edges, heads = (50.0, 200.0, 340.0, 480.0), ("Familienname", "Vorname", "Geburtsdatum")
    rows = [("Muster", "Erika", "01.02.1980"), ("Muster", "Max", "03.04.2015")]
    for number, row in enumerate([heads, *rows]):
        top = 100.0 + 20 * number
        for left, right, text in zip(edges, edges[1:], row, strict=False):
            sheet.page.draw_rect((left, top, right, top + 20), width=0.7)
            sheet.text(left + (45 if number == 0 else 4), top + 13, text)
    sheet.text(50, 50, "Familienname:").text(150, 50, "Muster").text(50, 65, "Vorname:").text(150, 65, "Paul")
    sheet.text(50, 92, "Mitziehende")
    people = sheet.read(familienname=NAME, vorname=GIVEN, people=PEOPLE)["people"]
    assert [[person[name].value for name in ("vorname", "geburtsdatum")] for person in people.items] == [
        ["Erika", "1980-02-01"],
        ["Max", "2015-04-03"],
    ]


@pytest.mark.parametrize(("left", "signed"), [(187, False), (240, True)], ids=["tick box", "loop"])
def test_a_loop_of_a_pen_is_no_tick_box(left: float, *, signed: bool) -> None:
    """A loop like a box in a signature hid it; right beside a tick box there are words."""
    sheet = Sheet().text(100, 300, "Unterschrift").box(175, 321, ticked=False)
    sheet.text(left, 328, "Ich stimme zu")
    sheet.page.draw_bezier((110, 338), (140, 300), (140, 355), (170, 324), width=1.2)
    found = sheet.read(sign=FieldSpec(kind=FieldKind.SIGNATURE, labels=("Unterschrift",)))["sign"]
    assert (found.value == "ja") is signed
