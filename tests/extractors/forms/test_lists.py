"""Lists of persons on unknown forms: blocks, labels under the lines, headings that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from contracts.catalogue import load_catalogue
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText, Widget, WidgetKind
from contracts.records import Box
from extractors.forms.generic import read_by_labels
from tests.extractors.typed import ADVANCE, HEIGHT, PITCH, typed_page

FIELDS: Final = load_catalogue().procedure("wohnsitzanmeldung", date(2026, 11, 2)).form.fields

APPLICANT: Final = (
    "Familienname: Mustermann",
    "",
    "Vorname: Max",
    "",
    "Geburtsdatum: 12.02.1973",
    "",
)


def read(*pages: PageText) -> dict[str, FieldReading]:
    """Read pages of a form that no variant knows."""
    return read_by_labels(pages, FIELDS, {})


def written_at(row: int, column: int, text: str, **more: int) -> Widget:
    """Return a live field over the letters of a typed line."""
    left, top = 30 + column * ADVANCE, 40 + row * PITCH
    box = Box(left, top - 2, left + 14 * ADVANCE, top + HEIGHT)
    return Widget(name=f"f{row}-{column}", kind=WidgetKind.TEXT, box=box, value=text or None, **more)


def values(reading: FieldReading) -> list[Mapping[str, str | None]]:
    """Return the values of a list of persons."""
    return [{name: each.value for name, each in item.items()} for item in reading.items]


def test_labels_may_stand_under_the_answers() -> None:
    """On a form whose labels all stand under the lines, each answer belongs to the label under it."""
    labels = "Familienname       Vorname            Geburtsdatum"
    rows = (("Mustermann", "Max", "12.02.1973"), ("Mustermann", "Erika", "01.03.1975"))
    widgets = [
        written_at(row, column, text)
        for row, person in zip((2, 8), rows, strict=True)
        for column, text in zip((0, 19, 38), person, strict=True)
    ]
    lines = [
        "Wer meldet sich an?",
        "",
        "",
        labels,
        "",
        "",
        "Wer zieht mit Ihnen um?",
        "",
        "",
        labels,
        "",
        "",
        "",
    ]
    lines += ["", labels]
    widgets += [written_at(13, column, text) for column, text in zip((0, 19, 38), ("", "", ""), strict=True)]
    fields = read(typed_page(*lines, widgets=widgets))
    assert (fields["familienname"].value, fields["vorname"].value) == ("Mustermann", "Max")
    assert fields["geburtsdatum"].value == "1973-02-12"
    assert [person["vorname"] for person in values(fields["personen"])] == ["Erika"]


def test_a_birthday_under_three_boxes_is_read() -> None:
    """A label under three combs for day, month and year: what stands in them is the birthday."""
    labels = "Familienname       Vorname            Geburtsort"
    widgets = [written_at(1, column, text) for column, text in ((0, "Mustermann"), (19, "Max"), (38, "Bonn"))]
    boxes = ((0, 4, "12"), (6, 4, "02"), (12, 8, "1973"))
    widgets += [
        Widget(
            name=f"d{column}",
            kind=WidgetKind.TEXT,
            box=Box(
                30 + column * ADVANCE, 40 + 4 * PITCH - 2, 30 + (column + width) * ADVANCE, 40 + 5 * PITCH
            ),
            value=text,
            comb=len(text),
        )
        for column, width, text in boxes
    ]
    fields = read(typed_page("Wer?", "", labels, "", "", "Geburtsdatum", widgets=widgets))
    assert fields["geburtsdatum"].value == "1973-02-12"


def test_a_heading_may_be_hyphenated() -> None:
    """The birthday's heading may be "Geburts-" over "datum"; columns end at every heading."""
    page = typed_page(
        *APPLICANT,
        "Angemeldet werden folgende Personen",
        "",
        "Familienname      Vorname       Geburts-        Geburtsort    Stellung",
        "                                datum",
        "",
        "Mustermann        Max           12.02.1973      Bonn          A",
        "",
        "Mustermann        Erika         01.03.1975      Köln          E",
    )
    (erika,) = values(read(page)["personen"])
    assert erika == {
        "familienname": "Mustermann",
        "vorname": "Erika",
        "geburtsdatum": "1975-03-01",
        "rolle": "ehepartner",
    }


