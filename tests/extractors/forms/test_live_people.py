"""Persons in live forms: the same fields again at the same distances, in rows, in columns, on cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import Final

from contracts.catalogue import load_catalogue
from contracts.findings import FieldReading
from contracts.reading import PageText, Widget, WidgetKind
from contracts.records import Box
from extractors.forms.generic import read_by_labels
from tests.extractors.typed import ADVANCE, HEIGHT, PITCH, typed_page

CATALOGUE: Final = load_catalogue()
DAY: Final = date(2026, 11, 2)

OWN: Final = ["Familienname:", "Vorname:", "Geburtsdatum:"]
"""What the applicant is asked, in the first lines of a page."""

ME: Final = ("Mustermann", "Erika", "12.02.1973")


def read(procedure: str, *pages: PageText) -> dict[str, FieldReading]:
    """Read pages of a form that no variant knows."""
    return read_by_labels(pages, CATALOGUE.procedure(procedure, DAY).form.fields, {})


def field(row: int, column: int, text: str, *, letters: int = 14) -> Widget:
    """Return a live field over the letters of a typed line; its name says nothing."""
    left, top = 30 + column * ADVANCE, 40 + row * PITCH
    box = Box(left, top - 2, left + letters * ADVANCE, top + HEIGHT)
    return Widget(name=f"F{row}_{column}", kind=WidgetKind.TEXT, box=box, value=text or None)


def tick(group: str, row: int, column: int, *, on: bool) -> Widget:
    """Return a button of a group, for the words that are typed two letters behind it."""
    left, top = 30 + column * ADVANCE, 40 + row * PITCH
    state = f"{row}-{column}"
    return Widget(
        name=group,
        kind=WidgetKind.RADIO,
        box=Box(left, top, left + HEIGHT, top + HEIGHT),
        value=state if on else None,
        on_state=state,
    )


def own(row: int = 0) -> list[Widget]:
    """Return the applicant's fields right of their labels."""
    return [field(row + number, 16, text) for number, text in enumerate(ME)]


def people(fields: Mapping[str, FieldReading]) -> list[tuple[str | None, ...]]:
    """Return the values of the persons."""
    return [tuple(each.value for each in item.values()) for item in fields["personen"].items]


def cards(*persons: Sequence[str]) -> PageText:
    """Return a page with cards two by two under the applicant's fields, who they are in a field over each."""
    first, second = "Familienname", "Vorname            Geburtsdatum"
    heads = [f"Person {number}  Stellung:" for number in (2, 3, 4, 5)]
    rows = [
        row
        for left, right in (heads[:2], heads[2:])
        for row in ((left, right), (first,) * 2, (), (second,) * 2, ())
    ]
    lines = [*OWN, "", "", *("".join(each.ljust(45) for each in row) for row in rows)]
    widgets = own()
    places = product((5, 10), (0, 45))
    for (down, right), person in zip(places, [*persons, *[[""] * 4] * (4 - len(persons))], strict=True):
        family, given, born, role = person
        widgets += [
            field(down + 2, right, family, letters=40),
            field(down + 4, right, given),
            field(down + 4, right + 19, born),
            field(down, right + 22, role),
        ]
    return typed_page(*lines, widgets=widgets)


def test_cards_two_by_two_are_read_row_by_row() -> None:
    """Persons on cards side by side: each has the fields on its own card, none those of the applicant."""
    fields = read(
        "wohnsitzanmeldung",
        cards(
            ("Mustermann", "Max", "01.03.1970", "Ehemann"),
            ("Beispiel", "Mia", "05.06.2012", "Tochter"),
            ("Mustermann", "Ben", "07.08.2015", "Sohn"),
        ),
    )
    assert [fields[name].value for name in ("familienname", "vorname", "geburtsdatum")] == [
        "Mustermann",
        "Erika",
        "1973-02-12",
    ]
    assert people(fields) == [
        ("Mustermann", "Max", "1970-03-01", "ehepartner"),
        ("Beispiel", "Mia", "2012-06-05", "kind"),
        ("Mustermann", "Ben", "2015-08-07", "kind"),
    ]


