"""Dense grids: titles of rows in cells of their own, stacked lists of persons with the applicant first."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.forms.labelling.labels import find_label
from extractors.forms.labelling.wordings import around_line
from extractors.forms.page.layout import segment
from extractors.forms.page.paper import is_letter_of
from extractors.forms.page.print_words import printed_words
from extractors.forms.page.scopes import Scopes
from extractors.forms.parts.sheet import Sheet as GridSheet
from extractors.forms.values.mending import is_misread
from tests.extractors.forms.test_headed_cells import Printed
from tests.extractors.forms.test_tables import GIVEN, RENT, Sheet

NAME = FieldSpec(
    kind=FieldKind.NAME,
    required=True,
    labels=("Familienname",),
    not_sections=("Wohnungsgeber", "Gesetzliche Vertreter", "Ehegatte", "Kind"),
)
BORN = FieldSpec(
    kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",), not_sections=("Wohnungsgeber", "Kind")
)
FAITH = FieldSpec(kind=FieldKind.WORD, labels=("Religion",), not_sections=("Ehegatte", "Kind"))
OLD = FieldSpec(
    kind=FieldKind.ADDRESS,
    required=True,
    labels=("Bisherige Anschrift",),
    sections=("Bisherige Wohnung",),
    not_sections=("Neue Wohnung", "Wohnungsgeber"),
)
NEW = FieldSpec(
    kind=FieldKind.ADDRESS,
    required=True,
    labels=("Neue Anschrift",),
    sections=("Neue Wohnung",),
    not_sections=("Bisherige Wohnung", "Wohnungsgeber"),
)
HOME = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
PEOPLE = FieldSpec(
    kind=FieldKind.PERSONS,
    columns={
        "familienname": FieldSpec(kind=FieldKind.NAME, labels=("Familienname",)),
        "vorname": FieldSpec(kind=FieldKind.NAME, labels=("Vorname",)),
        "geburtsdatum": FieldSpec(kind=FieldKind.DATE, labels=("Geburtsdatum",)),
        "rolle": FieldSpec(
            kind=FieldKind.CHOICE,
            labels=("Stellung",),
            options={"ehepartner": ("Ehegatte",), "kind": ("Kind",)},
        ),
    },
)
SIZE = PageSize(width=595, height=842)


def head(sheet: Printed, top: float, *cells: tuple[float, float, str]) -> None:
    """Draw a row of heads, each in the middle of its cell."""
    for left, right, text in cells:
        sheet.page.draw_rect((left, top, right, top + 20), width=0.7)
        lines = text.split("\n")
        for number, line in enumerate(lines):
            start = (left + right) / 2 - 1.6 * len(line)
            sheet.text(start, top + 12.5 + 7 * (number - (len(lines) - 1) / 2), line, size=6)


def row(sheet: Printed, top: float, *cells: tuple[float, float, str]) -> None:
    """Draw a row of answers, each low in its cell."""
    for left, right, text in cells:
        sheet.page.draw_rect((left, top, right, top + 26), width=0.7)
        sheet.text(left + 4, top + 22, text)


def registration() -> Printed:
    """Return a registration form: a landlord in a cell, then two tables of persons, the applicant first."""
    sheet = Printed().cells(
        40,
        70,
        (40, 200, "Tag des Einzugs", "17.10.2026"),
        (200, 550, "Wohnungsgeber (Name, Anschrift)", "Muster GmbH"),
    )
    columns = [(40, 65), (65, 190), (190, 310), (310, 420), (420, 550)]
    names = ("Nr.", "Familienname, Doktorgrad", "Vorname", "Geburtsdatum", "Stellung (Ehegatte,\nKind)")
    head(sheet, 90, *((*place, name) for place, name in zip(columns, names, strict=True)))
    for number, person in enumerate(
        [
            ("1", "Muster", "Erika Anna", "19.07.1987", ""),
            ("2", "Muster", "Max", "06.01.1989", "Ehegatte"),
            ("3", "Beispiel", "Pia", "24.10.2017", "Kind"),
        ]
    ):
        row(sheet, 110 + 26 * number, *((*place, text) for place, text in zip(columns, person, strict=True)))
    columns = [(40, 65), (65, 320), (320, 550)]
    others = ("noch", "Familienstand", "Religion")
    head(sheet, 200, *((*place, name) for place, name in zip(columns, others, strict=True)))
    for number, words in enumerate([("1", "verh.", "keine"), ("2", "verh.", "ev."), ("3", "led.", "ev.")]):
        row(sheet, 220 + 26 * number, *((*place, text) for place, text in zip(columns, words, strict=True)))
    return sheet


def test_the_applicant_is_the_first_of_a_list() -> None:
    """Captions of the cells above it, and the heads of its own columns, are no headings of a list."""
    found = registration().read(name=NAME, vorname=GIVEN, geburtsdatum=BORN, faith=FAITH, personen=PEOPLE)
    assert [found[name].value for name in ("name", "vorname", "geburtsdatum", "faith")] == [
        "Muster",
        "Erika Anna",
        "1987-07-19",
        "keine",
    ]


def test_who_applies_is_not_among_the_others() -> None:
    """The first of a list is the applicant: the others are the spouse and the child."""
    found = registration().read(familienname=NAME, vorname=GIVEN, geburtsdatum=BORN, personen=PEOPLE)
    people = [[item[name].value for name in ("vorname", "rolle")] for item in found["personen"].items]
    assert people == [["Max", "ehepartner"], ["Pia", "kind"]]


def test_the_title_of_a_row_stands_in_the_middle_of_its_cell() -> None:
    """The labels at the top of the cells beside it are higher than the title that they belong to."""
    sheet = Printed()
    for top, title, street, code, town in (
        (40, "Neue Wohnung", "Am Graben 7", "12345", "Musterstadt"),
        (72, "Bisherige Wohnung", "Dorfstraße 1", "54321", "Beispielhausen"),
    ):
        sheet.page.draw_rect((40, top, 130, top + 32), width=0.7)
        sheet.text(43, top + 20, title, size=8)
        sheet.cells(
            top,
            top + 32,
            (130, 320, "Straße, Hausnummer", street),
            (320, 400, "PLZ", code),
            (400, 550, "Ort", town),
        )
    found = sheet.read(old=OLD, new=NEW)
    assert [each.value for each in found.values()] == [
        "Dorfstraße 1, 54321 Beispielhausen",
        "Am Graben 7, 12345 Musterstadt",
    ]


def test_a_house_number_stands_behind_its_street() -> None:
    """Side by side, the first address's number is nearer to the second one's street."""
    sheet = (
        Printed()
        .cells(
            40,
            66,
            (40, 240, "Straße", "Obere Gasse"),
            (240, 290, "Haus-Nr.", "5"),
            (290, 490, "Straße", "Untere Gasse"),
            (490, 550, "Haus-Nr.", "8"),
        )
        .cells(66, 92, (40, 120, "PLZ", "12345"), (120, 290, "Ort", "Musterstadt"))
    )
    assert sheet.read(home=HOME)["home"].value == "Obere Gasse 5, 12345 Musterstadt"


def test_a_hint_over_an_answer_is_no_label() -> None:
    """A cell beside its label holds the answer, whatever small print says how to write it."""
    sheet = Printed()
    sheet.page.draw_rect((40, 40, 120, 66), width=0.7)
    sheet.text(43, 56, "Geburtsdatum", size=8)
    sheet.cells(40, 66, (120, 330, "Tag / Monat / Jahr", "21.04.1993"))
    assert sheet.read(born=BORN)["born"].value == "1993-04-21"


@pytest.mark.parametrize("label", ["Vorname, Titel", "Vorname, Doktorgrad", "Vorname, ggf. Titel"])
def test_a_name_is_asked_for_with_its_title(label: str) -> None:
    """What belongs to a name besides is part of its label."""
    sheet = Printed().cells(40, 66, (40, 240, "Name", "Muster"), (240, 440, label, "Erika"))
    assert sheet.read(given=GIVEN)["given"].value == "Erika"


def test_todays_rent_is_the_rent() -> None:
    """A form may say that it asks for what is paid now."""
    sheet = Printed().cells(
        40,
        74,
        (40, 220, "Derzeitige Gesamtmiete monatlich\n(einschl. aller Nebenkosten)", "487,50"),
        (220, 400, "darin enthalten: Heizung", "68,00"),
    )
    assert sheet.read(rent=RENT)["rent"].value == "487.50"


def test_a_typed_tick_touches_the_word_behind_it() -> None:
    """A sign in a drawn box was one word with its option, and hid the box."""
    words = (Word("✔keine", Box(433, 404, 461, 413)), Word("✔", Box(10, 10, 20, 20)))
    page = PageText(index=0, size=SIZE, words=words, source=TextSource.TEXT)
    assert [word.text for word in printed_words(page)] == ["✔", "keine", "✔"]


def test_a_letter_with_a_mark_is_no_tick_box() -> None:
    """The ring of an "Ó" was taken for a box, and the name behind it for an option that nobody ticked."""
    sheet = Printed().cells(40, 66, (40, 300, "Familienname", "Ó Briain"))
    assert sheet.read(name=NAME)["name"].value == "Ó Briain"


def test_a_digit_is_no_tick_box() -> None:
    """The loop of a heading's number was taken for a ticked box, whose words name no option."""
    loop = Box(45, 296, 50.9, 301)
    assert is_letter_of(Word("5", Box(45, 291, 50.5, 305)), loop)
    assert not is_letter_of(Word("4", Box(47, 291, 52, 305)), Box(44, 292, 55, 303))


