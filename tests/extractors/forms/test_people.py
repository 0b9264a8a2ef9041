"""Whose answer it is: another person's name, birthday or address never becomes the applicant's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from contracts.catalogue import load_catalogue
from contracts.fields import FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText
from extractors.forms.generic import read_by_labels
from extractors.forms.parts.readings import EMPTY, UNFOUND, settled
from tests.extractors.typed import typed_page

CATALOGUE: Final = load_catalogue()
DAY: Final = date(2026, 11, 2)

ASKED_DIFFERENTLY: Final = (
    "Ich bitte um einen Zuschuss",
    "",
    "Nachname                      Mustermann",
    "",
    "Vorname                       Max",
    "",
    "Wie alt sind Sie?             12.02.1973",
    "",
)
"""An applicant whose birthday and work are asked for in words that no contract knows."""


def fields_of(procedure: str) -> Mapping[str, FieldSpec]:
    """Return the fields that a procedure's contract asks for."""
    return CATALOGUE.procedure(procedure, DAY).form.fields


def read(*pages: PageText, procedure: str = "wohngeld-mietzuschuss") -> dict[str, FieldReading]:
    """Read pages of a form that no variant knows."""
    return read_by_labels(pages, fields_of(procedure), {})


def household(*, heading: str) -> PageText:
    """Return a page with a table of two other persons."""
    return typed_page(
        heading,
        "",
        "Vorname        Nachname       Geburtstag     Einkommen?     Beschäftigung",
        "",
        "Erika          Mustermann     10.02.1960     ja             Rentnerin",
        "",
        "Ida            Mustermann     07.07.2020     nein           ohne Erwerb",
        index=1,
    )


def test_the_first_row_of_a_table_of_others_is_not_the_applicant() -> None:
    """A label that is only known from a table of others leaves the applicant's field unclear."""
    for heading in ("Mit wem wohnen Sie zusammen?", "Weitere Personen im Haushalt"):
        fields = read(typed_page(*ASKED_DIFFERENTLY), household(heading=heading))
        assert (fields["vorname"].value, fields["familienname"].value) == ("Max", "Mustermann")
        assert fields["geburtsdatum"].state is FieldState.UNCLEAR
        assert fields["verhaeltnis"].state is FieldState.UNCLEAR
        people = fields["personen"].items
        assert [person["vorname"].value for person in people] == ["Erika", "Ida"]


def test_a_name_that_cannot_be_read_is_not_taken_from_the_table() -> None:
    """OCR that spoils one label of the applicant leaves it unclear."""
    spoiled = (line.replace("Vorname", "Vormamei(") for line in ASKED_DIFFERENTLY)
    fields = read(typed_page(*spoiled), household(heading="Weitere Personen im Haushalt"))
    assert fields["vorname"].state is FieldState.UNCLEAR
    assert len(fields["personen"].items) == 2


def test_the_applicants_own_fields_may_stand_side_by_side() -> None:
    """A row of name and birthday is the applicant's where nobody was asked before."""
    fields = read(
        typed_page(
            "Antragstellende Person",
            "",
            "Familienname   Vorname        Geburtsdatum",
            "Mustermann     Max            12.02.1973",
        ),
        household(heading="Weitere Personen im Haushalt"),
    )
    assert (fields["vorname"].value, fields["geburtsdatum"].value) == ("Max", "1973-02-12")
    assert len(fields["personen"].items) == 2


def test_the_landlords_address_is_not_the_applicants() -> None:
    """A label that goes on with whom it means is not the applicant's: "Anschrift von Vermieterin ..."."""
    fields = read(
        typed_page(
            *ASKED_DIFFERENTLY,
            "Ihr Daheim ist zurzeit                      Goethestr. 118, 98765 Beispielburg",
            "",
            "Anschrift von Vermieterin oder Vermieter    Bahnhofstr. 16, 12347 Musterstadt",
            by_ocr=True,
        )
    )
    assert fields["anschrift"].state is FieldState.UNCLEAR


def test_a_label_may_stand_behind_a_question() -> None:
    """Forms in plain language ask first, and name the part behind the question."""
    fields = read(typed_page("Wo wohnen Sie? Adresse    Goethestraße 118, 98765 Beispielburg"))
    assert fields["anschrift"].value == "Goethestraße 118, 98765 Beispielburg"
    fields = read(typed_page("Wem zahlen Sie Miete? (Name)    Gisela Vermieterin"))
    assert fields["familienname"].state is FieldState.UNCLEAR


def test_an_address_never_gets_the_house_number_of_another() -> None:
    """A house number that OCR lost leaves the address unclear; the next address keeps its own."""
    fields = read(
        typed_page(
            "Neue Wohnung",
            "",
            "Straße                   Haus-Nr.      PLZ         Ort",
            "Am Probehang                           35999       Probstadt",
            "",
            "Bisherige Wohnung",
            "",
            "Straße                   Haus-Nr.      PLZ         Ort",
            "Musterweg                42            60999       Beispielheim",
            by_ocr=True,
        ),
        procedure="wohnsitzanmeldung",
    )
    assert fields["neue_anschrift"].state is FieldState.UNCLEAR
    assert fields["bisherige_anschrift"].value == "Musterweg 42, 60999 Beispielheim"


def test_two_addresses_from_one_place_are_both_unclear() -> None:
    """What two fields claim is sure for neither."""
    fields = read(
        typed_page("Neue Anschrift / Bisherige Anschrift    Musterweg 42, 60999 Beispielheim"),
        procedure="wohnsitzanmeldung",
    )
    assert fields["neue_anschrift"].state is FieldState.UNCLEAR
    assert fields["bisherige_anschrift"].state is FieldState.UNCLEAR


def test_what_depends_on_an_unclear_answer_is_unclear() -> None:
    """Whether a person has income could not be read: then no occupation is not "none"."""
    columns = fields_of("wohngeld-mietzuschuss")["personen"].columns
    person = settled({"einkommen": UNFOUND, "verhaeltnis": EMPTY}, columns)
    assert person["verhaeltnis"].state is FieldState.UNCLEAR
