"""Forms of publishers: cells with a small label in the top left corner, and the answer below it."""

from __future__ import annotations

import math
from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from extractors.forms.page.hints import is_only_print
from extractors.forms.parts.sheet import Sheet as FormSheet
from extractors.forms.values.mending import mended
from tests.extractors.forms.test_tables import PEOPLE, Sheet
from tests.extractors.forms.test_unseen import read as read_page
from tests.extractors.typed import typed_page

SIGNED = FieldSpec(
    kind=FieldKind.SIGNATURE,
    required=True,
    labels=("Unterschrift der antragstellenden Person", "Unterschrift"),
    not_sections=("anderen Elternteils",),
)
PLACE = FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum", "(Datum)"))
CITIZEN = FieldSpec(kind=FieldKind.WORD, labels=("Staatsangehörigkeit",))
BORN_IN = FieldSpec(kind=FieldKind.PLACE, labels=("Geburtsort",))
NAME = FieldSpec(
    kind=FieldKind.NAME,
    required=True,
    labels=("Familienname",),
    not_sections=("2. Elternteil", "Elternteil 2"),
)
SEX = FieldSpec(kind=FieldKind.WORD, labels=("Geschlecht",))
FORM = FieldSpec(kind=FieldKind.TEXT, labels=("Rechtsform",))
HOME = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
DEGREE = FieldSpec(kind=FieldKind.NUMBER, labels=("Grad der Behinderung",))

SMALL: Final = 6.0
Cell = tuple[float, float, str, str]


class Printed(Sheet):
    """A form of a publisher."""

    def cells(self, top: float, bottom: float, *cells: Cell) -> Printed:
        """Draw ruled cells side by side: left, right, the small label, and the answer below it."""
        for left, right, label, answer in cells:
            self.page.draw_rect((left, top, right, bottom), width=0.7)
            for number, line in enumerate(label.split("\n")):
                self.text(left + 3, top + 8 + 7 * number, line, size=SMALL)
            self.text(left + 4, bottom - 4, answer)
        return self

    def sign(self, left: float, middle: float) -> Printed:
        """Write by pen, with a loop that is as large as a tick box."""
        wave = [(left + x, middle + 6 * math.sin(x / 3)) for x in range(90)]
        self.page.draw_polyline(wave, width=1.1)
        self.page.draw_rect((left + 60, middle - 4, left + 69, middle + 5), width=1.1)
        return self


def two_to_sign() -> Printed:
    """Return a sheet with cells for the signatures of both parents, one below the other."""
    place = (40, 180, "Ort", "Musterstadt")
    own = (180, 550, "Unterschrift der antragstellenden Person", "")
    return (
        Printed()
        .cells(60, 106, place, own)
        .cells(106, 152, place, (180, 550, "Unterschrift des anderen Elternteils", ""))
    )


def test_a_signature_stands_under_its_label_in_the_same_cell() -> None:
    """Two signed one below the other; the first signature was taken for one over the second label."""
    sheet = two_to_sign()
    assert sheet.read(signed=SIGNED)["signed"].state is not FieldState.FILLED
    assert sheet.sign(200, 90).read(signed=SIGNED)["signed"].value == "ja"


def test_what_the_other_one_signed_is_not_the_applicants() -> None:
    """The signature in the cell of the second label is none of the first one's."""
    sheet = two_to_sign().sign(200, 136)
    assert sheet.read(signed=SIGNED)["signed"].value is None


def test_the_number_of_the_next_cell_is_no_place() -> None:
    """Small print over the cell and the number in the next one were taken for place and date."""
    sheet = Printed()
    sheet.text(40, 56, "Die Auskunft erteilt Ihre Behörde.", size=SMALL)
    sheet.cells(
        60, 102, (40, 220, "21 Ort, Datum", "Musterstadt, 12.11.2026"), (220, 550, "22 Unterschrift", "")
    )
    assert sheet.read(place=PLACE)["place"].value == "Musterstadt, 2026-11-12"


def test_a_label_under_a_line_to_write_on_has_its_answer_over_it() -> None:
    """A box around lines to write on looks like a cell under each of them."""
    sheet = Printed()
    sheet.page.draw_rect((40, 60, 280, 140), width=0.7)
    sheet.page.draw_line((46, 90), (274, 90), width=0.7)
    sheet.text(48, 86, "Musterstadt, 12.11.2026").text(46, 98, "Ort, Datum", size=SMALL)
    assert sheet.read(place=PLACE)["place"].value == "Musterstadt, 2026-11-12"


def test_the_head_of_the_next_column_is_no_answer() -> None:
    """In a row of heads each has its answer in the row below; the next head was taken for it."""
    sheet = (
        Printed()
        .cells(60, 78, (40, 200, "Staatsangehörigkeit", ""), (200, 300, "Fam.-stand *)", ""))
        .row(78, 95, (40, 200, "portugiesisch"), (200, 300, "VH"))
    )
    assert sheet.read(citizen=CITIZEN)["citizen"].value == "portugiesisch"


