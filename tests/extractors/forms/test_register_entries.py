"""Register entries: the number that stands where a court is looked for is no court."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from extractors.forms.answering.register_entry import COURT, NUMBER
from extractors.forms.generic import read_by_labels
from tests.extractors.typed import typed_page

BOTH = "Registergericht und Registernummer"
FIELDS = {
    COURT: FieldSpec(kind=FieldKind.TEXT, labels=("Registergericht", BOTH)),
    NUMBER: FieldSpec(kind=FieldKind.TEXT, labels=("Registernummer", BOTH)),
}


def entry(line: str) -> tuple[FieldReading, str | None]:
    """Return the court, and the value of the number, that are read of a line."""
    found = read_by_labels([typed_page(line)], FIELDS, {})
    return found[COURT], found[NUMBER].value


@pytest.mark.parametrize("asked", ["Registergericht", "Registergericht  unter Nr.", BOTH])
def test_a_number_is_no_court(asked: str) -> None:
    """The court was left out, or its label is all that OCR found of both."""
    court, number = entry(f"{asked}  HRB 12345")
    assert (court.value, court.state, number) == (None, FieldState.UNCLEAR, "HRB 12345")


def test_what_asks_for_the_number_is_no_court() -> None:
    """Nothing is written behind either of them."""
    court, number = entry("Registergericht  Nummer")
    assert (court.value, number) == (None, None)


def test_a_court_with_its_number_is_parted() -> None:
    """Both have a value of their own."""
    court, number = entry(f"{BOTH}  Amtsgericht Musterstadt, HRB 12345")
    assert (court.value, number) == ("Amtsgericht Musterstadt", "HRB 12345")
