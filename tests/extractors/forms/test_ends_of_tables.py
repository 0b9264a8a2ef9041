"""Where a list of persons ends: at labels that no list of persons asks for."""

from __future__ import annotations

from tests.extractors.forms.test_tables import BORN, GIVEN, NAME, PEOPLE, Sheet

OWN = {"familienname": NAME, "vorname": GIVEN, "geburtsdatum": BORN}
STREET = NAME.model_copy(update={"labels": ("Straße",)})


def test_fields_side_by_side_under_the_applicants_are_nobody() -> None:
    """The street under the applicant's given name was a person's, and all others got the next one's name."""
    sheet = Sheet()
    sheet.row(60, 84, (40, 500, "Familienname\nMuster"))
    sheet.row(84, 108, (40, 300, "Vorname\nErika"), (300, 430, "Geburtsdatum\n12.08.1964"))
    sheet.row(108, 132, (40, 300, "Straße\nBeispielweg"), (300, 400, "Hausnummer\n38 b"))
    sheet.text(403, 118, "Lage der Wohnung").text(403, 128, "12. OG rechts")
    sheet.text(40, 200, "Mitziehende", size=12)
    heads = ((40, 200, "Familienname"), (200, 320, "Vorname"), (320, 450, "Geburtsdatum"))
    sheet.row(210, 228, *heads)
    sheet.row(228, 246, (40, 200, "Muster"), (200, 320, "Ida"), (320, 450, "28.06.2015"))
    sheet.row(246, 264, (40, 200, "Muster"), (200, 320, "Max"), (320, 450, "30.01.2017"))
    people = sheet.read(**OWN, strasse=STREET, personen=PEOPLE)["personen"].items
    assert [person["vorname"].value for person in people] == ["Ida", "Max"]