def test_a_question_with_boxes_in_the_next_cell_is_no_answer() -> None:
    """An empty cell took over what the cell beside it asks."""
    sheet = Printed().cells(
        60, 90, (40, 200, "34 Grad der Behinderung", ""), (200, 400, "pflegebedürftig", "")
    )
    sheet.box(204, 74, ticked=True).text(216, 81, "nein", size=7).box(240, 74, ticked=False)
    sheet.text(252, 81, "ja", size=7)
    assert sheet.read(degree=DEGREE)["degree"].value is None


def test_the_answer_in_the_cell_above_is_no_line_of_a_question() -> None:
    """Beside it stood another question's "nein": it was taken for the answer "ja" in the own cell."""
    part_time = FieldSpec(kind=FieldKind.YES_NO, labels=("Teilzeitarbeit während des Bezugs",))
    sheet = Printed().cells(
        60, 84, (50, 290, "Art des Einkommens", "angestellt"), (290, 540, "Mutterschaftsgeld?", "nein")
    )
    sheet.cells(84, 110, (50, 540, "Teilzeitarbeit während des Bezugs?", "ja"))
    assert sheet.read(part_time=part_time)["part_time"].value == "ja"


def test_a_label_goes_on_behind_a_comma() -> None:
    """The rest of a label was taken for the place of birth."""
    page = typed_page("Geburtsort, Kreis (bei Geburt im Ausland auch Staat)", "Musterstadt")
    assert read_page(page, born=BORN_IN)["born"].value == "Musterstadt"


def test_the_number_of_a_heading_is_not_the_number_of_a_person() -> None:
    """Section 2 about "Elternteil 1" was taken for the second parent's."""
    page = typed_page("2 Elternteil 1 (antragstellende Person)", "", "Familienname", "Muster")
    assert read_page(page, name=NAME)["name"].value == "Muster"


def test_a_field_may_have_a_letter_beside_its_number() -> None:
    """The label behind "1a" was not found."""
    assert read_page(typed_page("1a Rechtsform", "GmbH"), form=FORM)["form"].value == "GmbH"


def test_towns_with_their_part_have_a_postcode_of_their_own() -> None:
    """The town's cell beside the postcode's was not known by its label."""
    sheet = Printed().cells(
        60,
        90,
        (40, 300, "10 Anschrift: Straße, Hausnummer", "Musterweg 23"),
        (300, 380, "PLZ", "12345"),
        (380, 550, "Wohnort, Ortsteil", "Musterstadt"),
    )
    assert sheet.read(home=HOME)["home"].value == "Musterweg 23, 12345 Musterstadt"


def test_print_under_an_empty_table_is_nobody() -> None:
    """Options under an empty row of heads, with the number of a paragraph, were taken for a person."""
    page = typed_page(
        "Familienname                  Vorname                      Geburtsdatum",
        "",
        "an Adressbuchverlage          Auskunftssperre              nach § 51 BMG",
        "",
        "Familienname                  Vorname                      Geburtsdatum",
        "Muster                        Mia                          17.07.2020",
    )
    people = read_page(page, people=PEOPLE)["people"].items
    assert [each["vorname"].value for each in people] == ["Mia"]


@pytest.mark.parametrize("printed", ["m/w/d/x", "(m/w/d)"])
def test_keys_to_choose_from_are_print(printed: str) -> None:
    """The keys in the head of a column were taken for the sex."""
    page = typed_page(f"Geschlecht {printed}", "", "")
    assert read_page(page, sex=SEX)["sex"].value is None


def test_a_paragraph_in_brackets_is_print() -> None:
    """The paragraph behind a heading was taken for the planner's name."""
    assert is_only_print("(§ 54 LBO)")
    assert not is_only_print("Muster (Büro 3)")


def test_a_capital_i_among_small_letters_of_an_address_is_an_l() -> None:
    """An l was read with a capital, and the message would have got lost."""
    mail = FieldSpec(kind=FieldKind.EMAIL)
    read = mended(mail, "0171 880441\ninfo@Ig-muster.example", cells=False)
    assert read == "0171 880441\ninfo@lg-muster.example"
    assert mended(mail, "Ida.Muster@muster.example", cells=False) == "Ida.Muster@muster.example"


def test_a_misread_capital_of_a_name_is_one_but_articles_have_none() -> None:
    """An l begins no name, but "la", "los" and the like stand in some."""
    name = FieldSpec(kind=FieldKind.NAME)
    assert mended(name, "lda de la Torre", cells=False) == "Ida de la Torre"
    assert mended(name, "lna de los Santos", cells=False) == "Ina de los Santos"


