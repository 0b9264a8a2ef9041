"""What stands close to a label and is no answer: the next label, how it goes on, sentences, numbers."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.records import Box
from extractors.forms.values.normalise import normalise
from tests.extractors.forms import test_people as people
from tests.extractors.forms.test_unseen import ink, read, words
from tests.extractors.typed import typed_page

EMAIL = FieldSpec(kind=FieldKind.EMAIL, labels=("E-Mail",))
PHONE = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon",))
NUMBER = FieldSpec(kind=FieldKind.TEXT, labels=("Wohngeldnummer",))
COURT = FieldSpec(kind=FieldKind.TEXT, labels=("Registergericht", "Amtsgericht"))
ADDRESS = FieldSpec(kind=FieldKind.ADDRESS, labels=("Anschrift",))


def test_the_label_in_the_next_row_is_no_answer() -> None:
    """The applicant gave no e-mail address, and was asked what "Krankenversicherungsnummer" means."""
    page = words(("E-Mail", 54, 101, 80, 108), ("Krankenversicherungsnummer", 54, 131, 150, 138))
    rows = ink(Box(50, 98, 300, 128), Box(50, 128, 300, 158))
    assert read(page, rows, email=EMAIL)["email"].state is FieldState.EMPTY


@pytest.mark.parametrize("print_below", ["Bitte stellen Sie den", "Bitte beachten Sie die Hinweise"])
def test_a_sentence_is_no_answer(print_below: str) -> None:
    """The beginning of a hint beside the form was taken for the number of a case."""
    found = read(typed_page("Wohngeldnummer", print_below), number=NUMBER)["number"]
    assert (found.state, found.value) == (FieldState.EMPTY, None)


def test_words_without_digits_are_no_telephone_number_that_was_overlooked() -> None:
    """An optional field left blank over the next heading was doubtful on every form that had both."""
    found = read(typed_page("Telefon", "Angaben zum Fahrzeug"), phone=PHONE)["phone"]
    assert found.state is FieldState.EMPTY


def test_a_label_may_have_a_second_name_behind_a_stroke() -> None:
    """The court of a business that is in no register was "/ Ort des Registereintrags"."""
    page = typed_page("Registergericht / Ort des Registereintrags", "", "")
    assert read(page, registergericht=COURT)["registergericht"].value is None


@pytest.mark.parametrize("line", ["Registergericht   Amtsgericht Musterstadt", "Amtsgericht  Musterstadt"])
def test_a_court_keeps_what_kind_of_court_it_is(line: str) -> None:
    """The word "Amtsgericht" was taken for a label only, and the court was a town."""
    assert read(typed_page(line), registergericht=COURT)["registergericht"].value == "Amtsgericht Musterstadt"


def test_the_number_of_a_register_stands_behind_its_court() -> None:
    """Its label is only "Nr.", which says nothing by itself."""
    page = typed_page("Registergericht  Amtsgericht Musterstadt      Nr.  HRB 34108")
    found = people.read(page, procedure="gewerbeanmeldung")
    assert (found["registergericht"].value, found["registernummer"].value) == (
        "Amtsgericht Musterstadt",
        "HRB 34108",
    )


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Musterweg 5 ½, 12345 Musterstadt", "Musterweg 5 ½, 12345 Musterstadt"),
        ("Musterweg 5 1/2, 12345 Musterstadt", "Musterweg 5 1/2, 12345 Musterstadt"),
        ("Musterweg 12 a-c, 12345 Musterstadt", "Musterweg 12 a-c, 12345 Musterstadt"),
        ("12 rue du Moulin, 67000 Strasbourg", "12 rue du Moulin, 67000 Strasbourg"),
        ("Musterweg 5 %, 12345 Musterstadt", None),
    ],
)
def test_all_of_a_house_number_is_kept(raw: str, value: str | None) -> None:
    """Half a house number was cut off, and a sign that OCR made of it as well."""
    assert normalise(ADDRESS, raw) == value


def test_a_telephone_has_older_names() -> None:
    """Forms of small municipalities ask for the "Fernruf"."""
    page = typed_page("Fernruf        06341 55 28 19")
    assert people.read(page, procedure="gewerbeanmeldung")["telefon"].value == "06341 55 28 19"


def test_what_is_chargeable_is_not_what_a_building_costs() -> None:
    """The chargeable value of a building stands left of its costs on forms of one state."""
    page = typed_page(
        "Anrechenbarer Bauwert in Euro       Herstellungskosten", "196.400     " + " " * 24 + "385.000"
    )
    assert people.read(page, procedure="bauantrag-vereinfacht")["baukosten"].value == "385000.00"


def test_benefits_are_asked_for_by_their_names() -> None:
    """A question that lists benefits names no field; what it lists does."""
    page = typed_page(
        "Erhält oder beantragte jemand Bürgergeld, Sozialhilfe,      ☐ ja   ☒ nein",
        "Grundsicherung oder Leistungen nach dem AsylbLG?",
    )
    assert people.read(page)["sozialleistungen"].value == "nein"


def test_a_list_of_all_zones_is_no_answer() -> None:
    """The form asks in a sentence, and lists further down which zones there are."""
    page = typed_page(
        "Ich beantrage die Verlängerung",
        "eines Bewohnerparkausweises für die Parkzone   C 4",
        "",
        "",
        "Zone       Bezeichnung",
        "A 1        Altmarkt",
        "B 1        Bahnhof",
    )
    assert people.read(page, procedure="bewohnerparkausweis")["parkzone"].value == "C 4"
