"""Facts in tables, letters and cards whose labels count, caption or repeat."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.catalogue import load_catalogue
from contracts.findings import FieldReading
from contracts.reading import PageText
from extractors.facts.fact_reader import read_facts
from tests.extractors.typed import typed_page

TODAY = date(2026, 11, 22)
DOUBTED = 0.8
"""Below this confidence checks do not believe a fact."""
TYPES = load_catalogue().document_types


def read(type_id: str, page: PageText) -> dict[str, FieldReading]:
    """Return the facts of a page."""
    return read_facts(type_id, TYPES[type_id].facts, [page], today=TODAY)


def value(type_id: str, fact: str, *lines: str) -> str | None:
    """Return one fact of a page with these lines."""
    reading = read(type_id, typed_page(*lines)).get(fact)
    return reading.value if reading else None


@pytest.mark.parametrize(
    "lines",
    [
        ["Vornamen:  Erika Maria (Rufname: Erika)", "Doktorgrad:  -"],
        ["[a] Vornamen", "[a] Erika Maria"],
    ],
)
def test_what_is_noted_at_a_name_is_no_part_of_it(lines: list[str]) -> None:
    """Neither the usual name in brackets, nor the letter that counts it, nor the label of the next line."""
    assert value("meldebescheinigung", "vorname", *lines) == "Erika Maria"


def test_a_label_counted_in_three_numbers() -> None:
    """Registration certificates count their labels: C.1.1, C.1.3."""
    lines = ["C.1.1 Name oder Firmenname", "MUSTERMANN", "C.1.2 Vorname(n)", "ERIKA"]
    assert value("zulassungsbescheinigung", "familienname", *lines) == "MUSTERMANN"


def test_relatives_come_behind_the_person() -> None:
    """A relative's day of birth is not the person's, though its label may be the more usual one."""
    lines = ["Tag und Ort der Geburt  11.12.1979, Musterstadt", "", "Ehegatte", "Geburtsdatum  24.06.1976"]
    assert value("meldebescheinigung", "geburtsdatum", *lines) == "1979-12-11"


def test_a_decision_names_the_period_before_it_too() -> None:
    """The period that a decision grants counts, not the one before."""
    lines = [
        "Wir bewilligen Leistungen für die Zeit vom 01.09.2026 bis 28.02.2027.",
        "Der Bescheid für den vorhergehenden Bewilligungszeitraum (01.03.2026 bis 31.08.2026) bleibt.",
    ]
    assert value("leistungsbescheid", "zeitraum", *lines) == "2026-09-01/2027-02-28"


def test_a_register_is_printed_later_than_its_last_entry() -> None:
    """The day of issue is that of the print."""
    lines = ["Tag der letzten Eintragung:  22.04.2024", "Dieser Ausdruck wurde am 03.11.2026 erstellt."]
    assert value("handelsregisterauszug", "ausstellungsdatum", *lines) == "2026-11-03"


@pytest.mark.parametrize(
    ("type_id", "lines"),
    [
        ("nebenkostenabrechnung", ["Abrechnungszeitraum  01.07.2026  30.09.2026"]),
        ("krankenkassenbescheinigung", ["Zeitraum                Betrag", "01.07.2026  30.09.2026  13,00"]),
        ("krankenkassenbescheinigung", ["von         bis         Beitrag", "01.07.2026  30.09.2026  13,00"]),
        ("verdienstbescheinigung", ["für den Zeitraum vom 1. Juli bis 30. September 2026"]),
        (
            "verdienstbescheinigung",
            ["Juli 2026  1,00", "August 2026  1,00", "September 2026  1,00", "Zulage im November 2026"],
        ),
    ],
)
def test_periods_of_tables(type_id: str, lines: list[str]) -> None:
    """The two days may stand in columns; months that a sentence tells of do not belong to the table."""
    assert value(type_id, "zeitraum", *lines) == "2026-07-01/2026-09-30"


def test_an_agreement_begins_with_the_first_day_of_its_period() -> None:
    """A lease for a limited time tells both days in one sentence."""
    line = "Der Vertrag wird vom 15. Oktober 2026 bis zum 31. März 2028 fest geschlossen."
    assert value("mietvertrag", "beginn", line) == "2026-10-15"


def test_revisions_are_no_day_of_issue() -> None:
    """The head of a table of revisions does not name the day of a drawing."""
    lines = ["Datum", "31.08.2026", "21.09.2026", "", "", "Musterstadt, 24.09.2026"]
    assert value("bauzeichnung", "ausstellungsdatum", *lines) == "2026-09-24"


@pytest.mark.parametrize(
    ("type_id", "fact", "line", "told"),
    [
        ("mietvertrag", "miete", "Die Miete beträgt pauschal 395,00 € im Monat.", "395.00"),
        ("rechnung", "iban", "Bank · IBAN DE02 1203 0000 0000 2020 51 · BIC X", "DE02120300000000202051"),
        ("rechnung", "iban", "Bank · IBAN DE02 1203 0000 0000 2020 52 · BIC X", None),
        ("handelsregisterauszug", "registernummer", "Amtsgericht Musterstadt HRA 1234", "HRA 1234"),
        ("lageplan", "gemarkung", "Musterweg 3, Gemarkung Bad Muster, Flur 2, Flst.-Nr. 33/2", "Bad Muster"),
        ("lageplan", "flur", "Musterweg 3, Gemarkung Bad Muster, Flur 2, Flst.-Nr. 33/2", "2"),
        ("baubeschreibung", "flur", "Neue Wand zwischen Bad und Flur 12,5 m² in Trockenbau", None),
        ("lageplan", "flurstueck", "Musterweg 3, Gemarkung Bad Muster, Flur 2, Flst.-Nr. 33/2", "33/2"),
    ],
)
def test_facts_in_running_text(type_id: str, fact: str, line: str, told: str | None) -> None:
    """Sentences and footers name facts by words of their own; an IBAN must have the right check digits."""
    assert value(type_id, fact, line) == told


def test_the_only_address_of_a_card() -> None:
    """Where a scan lost its label, the only address is taken with doubt; of two none is."""
    lines = ["12345 MUSTERSTADT", "MUSTERSTRASSE 14A"]
    reading = read("ausweis", typed_page(*lines))["anschrift"]
    assert reading.value == "MUSTERSTRASSE 14A, 12345 MUSTERSTADT"
    assert reading.confidence < DOUBTED
    assert value("ausweis", "anschrift", *lines, "", "", "54321 BEISPIELDORF", "AM WEG 2") is None


def test_cells_of_a_table_are_no_plate() -> None:
    """A plate with its hyphen outweighs letters and a number that stand beside each other."""
    assert value("zulassungsbescheinigung", "kennzeichen", "B  J G 2  4", "", "MM-XT 9E") == "MM-XT9E"


def test_a_decision_tells_whom_it_is_for_and_what_it_finds() -> None:
    """The person greeted has her given names in the address; the degree may stand on a line of its own."""
    lines = [
        *("Frau", "Erika Maria Mustermann", "Musterweg 3", "12345 Musterstadt", "", ""),
        *(
            "Sehr geehrte Frau Mustermann,",
            "auf Ihren Antrag wird Ihr Grad der Behinderung (GdB) ab 30.05.2026",
        ),
        *("mit", "50", "festgestellt. Der Bescheid vom 10.02.2022 (GdB 30) wird aufgehoben."),
    ]
    facts = read("schwerbehindertenausweis", typed_page(*lines))
    found = {name: each.value for name, each in facts.items() if name != "gueltig_bis"}
    assert found == {
        "familienname": "Mustermann",
        "vorname": "Erika Maria",
        "grad_der_behinderung": "50",
    }
    assert all(each.confidence < DOUBTED for each in facts.values())


def test_a_child_with_a_birthday_is_no_town_with_a_day() -> None:
    """A letter's own day at its head is newer than the days of birth that it tells."""
    lines = ["Familienkasse Musterstadt", "21. April 2026", "", "Wir zahlen Kindergeld für:"]
    told = value("kindergeldnachweis", "ausstellungsdatum", *lines, "Max Mustermann, 02.05.2021")
    assert told == "2026-04-21"