def test_columns_may_be_labelled_as_the_applicants_fields_are() -> None:
    """Blocks with the same labels: a word that the contract knows for one person is known for all."""
    person = ("Name: {}", "", "Vorname(n): {}", "", "Tag der Geburt: {}", "", "")
    first = [
        line.format(text)
        for line, text in zip(person, ("Muster", "", "Max", "", "12.02.1973", "", ""), strict=True)
    ]
    second = [
        line.format(text)
        for line, text in zip(person, ("Muster", "", "Ida", "", "01.03.2015", "", ""), strict=True)
    ]
    fields = read(typed_page("Person 1", "", *first, "Person 2", "", *second))
    assert [item["vorname"] for item in values(fields["personen"])] == ["Ida"]
    assert fields["vorname"].value == "Max"


def test_somebody_who_cannot_be_read_makes_the_list_unclear() -> None:
    """A birthday under the list's heading is somebody's, even where no column is understood."""
    asked = "Weitere Personen"
    page = typed_page(*APPLICANT, asked, "", "Wer ist es?    Erika, unsere Nichte, 01.03.2015")
    assert read(page)["personen"].state is FieldState.UNCLEAR
    nobody = typed_page(*APPLICANT, asked, "", "Wer ist es?    Wie alt?")
    assert read(nobody)["personen"].state is FieldState.EMPTY


def parted(*overleaf: str) -> list[Mapping[str, str | None]]:
    """Return the persons of a form whose first page ends within what it asks about the second person."""
    asked = ("Weitere Personen", "", "Familienname: Mustermann", "", "Vorname: Ida", "")
    first = typed_page(*APPLICANT, *("" for _ in range(48)), *asked)
    return values(read(first, typed_page("", *overleaf, index=1))["personen"])


def test_a_person_whose_questions_a_page_parts_goes_on_overleaf() -> None:
    """What the next page begins with, before any heading, is still asked about the person before."""
    born = "Geburtsdatum: 01.03.2015"
    leo = ("Familienname: Mustermann", "", "Vorname: Leo", "", "Geburtsdatum: 02.04.2017")
    (ida,) = parted(born, "", "Ort, Datum")
    assert ida["geburtsdatum"] == "2015-03-01"
    (ida, brother) = parted(born, "", *leo)
    assert (ida["geburtsdatum"], brother["geburtsdatum"]) == ("2015-03-01", "2017-04-02")
    for others in (("Wohnungsgeber", "", born), (leo[0], "", born), ("", "", "", "Wer wohnt dort?", born)):
        assert parted(*others)[0]["geburtsdatum"] is None


def test_a_person_is_asked_all_on_one_page_if_more_follows_below() -> None:
    """Where the page goes on with something else, the next one begins with other questions."""
    asked = ("Weitere Personen", "", "Familienname: Mustermann", "", "Vorname: Ida", "", "Bemerkungen", "")
    first = typed_page(*APPLICANT, *("" for _ in range(40)), *asked)
    (ida,) = values(read(first, typed_page("Geburtsdatum: 01.03.2015", index=1))["personen"])
    assert ida["geburtsdatum"] is None


def test_two_short_numbers_in_fields_of_their_own_are_two_answers() -> None:
    """Day and month stand in fields for two digits; "Flur" and "Flurstück" were read as one number."""
    fields = load_catalogue().procedure("bauantrag-vereinfacht", date(2026, 11, 2)).form.fields
    widgets = [
        Widget(
            name=name,
            kind=WidgetKind.TEXT,
            box=Box(left, 40 + PITCH - 2, left + 90, 40 + 2 * PITCH),
            value=value,
        )
        for name, left, value in (("a", 30, "7"), ("b", 128, "418"))
    ]
    gap = " " * round(98 / ADVANCE - len("Flur"))
    page = typed_page(f"Flur{gap}Flurstück", "", widgets=widgets)
    found = read_by_labels([page], fields, {})
    assert (found["flur"].value, found["flurstueck"].value) == ("7", "418")
