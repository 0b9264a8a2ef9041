"""Each kind of value: however it is written it is the same value, and garbage is never one."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.de import idnr
from stdnum.iso7064 import mod_11_10

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource
from contracts.records import Box
from extractors.forms.parts.readings import Written, value_of
from extractors.forms.values.complaints import BOTH, OLD_ACCOUNT, complaint
from extractors.forms.values.normalise import normalise

BOX = Box(100, 100, 200, 112)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
NEED_DIGITS = sorted(
    {
        FieldKind.DATE,
        FieldKind.MONTH,
        FieldKind.PERIOD,
        FieldKind.AMOUNT,
        FieldKind.NUMBER,
        FieldKind.IBAN,
        FieldKind.ACCOUNT,
        FieldKind.TAX_ID,
        FieldKind.PLATE,
        FieldKind.PHONE,
        FieldKind.ADDRESS,
    }
)
BIRTHDAY = FieldSpec(kind=FieldKind.DATE, labels=("Geburtsdatum", "geboren am"))


def value(kind: FieldKind, raw: str) -> str | None:
    """Normalise a text as a field of this kind."""
    return normalise(FieldSpec(kind=kind), raw)


def read(spec: FieldSpec, raw: str, source: TextSource, *, cells: bool = False) -> FieldReading:
    """Return the reading of a text that stands in one place."""
    confidence = 0.9 if source is TextSource.OCR else 1.0
    return value_of(spec, raw, [Written(raw, BOX, 0, confidence, source, cells)])


@given(DAYS)
def test_a_day_is_the_same_however_it_is_written(day: date) -> None:
    """Points, month names, ISO, and the cells of combs give one day."""
    month = GERMAN_MONTHS[day.month - 1]
    cells = " ".join(f"{day:%d%m%Y}")
    for text in (
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}. {month} {day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%d %m %Y}",
        cells,
    ):
        assert value(FieldKind.DATE, text) == day.isoformat()


@given(DAYS)
def test_eight_digits_are_a_day_only_in_eight_cells(day: date) -> None:
    """Glued digits are no date; the same digits, spread over the cells of a scanned comb, are."""
    glued, dates = f"{day:%d%m%Y}", FieldSpec(kind=FieldKind.DATE)
    assert read(dates, glued, TextSource.TEXT).state is FieldState.INVALID
    assert read(dates, glued, TextSource.OCR).state is FieldState.UNCLEAR
    assert read(dates, glued, TextSource.OCR, cells=True).value == day.isoformat()


@pytest.mark.parametrize("raw", ["2ı1 o 6 1990", "21 06 1990", "2 1 0 6 1990", "2[1 0|6 19!90"])
def test_teeth_of_combs_are_no_digits(raw: str) -> None:
    """What OCR makes of the teeth between cells goes, if eight digits remain that are a day."""
    assert read(FieldSpec(kind=FieldKind.DATE), raw, TextSource.OCR).value == "1990-06-21"


@pytest.mark.parametrize("raw", ["2ı1 o 6 199", "1 1 % 2 1 % 1998", "2ı1 ı6 1990"])
def test_a_comb_that_lost_a_digit_is_unclear(raw: str) -> None:
    """With a digit too few, or an impossible month, the day is for a person to read."""
    found = read(FieldSpec(kind=FieldKind.DATE), raw, TextSource.OCR)
    assert (found.state, found.value) == (FieldState.UNCLEAR, None)


@pytest.mark.parametrize(
    ("raw", "born"), [("3.8.62", "1962-08-03"), ("3.8.12", None), ("3.8.35", "1935-08-03"), ("3.8.00", None)]
)
def test_the_century_of_a_birthday_is_not_guessed(raw: str, born: str | None) -> None:
    """Somebody born "12" may be a child or very old; somebody born "62" can only be one of them."""
    assert normalise(BIRTHDAY, raw) == born
    assert born is not None or "Jahrhundert" in complaint(BIRTHDAY, raw)


@given(st.decimals(min_value=0, max_value=10**7, places=2))
def test_an_amount_is_the_same_however_it_is_written(amount: Decimal) -> None:
    """With and without points, currency and cents."""
    german = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    for text in (german, german.replace(".", ""), f"{german} €", f"EUR {german}", f"{german} Euro monatlich"):
        assert value(FieldKind.AMOUNT, text) == f"{amount:.2f}"
    if amount == amount.to_integral_value():
        whole = german.removesuffix(",00")
        for text in (whole, f"{whole} EUR", f"{whole},-", f"{whole}.-", f"{whole},--"):
            assert value(FieldKind.AMOUNT, text) == f"{amount:.2f}"


@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_an_iban_is_the_same_however_it_is_spaced(number: str) -> None:
    """Blanks and lower case don't matter; one wrong digit does."""
    right = f"DE{iban.calc_check_digits('DE00' + number)}{number}"
    spaced = " ".join(right[at : at + 4] for at in range(0, 22, 4))
    for kind in (FieldKind.IBAN, FieldKind.ACCOUNT):
        for text in (right, spaced, f"IBAN: {spaced}", right.lower(), " ".join(right)):
            assert value(kind, text) == right
        assert value(kind, right[:-1] + str((int(right[-1]) + 1) % 10)) is None