def test_a_table_with_ticks_in_its_rows_is_read() -> None:
    """A row a person; tick boxes of questions below, as far apart as the rows, are nobody's."""
    lines = [*OWN, "", "    Familienname   Vorname        Geburtsdatum   Status         Einkommen?"]
    lines += [f"{number}".ljust(64) + "[]ja   []nein".replace("[]", "  ") for number in (1, 2)]
    lines += ["", *["Beziehen Sie Kindergeld?".ljust(64) + "  ja     nein"] * 2]
    rows = (("Muster", "Max", "01.03.1970", "Beamter"), ("Muster", "Mia", "05.06.2012", "Kind"))
    widgets = own()
    for row, person in enumerate(rows, start=5):
        places = (4, 19, 34, 49)
        widgets += [field(row, at, text) for at, text in zip(places, person, strict=True)]
        widgets += [tick(f"a{row}", row, 64, on=row == 5), tick(f"a{row}", row, 71, on=row == 6)]
        widgets += [tick(f"b{row}", row + 3, 64, on=True), tick(f"b{row}", row + 3, 71, on=False)]
    fields = read("wohngeld-mietzuschuss", typed_page(*lines, widgets=widgets))
    assert people(fields) == [
        ("Muster", "Max", "1970-03-01", "ja", "beamt"),
        ("Muster", "Mia", "2012-06-05", "nein", "sonstige"),
    ]


def test_the_first_of_the_columns_is_the_applicants() -> None:
    """A column a person, the labels at the left: where nobody was asked before, the first one applies."""
    lines = ["".ljust(16) + "Person 1       Person 2       Person 3", *OWN]
    rows = [
        ("Muster", "Muster", "Beispiel"),
        ("Erika", "Max", "Mia"),
        ("12.02.1973", "01.03.1970", "05.06.2012"),
    ]
    widgets = [
        field(row, 16 + 15 * column, text)
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts)
    ]
    fields = read("wohnsitzanmeldung", typed_page(*lines, widgets=widgets))
    assert (fields["familienname"].value, fields["vorname"].value) == ("Muster", "Erika")
    assert [item[:3] for item in people(fields)] == [
        ("Muster", "Max", "1970-03-01"),
        ("Beispiel", "Mia", "2012-06-05"),
    ]


def test_a_full_name_in_one_field_is_parted() -> None:
    """Further persons in rows with the whole name in one field."""
    lines = [*OWN, "", "Familienname, Vornamen    Geburtsdatum"]
    widgets = own()
    for row, (name, born) in enumerate(
        (("Muster, Max", "01.03.1970"), ("Muster, Mia", "05.06.2012")), start=5
    ):
        widgets += [field(row, 0, name, letters=25), field(row, 26, born)]
    fields = read("wohnsitzanmeldung", typed_page(*lines, widgets=widgets))
    assert [item[:3] for item in people(fields)] == [
        ("Muster", "Max", "1970-03-01"),
        ("Muster", "Mia", "2012-06-05"),
    ]


def test_empty_cards_list_nobody() -> None:
    """Where nothing stands on the cards, nobody is listed."""
    assert people(read("wohnsitzanmeldung", cards())) == []


def test_heads_of_cards_say_who_somebody_is() -> None:
    """Where no field asks for it, the head over a card names the child."""
    lines = OWN[:]
    widgets = own()
    for number, (name, born) in enumerate((("Mia", "05.06.2012"), ("Ben", "07.08.2015"))):
        top = 4 + 5 * number
        lines += ["", f"Kind {number + 1}", "", "Vorname            Geburtsdatum", ""]
        widgets += [field(top + 3, 0, name), field(top + 3, 19, born)]
    fields = read("wohnsitzanmeldung", typed_page(*lines, widgets=widgets))
    assert [item["rolle"].value for item in fields["personen"].items] == ["kind", "kind"]


def test_the_applicant_keeps_the_fields_around_the_only_other_person() -> None:
    """With nobody to compare with, every field of the page is at a distance that "all" the others share."""
    rows = ["Familienname      Vorname           Geburtsdatum", *7 * [""], "Staatsangehörigkeit:"]
    widgets = [
        field(row, column, text)
        for row, person in ((2, ME), (4, ("Mustermann", "Max", "03.04.1970")))
        for column, text in zip((0, 18, 36), person, strict=True)
    ]
    page = typed_page(*rows, widgets=[*widgets, field(8, 24, "deutsch")])
    fields = read("wohnsitzanmeldung", page)
    assert fields["vorname"].value == "Erika"
    assert fields["staatsangehoerigkeit"].value == "deutsch"
    assert [item["vorname"].value for item in fields["personen"].items] == ["Max"]
