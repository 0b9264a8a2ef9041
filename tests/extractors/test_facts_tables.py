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