@pytest.mark.parametrize(
    ("labels", "value", "misread"),
    [
        (("Flur", "Flurnummer"), "T", True),
        (("Flur", "Flurnummer"), "7", False),
        (("Gemarkung",), "T", False),
        (("Vorhaben",), "Haus mit & Wohneinheiten", True),
        (("Vorhaben",), "Umbau von Laden & Werkstatt", False),
    ],
)
def test_digits_that_were_read_as_something_else(
    labels: tuple[str, ...], value: str, *, misread: bool
) -> None:
    """A single digit is easily taken for a letter: a number without any is for a person to read."""
    assert is_misread(FieldSpec(kind=FieldKind.TEXT, labels=labels), value) is misread


def test_the_title_of_a_section_ends_with_its_brackets() -> None:
    """A bracket whose first word has no letters was no hint, and its end was taken for the answer."""
    page = Sheet().text(50, 60, "Entwurfsverfasser ( § 54 MBO)").page
    words = [Word(text, Box(*map(float, box))) for *box, text, _, _, _ in page.get_text("words")]
    printed = segment(0, words)
    assert not any(hit.rest for hit in find_label("Entwurfsverfasser", [printed]))


@pytest.mark.parametrize(
    ("raw", "caption"),
    [
        ("Anschrift, Geburtsdatum", True),
        ("Name und Anschrift", True),
        ("Name", False),
        ("Geburtsdatum, Muster", False),
        ("Muster", False),
    ],
)
def test_the_head_of_the_next_column_says_nothing(raw: str, *, caption: bool) -> None:
    """On a scan no font tells print from answers: "Anschrift, Geburtsdatum" was taken for a name."""
    assert GridSheet([], {}, {}).is_caption(raw) is caption