@given(st.permutations(string.digits), st.integers(1, 8))
def test_a_tax_id_has_a_check_digit(digits: list[str], twice: int) -> None:
    """Eleven digits, one of the first ten twice and another left out, with the right last one."""
    start = "".join([*digits[:9], digits[twice]])
    right = start + mod_11_10.calc_check_digit(start)
    assume(idnr.is_valid(right))
    for text in (right, f"{right[:2]} {right[2:5]} {right[5:8]} {right[8:]}", "/".join(right)):
        assert value(FieldKind.TAX_ID, text) == right
    for wrong in set(string.digits) - {right[-1]}:
        assert value(FieldKind.TAX_ID, right[:-1] + wrong) is None


@given(st.sampled_from(NEED_DIGITS), st.text(alphabet=string.ascii_letters + " äöü.,-/()", max_size=40))
def test_words_are_never_a_number(kind: FieldKind, text: str) -> None:
    """Where a value has digits, a text without any is none."""
    assert value(kind, text) is None


@given(
    st.sampled_from([FieldKind.DATE, FieldKind.IBAN, FieldKind.TAX_ID, FieldKind.EMAIL, FieldKind.ADDRESS]),
    st.from_regex(r"[0-9]{1,10}", fullmatch=True),
)
def test_plain_digits_are_no_value_of_a_strict_kind(kind: FieldKind, digits: str) -> None:
    """A number alone is no day, no account, no tax number, no address."""
    assert value(kind, digits) is None


@pytest.mark.parametrize(
    ("kind", "raw", "said"),
    [
        (FieldKind.DATE, "31.02.2026", "Diesen Tag gibt es nicht."),
        (FieldKind.DATE, "01.02.2026 oder 02.02.2026", "Hier stehen zwei verschiedene Daten."),
        (FieldKind.DATE, "01022026", "Ziffern ohne Punkte sind kein eindeutiges Datum."),
        (FieldKind.DATE, "morgen", "Das ist kein vollständiges Datum (TT.MM.JJJJ)."),
        (FieldKind.ACCOUNT, "DE02 1203 0000 0000 2020 52", "Die Prüfziffer der IBAN stimmt nicht."),
        (FieldKind.IBAN, "DE02 1203 0000 0000 2020 5", "Eine deutsche IBAN hat 22 Stellen, hier sind es 21."),
        (FieldKind.IBAN, "Sparkasse", "Das ist keine IBAN."),
        (FieldKind.TAX_ID, "36 574 261 808", "Die Prüfziffer der Steuer-Identifikationsnummer stimmt nicht."),
        (FieldKind.TAX_ID, "123", "Eine Steuer-Identifikationsnummer hat 11 Ziffern, hier sind es 3."),
        (FieldKind.TAX_ID, "unbekannt", "Das ist keine Steuer-Identifikationsnummer (elf Ziffern)."),
        (FieldKind.YES_NO, "ja nein", BOTH),
        (FieldKind.EMAIL, "erika@example", "Hinter dem @ fehlt der vollständige Name des Anbieters."),
        (FieldKind.EMAIL, "habe keine", "Das ist keine E-Mail-Adresse."),
    ],
)
def test_what_is_wrong_is_said_in_plain_german(kind: FieldKind, raw: str, said: str) -> None:
    """A typed value that contradicts itself is invalid, and a person reads why."""
    assert complaint(FieldSpec(kind=kind), raw) == said
    found = read(FieldSpec(kind=kind), raw, TextSource.WIDGET)
    assert found.value is None
    assert found.note == said


def test_an_old_account_is_a_value_with_a_hint() -> None:
    """Account number and bank code instead of an IBAN are kept, and pointed out."""
    found = read(FieldSpec(kind=FieldKind.ACCOUNT), "1234567 10020030", TextSource.WIDGET)
    assert (found.value, found.state, found.note) == ("1234567 10020030", FieldState.FILLED, OLD_ACCOUNT)
