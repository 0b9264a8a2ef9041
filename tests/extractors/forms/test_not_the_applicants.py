"""Labels in a table of others, and in the authority's frame: none of them asks the applicant."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.catalogue import load_catalogue
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from tests.extractors.forms.test_tables import BORN, GIVEN, NAME, PEOPLE, Sheet

PLACE = FieldSpec(kind=FieldKind.PLACE, labels=("Geburtsort",))
ZONE = FieldSpec(kind=FieldKind.TEXT, labels=("Bewohnerparkzone", "Zone"))


@pytest.mark.parametrize("birthplace", ["Celle", ""])
def test_the_heads_of_a_table_go_on_behind_those_that_are_asked_for(birthplace: str) -> None:
    """The spouse's birthplace, which the list of persons has no use for, was taken for the applicant's."""
    sheet = Sheet()
    sheet.row(80, 110, (50, 250, "Familienname\nMuster"), (250, 500, "Vorname\nMax"))
    sheet.row(
        110, 140, (50, 250, "Geburtsdatum\n05.04.1984"), (250, 500, f"Geburtsort, ggf. Land\n{birthplace}")
    )
    sheet.text(50, 170, "Mitziehende", size=11)
    heads = (50, 160, "Familienname"), (160, 260, "Vorname"), (260, 350, "Geburtsdatum")
    sheet.row(180, 196, *heads, (350, 500, "Geburtsort"))
    sheet.row(
        196, 216, (50, 160, "Muster"), (160, 260, "Maria"), (260, 350, "17.12.1986"), (350, 500, "Kiel")
    )
    found = sheet.read(familienname=NAME, vorname=GIVEN, geburtsdatum=BORN, geburtsort=PLACE, people=PEOPLE)
    assert found["geburtsort"].value == (birthplace or None)
    assert found["people"].value == "1"


def test_a_frame_under_the_authoritys_bar_is_the_authoritys() -> None:
    """Only the bar was the authority's: "Gebühr", beside its "Zone", was taken for the applicant's zone."""
    sheet = Sheet().row(80, 100, (50, 250, "Bewohnerparkzone"), (250, 500, ""))
    sheet.row(400, 418, (50, 500, "Wird von der Behörde ausgefüllt!")).row(418, 520, (50, 500, ""))
    for y, left, right in (
        (440, "Gültig", "Ausweis"),
        (465, "Zone", "Gebühr"),
        (490, "Familienname", "Vorname"),
    ):
        sheet.text(56, y, left).text(260, y, right)
    assert sheet.read(zone=ZONE, familienname=NAME, vorname=GIVEN)["zone"].state is FieldState.EMPTY


@pytest.mark.parametrize(("asked", "said"), [("Telefon tagsüber", None), ("", "06195 800214")])
def test_the_letterheads_telephone_is_the_authoritys(asked: str, said: str | None) -> None:
    """Where the applicant left it out, the authority's own was taken; it counts if nothing below asks."""
    sheet = Sheet().text(50, 50, "Stadt Musterhausen", size=12).text(400, 50, "Telefon: 06195 800214")
    sheet.text(50, 110, "Antrag auf einen Ausweis", size=15)
    sheet.row(140, 160, (50, 250, "Familienname"), (250, 500, "Muster"))
    sheet.row(160, 180, (50, 250, "Vorname"), (250, 500, "Max")).row(
        180, 200, (50, 250, asked), (250, 500, "")
    )
    phone = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon", "Telefon tagsüber"))
    assert sheet.read(familienname=NAME, vorname=GIVEN, phone=phone)["phone"].value == said


RENTING = load_catalogue().procedure("wohngeld-mietzuschuss", date(2026, 11, 2)).form.fields


def test_landlords_and_employers_have_telephones_and_names_of_their_own() -> None:
    """Their headings name both genders: their numbers, and the employer's name, passed for other people's."""
    sheet = Sheet().text(40, 50, "Angaben zur antragstellenden Person", size=11)
    sheet.row(60, 90, (40, 250, "Familienname\nMuster"), (250, 400, "Vorname\nErika"), (400, 550, "Telefon"))
    for top, head, name, phone in (
        (100, "Vermieterin/Vermieter bzw. Hausverwaltung", "Wohnbau eG", "0221 4455"),
        (180, "Arbeitgeberin/Arbeitgeber (soweit vorhanden)", "Muster GmbH", "0221 6677"),
    ):
        label = "Name, Vorname oder Firma" if top == 100 else "Name oder Firma"
        sheet.row(top, top + 17, (40, 550, head))
        sheet.row(top + 17, top + 47, (40, 400, f"{label}\n{name}"), (400, 550, f"Telefon\n{phone}"))
    found = sheet.read(**{name: RENTING[name] for name in ("familienname", "telefon", "vermieter")})
    assert [found[name].value for name in found] == ["Muster", None, "Wohnbau eG"]


REGISTERING = load_catalogue().procedure("wohnsitzanmeldung", date(2026, 11, 2)).form.fields


@pytest.mark.parametrize("heading", ["Wer zieht mit ein?", "Zu meiner Familie"])
@pytest.mark.parametrize("name", ["Zuname", "Wie man mich ruft"])
@pytest.mark.parametrize("ticked", ["☒ Kind", ""])
def test_the_first_row_of_the_others_is_never_the_applicant(heading: str, name: str, ticked: str) -> None:
    """Where the applicant's own name had an unknown label, the first child's was taken for it."""
    sheet = Sheet().text(50, 60, "Wer meldet sich an?", size=11)
    sheet.row(80, 100, (50, 150, name), (150, 270, "Muster"), (270, 380, "Rufname und Taufname"))
    sheet.row(100, 120, (50, 150, "geboren am"), (150, 270, "29.03.1988"))
    sheet.text(50, 140, heading, size=11)
    heads = (50, 160, "Zuname"), (160, 260, "Vorname(n)"), (260, 350, "geb. am"), (350, 500, "")
    sheet.row(160, 180, *heads)
    for top, given, born in ((180, "Mia", "18.06.2016"), (200, "Ben", "07.01.2021")):
        cells = (50, 160, "Muster"), (160, 260, given), (260, 350, born), (350, 500, ticked)
        sheet.row(top, top + 20, *cells)
    found = sheet.read(**REGISTERING)
    assert found["vorname"].value is None
    assert found["familienname"].value == ("Muster" if name == "Zuname" else None)
    assert found["geburtsdatum"].value == "1988-03-29"
    assert [person["vorname"].value for person in found["personen"].items] == ["Mia", "Ben"]


def test_who_is_somebodys_child_is_not_the_applicant() -> None:
    """In a list of all who move, a first row that says "Kind" is not the applicant's: then it is unclear."""
    sheet = Sheet()
    heads = (
        (50, 160, "Familienname"),
        (160, 260, "Vorname"),
        (260, 350, "Geburtsdatum"),
        (350, 500, "Stellung"),
    )
    sheet.row(160, 180, *heads)
    for top, given, born in ((180, "Mia", "18.06.2016"), (200, "Ben", "07.01.2021")):
        cells = (50, 160, "Muster"), (160, 260, given), (260, 350, born), (350, 500, "Kind")
        sheet.row(top, top + 20, *cells)
    found = sheet.read(**REGISTERING)
    assert [found[name].state for name in ("familienname", "vorname", "geburtsdatum")] == [
        FieldState.UNCLEAR
    ] * 3
    assert [person["vorname"].value for person in found["personen"].items] == ["Mia", "Ben"]
