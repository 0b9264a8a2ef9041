"""Persons in ruled columns: as wide as their cells, whatever stands in the middle of their heads."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import BORN, GIVEN, NAME, PEOPLE, Sheet

ROLE = FieldSpec(
    kind=FieldKind.CHOICE, labels=("Stellung",), options={"ehepartner": ("Gatte",), "kind": ("Kind",)}
)
FAMILY = PEOPLE.model_copy(update={"columns": {**PEOPLE.columns, "rolle": ROLE}})
EDGES = (40.0, 150.0, 280.0, 410.0, 540.0)
LABELS = ("Familienname", "Vorname", "Geburtsdatum")
PERSONS = (
    ("Muster", "Erika", "08.12.1988"),
    ("Muster", "Max", "21.04.1986"),
    ("Muster", "Mia", "17.07.2020"),
)


def drawn() -> Sheet:
    """Draw three columns with heads in the middle, and tick boxes at a label that nobody knows."""
    sheet = Sheet()
    heads = zip(EDGES[1:], EDGES[2:], ("Person 1", "Person 2", "Person 3"), strict=False)
    sheet.row(60, 77, (EDGES[0], EDGES[1], ""), *((left, right, "") for left, right, _ in heads))
    for number in range(len(PERSONS)):
        sheet.text(EDGES[number + 1] + 48, 71, f"Person {number + 1}")
    for number, label in enumerate(LABELS):
        texts = (label, *(person[number] for person in PERSONS))
        top = 77 + 17 * number
        sheet.row(top, top + 17, *zip(EDGES, EDGES[1:], texts, strict=False))
    sheet.row(128, 200, *zip(EDGES, EDGES[1:], ("Wer ist es?", "", "", ""), strict=False))
    for left, ticked in zip(EDGES[1:-1], (None, "Gatte", "Kind"), strict=True):
        for top, option in ((135, "Gatte"), (180, "Kind")):
            sheet.box(left + 6, top, ticked=option == ticked).text(left + 18, top + 8, option)
    return sheet


def test_heads_may_stand_in_the_middle_of_their_columns() -> None:
    """Answers begin at the left rulings: those of the next person were taken for the one before - wrong."""
    found = drawn().read(familienname=NAME, vorname=GIVEN, people=FAMILY)
    assert (found["familienname"].value, found["vorname"].value) == ("Muster", "Erika")
    people = [[item[name].value for name in item] for item in found["people"].items]
    assert people == [
        ["Muster", "Max", "1986-04-21", "ehepartner"],
        ["Muster", "Mia", "2020-07-17", "kind"],
    ]


def test_a_day_in_cells_ends_with_its_column() -> None:
    """The head stands in the middle of its column: the next day's first digits were taken for this one's."""
    sheet, edges = Sheet(), (40.0, 150.0, 290.0, 430.0)
    rows = (("", "", ""), ("Familienname", "Muster", "Muster"), ("Geburtsdatum", "", ""))
    for number, texts in enumerate(rows):
        sheet.row(60 + 22 * number, 82 + 22 * number, *zip(edges, edges[1:], texts, strict=False))
    for left, head, day in zip(edges[1:], ("Person 1", "Person 2"), ("08121988", "21041986"), strict=False):
        sheet.text(left + 50, 74, head)
        for number, digit in enumerate(day):
            start = left + 4 + 15 * number + 5 * ((number > 1) + (number > 3))
            sheet.row(107, 123, (start, start + 15, "")).text(start + 5, 118, digit)
    found = sheet.read(familienname=NAME, born=BORN)
    assert (found["familienname"].value, found["born"].value) == ("Muster", "1988-12-08")


def test_more_persons_may_stand_in_a_second_row_of_columns() -> None:
    """The third person was taken for the applicant, and the fourth was left out."""
    sheet = Sheet()
    rows = (
        ("Angaben zu", "Person 1", "Person 2"),
        *zip(LABELS, *PERSONS[:2], strict=True),
        ("Angaben zu", "Person 3", "Person 4"),
        *zip(LABELS, PERSONS[2], ("Muster", "Till", "03.03.2022"), strict=True),
    )
    for number, texts in enumerate(rows):
        top = 60 + 16 * number + 8 * (number > len(LABELS))
        sheet.row(top, top + 16, *zip(EDGES, EDGES[1:], texts, strict=False))
    given = GIVEN.model_copy(update={"sections": ("Angaben zu",)})
    found = sheet.read(familienname=NAME, vorname=given, people=PEOPLE)
    assert (found["familienname"].value, found["vorname"].value) == ("Muster", "Erika")
    assert [item["vorname"].value for item in found["people"].items] == ["Max", "Mia", "Till"]


def test_labels_in_cells_one_below_the_other_are_two() -> None:
    """A birthday over a place of birth was taken for a label in two lines, with the answers of both rows."""
    born = BORN.model_copy(update={"labels": ("Geburtsdatum", "Geburtsdatum, Geburtsort")})
    place = FieldSpec(kind=FieldKind.PLACE, labels=("Geburtsort", "Geburtsdatum, Geburtsort"))
    columns = {**PEOPLE.columns, "geburtsdatum": born}
    rows = (
        ("", "Person 1", "Person 2"),
        ("Familienname", "Muster", "Muster"),
        ("Vorname", "Erika", "Max"),
        ("Geburtsdatum", "08.12.1988", "21.04.1986"),
        ("Geburtsort", "Köln", "Bonn"),
    )
    sheet = Sheet()
    for number, texts in enumerate(rows):
        sheet.row(60 + 16 * number, 76 + 16 * number, *zip(EDGES, EDGES[1:], texts, strict=False))
    found = sheet.read(born=born, place=place, people=PEOPLE.model_copy(update={"columns": columns}))
    assert (found["born"].value, found["place"].value) == ("1988-12-08", "Köln")
    assert [item["geburtsdatum"].value for item in found["people"].items] == ["1986-04-21"]


@pytest.mark.parametrize("first", ["1. Anmeldende Person", "Antragstellende Person"])
def test_the_first_column_may_say_that_it_is_the_applicants(first: str) -> None:
    """Else the heads would begin with the second person, and the labels ask about others only."""
    sheet = Sheet()
    rows = (("", first, "2. Person", "3. Person"), *zip(LABELS, *PERSONS, strict=True))
    for number, texts in enumerate(rows):
        sheet.row(60 + 16 * number, 76 + 16 * number, *zip(EDGES, EDGES[1:], texts, strict=False))
    found = sheet.read(familienname=NAME, vorname=GIVEN, people=PEOPLE)
    assert (found["familienname"].value, found["vorname"].value) == ("Muster", "Erika")
    assert [item["vorname"].value for item in found["people"].items] == ["Max", "Mia"]


def test_further_persons_are_counted_without_the_applicant() -> None:
    """The first of them was taken for the applicant, and nobody was asked about in a high row of options."""
    sheet = Sheet().text(40, 40, "Familienname: Muster").text(300, 40, "Vorname: Ida")
    heads = ("", "1. weitere Person", "2. weitere Person", "3. weitere Person")
    rows = (heads, *zip(LABELS, *PERSONS, strict=True))
    for top, texts in zip((60, 76, 92, 248), rows, strict=True):
        sheet.row(top, top + 16, *zip(EDGES, EDGES[1:], texts, strict=False))
    sheet.row(108, 248, *zip(EDGES, EDGES[1:], ("Stellung", "", "", ""), strict=False))
    for left, ticked in zip(EDGES[1:-1], ("Gatte", "Kind", "Kind"), strict=True):
        for top, option in ((114, "Gatte"), (230, "Kind")):
            sheet.box(left + 6, top, ticked=option == ticked).text(left + 18, top + 8, option)
    people = sheet.read(familienname=NAME, vorname=GIVEN, people=FAMILY)["people"].items
    assert [(item["vorname"].value, item["rolle"].value) for item in people] == [
        ("Erika", "ehepartner"),
        ("Max", "kind"),
        ("Mia", "kind"),
    ]


def test_a_narrow_column_may_count_the_persons() -> None:
    """The heads of the numbers and of the family names stand close: the names were left out."""
    sheet = Sheet().text(40, 60, "Familienname: Muster").text(40, 80, "Vorname: Erika")
    sheet.text(40, 110, "Mitziehende", size=12)
    for number, texts in enumerate((("Nr.", *LABELS), *(("1", *person) for person in PERSONS[1:2]))):
        for left, text in zip((40, 61, 200, 330), texts, strict=True):
            sheet.text(left, 140 + 20 * number, text)
    people = sheet.read(familienname=NAME, vorname=GIVEN, people=PEOPLE)["people"].items
    assert [[item[name].value for name in item] for item in people] == [["Muster", "Max", "1986-04-21"]]


@pytest.mark.parametrize("first", ["1 Antragsteller/in", "1. Meldepflichtige Person"])
def test_heads_may_count_from_the_applicant_and_name_each_role(first: str) -> None:
    """No head said "Person": the family was left out, and its answers went to the applicant."""
    sheet = Sheet()
    rows = (("", first, "2 Gatte / Kind", "3 Kind"), *zip(LABELS, *PERSONS, strict=True))
    for number, texts in enumerate(rows):
        sheet.row(60 + 16 * number, 76 + 16 * number, *zip(EDGES, EDGES[1:], texts, strict=False))
    found = sheet.read(familienname=NAME, vorname=GIVEN, born=BORN, people=FAMILY)
    assert [found[name].value for name in ("familienname", "vorname", "born")] == [
        "Muster",
        "Erika",
        "1988-12-08",
    ]
    people = [(item["vorname"].value, item["rolle"].value) for item in found["people"].items]
    assert people == [("Max", None), ("Mia", "kind")]


def test_counted_questions_are_no_heads_of_persons() -> None:
    """Only a row that begins with the applicant counts persons: these are headings of parts."""
    sheet = Sheet().text(40, 60, "1. Familienname: Muster").text(300, 60, "2. Vorname: Ida")
    found = sheet.read(familienname=NAME, vorname=GIVEN, people=PEOPLE)
    assert (found["familienname"].value, found["vorname"].value) == ("Muster", "Ida")
    assert not found["people"].items