def test_cards_of_persons_with_frames_under_their_labels_are_read() -> None:
    """A card per person, each label over its frame: nothing goes in circles."""
    form = Printed()
    for number, (family, given, born) in enumerate(
        [("Muster", "Erika", "01.02.1980"), ("Muster", "Mia", "03.04.2015"), ("Muster", "Max", "05.06.2018")]
    ):
        top = 80.0 + 150 * number
        form.text(60, top, f"Person {number + 1}")
        for row, (label, answer) in enumerate(
            (("Familienname", family), ("Vorname", given), ("Geburtsdatum", born))
        ):
            form.text(60, top + 18 + 40 * row, label)
            form.page.draw_rect((60, top + 21 + 40 * row, 260, top + 39 + 40 * row), width=0.7)
            form.text(64, top + 34 + 40 * row, answer)
    fields = form.read(familienname=NAME, personen=PEOPLE)
    assert fields["familienname"].value == "Muster"
    assert [person["vorname"].value for person in fields["personen"].items] == ["Mia", "Max"]


def test_the_numbered_bar_of_a_section_is_no_question() -> None:
    """Nothing was left out in a bar as high as its title, unlike in a cell with room for an answer."""
    works = {"works": FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Vorhaben",))}
    for bottom, is_bar in ((77, True), (110, False)):
        sheet = Printed()
        sheet.page.draw_rect((40, 57, 550, bottom), width=0.7)
        sheet.text(46, 71, "4. Vorhaben", size=10)
        pages, inks = sheet.seen()
        form = FormSheet(pages, works, inks)
        (label,) = form.labels["works"]
        assert form.is_bar(label.hit) is is_bar


def test_an_option_that_begins_as_a_heading_does_is_an_answer() -> None:
    """Beside "Fahrzeughalter" stood "Antragsteller selbst", typed out: two headings side by side?"""
    holder = FieldSpec(
        kind=FieldKind.CHOICE,
        required=True,
        labels=("Fahrzeughalter",),
        options={"selbst": ("selbst",), "andere": ("andere Person",)},
        sections=("Fahrzeughalter",),
    )
    name = FieldSpec(kind=FieldKind.NAME, labels=("Name",), sections=("Antragsteller",))
    sheet = Printed().text(40, 60, "Fahrzeughalter").text(200, 60, "Antragsteller selbst")
    assert sheet.read(holder=holder, name=name)["holder"].value == "selbst"


def test_words_behind_tick_boxes_begin_no_long_answer() -> None:
    """A heading in a cell with options, and with a question under them, had them as its answer."""
    form = Printed()
    form.page.draw_rect((40, 57, 550, 112), width=0.7)
    form.text(46, 70, "Gegenstand des Antrags")
    form.box(46, 79, ticked=False).text(58, 86, "Errichtung").box(180, 79, ticked=True)
    form.text(192, 86, "Nutzungsänderung").text(46, 103, "Wurde bereits ein Vorbescheid erteilt?")
    form.box(280, 96, ticked=True).text(292, 103, "nein").box(330, 96, ticked=False).text(342, 103, "ja, Az.")
    subject = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Gegenstand des Antrags",))
    assert form.read(subject=subject)["subject"].value is None


def test_small_print_under_a_label_is_no_answer() -> None:
    """The answer stands in the cell beside the label; what the label means was taken for it."""
    insurer = FieldSpec(kind=FieldKind.TEXT, labels=("Krankenkasse",))
    form = Printed().row(60, 84, (40, 200, "Krankenkasse"), (200, 400, "Musterkasse"))
    form.text(43, 79, "Name der Kasse", size=SMALL)
    assert form.read(insurer=insurer)["insurer"].value == "Musterkasse"


def test_a_label_nobody_knows_over_an_answer_is_no_part_of_it() -> None:
    """The small label in the cell under a heading was taken for the beginning of the name."""
    form = Printed().cells(80, 110, (40, 550, "Firma oder Bezeichnung der Körperschaft", "Muster GmbH"))
    form.page.draw_rect((40, 60, 550, 80), width=0.7)
    form.text(43, 73, "Bauherrschaft")
    name = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Bauherrschaft",))
    assert form.read(name=name)["name"].value == "Muster GmbH"


def test_a_large_answer_that_touches_its_label_is_no_title() -> None:
    """Typed in letters twice as high as the small print, it was taken for the line that its label begins."""
    plan = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Bezeichnung des Vorhabens",), long=True)
    sheet = Printed().cells(60, 112, (40, 550, "Bezeichnung des Vorhabens", ""))
    sheet.text(44, 81.5, "Neubau einer Garage", size=13)
    for row in range(6):
        sheet.text(43, 140 + 10 * row, "Angaben der Behörde in kleiner Schrift", size=SMALL)
    assert sheet.read(vorhaben=plan)["vorhaben"].value == "Neubau einer Garage"