def test_a_head_right_of_a_label_is_no_heading_over_it() -> None:
    """A head of two lines begins higher than its neighbours: "Stellung (Ehegatte, Kind)" is about no name."""
    cells = [Box(40, 100, 200, 130), Box(200, 100, 400, 130)]

    def cell(_: int, box: Box) -> Box | None:
        return next((each for each in cells if each.holds(*box.middle)), None)

    assert Scopes(cell, {0: []}).ends_before(0, Box(250, 105, 290, 112), Box(60, 113, 120, 120))


def test_ticks_of_others_in_a_column_are_not_the_applicants() -> None:
    """The options of the first row could not be read, and those of a row below were taken instead."""
    sheet = Printed()
    columns = [(40, 65), (65, 320), (320, 550)]
    names = ("Nr.", "Geschlecht", "Religion")
    head(sheet, 60, *((*place, name) for place, name in zip(columns, names, strict=True)))
    for number, ticked in enumerate((None, "w")):
        row(
            sheet,
            80 + 26 * number,
            *((*place, text) for place, text in zip(columns, ("1", "", ""), strict=True)),
        )
        for left, option in ((70, "m"), (110, "w")):
            sheet.box(left, 88 + 26 * number, ticked=option == (ticked or "m"))
            if ticked is not None:
                sheet.text(left + 11, 95 + 26 * number, option, size=7)
    sex = FieldSpec(
        kind=FieldKind.WORD, labels=("Geschlecht",), options={"männlich": ("m",), "weiblich": ("w",)}
    )
    found = sheet.read(sex=sex, faith=FAITH)["sex"]
    assert found.value is None
    assert found.state is FieldState.UNCLEAR


def test_a_round_digit_asks_nothing() -> None:
    """The ring of a digit looks like a tick box: the answer in the first row was taken for a question."""
    sheet = Printed()
    columns = [(40, 240), (240, 420)]
    head(
        sheet,
        60,
        *((*place, name) for place, name in zip(columns, ("Wohngeldnummer", "Religion"), strict=True)),
    )
    row(sheet, 80, (40, 240, "Ó 17"), (240, 420, "keine"))
    number = FieldSpec(kind=FieldKind.TEXT, labels=("Wohngeldnummer",))
    assert sheet.read(number=number, faith=FAITH)["number"].value == "Ó 17"


def test_dirt_over_a_word_makes_its_label_no_higher() -> None:
    """A label that reaches over the upper ruling of its cell stands in none, and its place seemed empty."""
    words = [Box(20 * number, 264, 20 * number + 18, 269) for number in range(3)]
    assert around_line([*words, Box(60, 250, 78, 269)]).top > 261
    assert around_line(words) == Box.around(words)
