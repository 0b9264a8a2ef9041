"""Cards: a frame per person, with that person's labels in several columns and rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from tests.extractors.forms.test_people import fields_of, read
from tests.extractors.forms.test_tables import Sheet
from tests.extractors.typed import typed_page

ERIKA: Final = ("Mustermann", "Erika", "01.02.1980")
MAX: Final = ("Mustermann", "Max", "03.04.1978")
IDA: Final = ("Mustermann", "Ida", "05.06.2015")
SMALL: Final = 7.0


class Cards(Sheet):
    """A form with a card per person."""

    def card(self, top: float, head: str, person: tuple[str, str, str]) -> Cards:
        """Draw a card: a head, and under it labels with their answers below them."""
        family, given, born = person
        self.page.draw_rect((40, top, 550, top + 110), width=0.7)
        self.text(48, top + 12, head)
        for left, label, answer in ((48, "Familienname", family), (300, "Vorname", given)):
            self.text(left, top + 28, label, size=SMALL).text(left + 3, top + 44, answer)
        for left, label, answer in ((48, "Geburtsdatum", born), (300, "Wie sind Sie verwandt?", "gar nicht")):
            self.text(left, top + 62, label, size=SMALL).text(left + 3, top + 78, answer)
        self.text(48, top + 96, "Hat diese Person Haustiere?", size=SMALL).text(400, top + 96, "nein")
        return self

    def read_form(self, procedure: str) -> Mapping[str, FieldReading]:
        """Read the form as one of a procedure."""
        return self.read(**asked(procedure))


def asked(procedure: str) -> dict[str, FieldSpec]:
    """Return some of the fields of a procedure."""
    names = ("familienname", "vorname", "geburtsdatum", "personen")
    return {name: fields_of(procedure)[name] for name in names}


def given_names(fields: Mapping[str, FieldReading]) -> list[str | None]:
    """Return the given names of the persons listed."""
    return [person["vorname"].value for person in fields["personen"].items]


def test_the_first_card_is_the_applicants_where_no_name_is_asked_for_before() -> None:
    """The applicant was listed as a further person, and the own fields were left unclear."""
    cards = Cards()
    cards.text(40, 50, "Wer zieht ein?")
    cards.card(60, "Person 1 - anmeldende Person", ERIKA).card(180, "Person 2", MAX)
    fields = cards.card(300, "Person 3", IDA).read_form("wohnsitzanmeldung")
    assert [fields[name].value for name in ("familienname", "vorname")] == ["Mustermann", "Erika"]
    assert fields["geburtsdatum"].value == "1980-02-01"
    assert given_names(fields) == ["Max", "Ida"]


def test_cards_from_the_second_person_on_are_all_further_persons() -> None:
    """Under a heading that nobody knows, the first card was taken for the applicant's."""
    cards = Cards()
    cards.text(40, 50, "Familienname").text(150, 50, "Mustermann").text(300, 50, "Vorname")
    cards.text(400, 50, "Erika")
    cards.card(160, "Person 2", MAX).card(280, "Person 3", IDA)
    fields = cards.read_form("wohngeld-mietzuschuss")
    assert given_names(fields) == ["Max", "Ida"]
    assert [person["familienname"].value for person in fields["personen"].items] == ["Mustermann"] * 2
    assert fields["vorname"].value == "Erika"


def test_an_answer_in_a_card_takes_no_other_lines_along() -> None:
    """The whole card was taken for the cell of its first label."""
    fields = Cards().card(60, "Person 1", ERIKA).read_form("wohnsitzanmeldung")
    assert tuple(fields[name].raw for name in ("familienname", "vorname", "geburtsdatum")) == ERIKA


def test_a_part_of_an_address_is_never_taken_from_another_heading() -> None:
    """The town of the new home became that of the old one, whose own label goes on in a clause."""
    page = typed_page(
        "Neue Wohnung                       Bisherige Wohnung",
        "",
        "Straße, Hausnummer                 Straße, Hausnummer",
        "Musterweg 42                       Calle Ejemplo 7",
        "",
        "PLZ        Ort                     PLZ      Ort, bei Zuzug aus dem Ausland auch Staat",
        "60999      Beispielheim            28006    Madrid, Spanien",
    )
    fields = read(page, procedure="wohnsitzanmeldung")
    assert fields["neue_anschrift"].value == "Musterweg 42, 60999 Beispielheim"
    assert fields["bisherige_anschrift"].value == "Calle Ejemplo 7, 28006 Madrid, Spanien"
