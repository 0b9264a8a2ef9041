"""Text of a field to its value: strictly, by kind."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.values.normalise import chosen, clean, normalise

STATUS = {"angestellt": ("Angestellte(r)", "Angestellte/r"), "arbeiter": ("Arbeiter(in)",), "kind": ("Kind",)}


def value(kind: FieldKind, raw: str, **options: tuple[str, ...]) -> str | None:
    """Normalise a text as a field of this kind."""
    return normalise(FieldSpec(kind=kind, options=options), raw)


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (FieldKind.NAME, " Öztürk-Muster| ", "Öztürk-Muster"),
        (FieldKind.NAME, "O'Neill", "O'Neill"),
        (FieldKind.NAME, "Wird für Kinder Kindergeld gezahlt?", None),
        (FieldKind.NAME, "des Kreditinstituts", None),
        (FieldKind.NAME, "12345", None),
        (FieldKind.DATE, "12.03.1985", "1985-03-12"),
        (FieldKind.DATE, "0 1 0 8 2 0 1 9", "2019-08-01"),
        (FieldKind.DATE, "01.05.1990, Musterstadt, Deutschland", "1990-05-01"),
        (FieldKind.DATE, "01082019", None),
        (FieldKind.DATE, "1.8.19", "2019-08-01"),
        (FieldKind.DATE, "31.02.2026", None),
        (FieldKind.DATE, "01.05.1990 bis 02.06.1991", None),
        (FieldKind.PLACE, "01.05.1990, Musterstadt, Deutschland", "Musterstadt"),
        (FieldKind.PLACE_DATE, "Musterstadt, den 24.10.2026", "Musterstadt, 2026-10-24"),
        (FieldKind.PLACE_DATE, "24.10.2026", "2026-10-24"),
        (FieldKind.PLACE_DATE, "Musterstadt", None),
        (FieldKind.AMOUNT, "575,00 €", "575.00"),
        (FieldKind.AMOUNT, "1.332,96 monatlich", "1332.96"),
        (FieldKind.AMOUNT, "1.234 EUR", "1234.00"),
        (FieldKind.AMOUNT, "1234.-", "1234.00"),
        (FieldKind.AMOUNT, "500 oder 600", None),
        (FieldKind.AMOUNT, "viel", None),
        (FieldKind.NUMBER, "60 v.H.", "60"),
        (FieldKind.NUMBER, "60 oder 70", None),
        (FieldKind.YES_NO, "Ja", "ja"),
        (FieldKind.YES_NO, "keine", "nein"),
        (FieldKind.YES_NO, "ja nein", None),
        (FieldKind.IBAN, "IBAN: DE02 1203 0000 0000 2020 51", "DE02120300000000202051"),
        (FieldKind.IBAN, "DEO2 12O3 0000 0000 2020 51", "DE02120300000000202051"),
        (FieldKind.IBAN, "DES2 1203 0000 8343 5104 02", "DE82120300008343510402"),
        (FieldKind.IBAN, "DES2 1203 SS00 8343 5104 02", None),
        (FieldKind.IBAN, "DE02 1203 0000 0000 2020 52", None),
        (FieldKind.ACCOUNT, "1234567\n10020030", "1234567 10020030"),
        (FieldKind.ACCOUNT, "DE02 1203 0000 0000 2020 52", None),
        (FieldKind.ADDRESS, "12345 Musterstadt, Musterstraße 5 a", "Musterstraße 5 a, 12345 Musterstadt"),
        (FieldKind.ADDRESS, "Musterstraße 5 a. 12345 Musterstadt", "Musterstraße 5 a, 12345 Musterstadt"),
        (FieldKind.EMAIL, "Mail: erika@example.org", "erika@example.org"),
        (FieldKind.PHONE, "Tel. 0221 123456", "0221 123456"),
        (FieldKind.PLATE, "ka-ab 123", "KA-AB123"),
        (FieldKind.PLATE, "KA AB 123 E", "KA-AB123E"),
        (FieldKind.PLATE, "KA-AB 0123", None),
        (FieldKind.TAX_ID, "36 574 261 809", "36574261809"),
        (FieldKind.TAX_ID, "36 574 261 808", None),
        (FieldKind.TAX_ID, "12 345 678 901", None),
        (FieldKind.TAX_ID, "12 345", None),
        (FieldKind.MONTH, "August 2026", "2026-08"),
        (FieldKind.PERIOD, "01.08.2026 - 31.08.2026", "2026-08-01/2026-08-31"),
        (FieldKind.PERIOD, "31.08.2026 - 01.08.2026", None),
        (FieldKind.WORD, "Deutsch", "deutsch"),
        (FieldKind.PHONE, "Am Anger 14 b 1 2 3 4 5 Musterhausen", None),
        (FieldKind.PHONE, "Am Anger 3, 12345 Musterhausen", None),
        (FieldKind.PHONE, "0170 555 0993 (abends)", "0170 555 0993"),
        (FieldKind.PHONE, "0170 555 0993 Max.Mustermann@post.example", "0170 555 0993"),
        (FieldKind.TEXT, "---", None),
        (FieldKind.TEXT, "DE02 1203 0000 0000 2020 51", None),
        (FieldKind.SIGNATURE, "Erika Musterfrau", "ja"),
        (FieldKind.PERSONS, "Max", None),
    ],
)
def test_values_by_kind(kind: FieldKind, raw: str, expected: str | None) -> None:
    """What is clearly a value is normalised; everything else is none."""
    assert value(kind, raw) == expected


def test_choices_are_known_by_their_words() -> None:
    """Spelling, case and brackets don't matter; two options at once are none."""
    assert chosen(STATUS, "ANGESTELLTE/R") == "angestellt"
    assert chosen(STATUS, "Kind") == "kind"
    assert chosen(STATUS, "Angestellte(r) Arbeiter(in)") is None
    assert chosen(STATUS, "Kind, Schülerin in der vierten Klasse einer Schule") is None


def test_another_word_than_the_commonest_is_an_answer() -> None:
    """Of nationalities only the commonest is an option."""
    assert value(FieldKind.WORD, "Deutsche", deutsch=("deutsch", "Deutsche")) == "deutsch"
    assert value(FieldKind.WORD, "Ghanaisch", deutsch=("deutsch", "Deutsche")) == "ghanaisch"


def test_a_word_that_is_none_of_several_options_is_no_answer() -> None:
    """The given names from the row over it were taken for the sex."""
    options = {"weiblich": ("weiblich", "w"), "männlich": ("männlich", "m")}
    assert value(FieldKind.WORD, "W", **options) == "weiblich"
    assert value(FieldKind.WORD, "Mia Erika", **options) is None


def test_edges_left_by_rules_are_cleaned() -> None:
    """Underlines and cell borders are no part of the answer."""
    assert clean("| Max_\n____\n") == "Max"


@given(st.sampled_from(list(FieldKind)), st.text(max_size=60))
def test_no_text_breaks_normalising(kind: FieldKind, raw: str) -> None:
    """Whatever OCR reads, the answer is a value or none; empty text is never a value."""
    found = value(kind, raw)
    assert found is None or found.strip()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2030, 1, 1)))
def test_german_dates_survive(day: date) -> None:
    """A date as people write it comes back as ISO 8601."""
    written = f"{day:%d.%m.%Y}"
    found = value(FieldKind.DATE, written)
    assert found == day.isoformat()
