"""Values as people write them come out in one form; whatever is not clearly a value comes out as None."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban

from contracts.dates import MONTHS
from contracts.values import (
    find_dates,
    find_months,
    fold,
    full_address,
    parse_address,
    parse_amount,
    parse_date,
    parse_iban,
    parse_month,
    parse_plate,
    parse_tax_id,
    split_address,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WRITTEN = ["{0:%d.%m.%Y}", "{0.day}.{0.month}.{0.year}", "{0:%d. %m. %Y}", "{0:%Y-%m-%d}", "{0:%d/%m/%Y}"]


@given(DAYS, st.sampled_from([*WRITTEN, "{0:%d %m %Y}", "den {0:%d.%m.%Y}", "Montag, {0:%d.%m.%Y}."]))
def test_a_date_is_read_as_it_was_written(day: date, form: str) -> None:
    """Every usual way to write a day is understood as that day."""
    assert parse_date(form.format(day)) == day


@given(DAYS)
def test_days_of_international_extracts_are_understood(day: date) -> None:
    """Multilingual extracts of birth registers say Jo, Mo and An before day, month and year."""
    (found,) = find_dates(f"Geburtstag und -ort {day:Jo %d  Mo %m  An %Y}  Musterstadt")
    assert found.value == day
    assert find_dates("Jo = Tag / Jour, Mo = Monat / Mois, An = Jahr 2026") == []


@given(
    DAYS,
    st.sampled_from(sorted(MONTHS)),
    st.sampled_from(["{}. {} {}", "{} {} {}", "{}.{} {}", "{:02}. {}. {}"]),
)
def test_month_names_are_understood(day: date, name: str, form: str) -> None:
    """Names of months and their short forms stand for their number, in any case."""
    day = day.replace(day=min(day.day, 28), month=MONTHS[name])
    for written in (name, name.title(), name.upper()):
        assert parse_date(form.format(day.day, written, day.year)) == day


@given(DAYS, st.text(alphabet="abc äÖ,;:()\n", max_size=9), st.text(alphabet="abc äÖ,;:()\n", max_size=9))
def test_dates_are_found_where_they_stand(day: date, before: str, behind: str) -> None:
    """A found date's range of characters is exactly what was written."""
    text = f"{before}{day:%d.%m.%Y}{behind}"
    (found,) = find_dates(text)
    assert found.value == day
    assert text[found.start : found.end] == f"{day:%d.%m.%Y}"


@given(DAYS, st.text(alphabet="0123456789", min_size=1, max_size=4))
def test_glued_digits_are_never_a_date(day: date, digits: str) -> None:
    """Digits that touch a date make it unclear: nothing is cut out of a longer number."""
    assert find_dates(f"{digits}{day:%d.%m.%Y}") == []
    assert find_dates(f"{day:%d.%m.%Y}{digits}") == []
    assert find_dates(f"{day:%d%m%Y}") == []
    assert find_dates(f"{digits}.{day:%d.%m.%Y}") == []


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    """Every parser answers every text, and what it accepts it accepts again."""
    for found in find_dates(text):
        assert 1900 <= found.value.year <= 2100
    assert [found.value for found in find_months(text)] == [found.value for found in find_months(text)]
    parse_date(text)
    parse_month(text)
    parse_amount(text)
    parse_iban(text)
    parse_plate(text)
    parse_tax_id(text)
    parse_address(text)


@pytest.mark.parametrize(
    "text",
    ["31.02.2026", "29.02.2023", "00.01.2026", "01.13.2026", "03082026", "03.08.1234", "", "am Montag",
     "03.08.2026 und 04.08.2026", "12.34", "03-08/2026", "geboren 03.08.2026"],
)  # fmt: skip
def test_no_date_is_guessed(text: str) -> None:
    """Impossible days, glued digits and texts that are more than a date are no date."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "up_to", "year"), [("03.08.26", 2049, 2026), ("03.08.62", 2049, 1962), ("03.08.35", 2026, 1935),
                                ("3. Aug. 26", 2026, 2026), ("3. August 27", 2026, 1927)],
)  # fmt: skip
def test_two_digits_mean_the_last_possible_year(text: str, up_to: int, year: int) -> None:
    """A year of two digits lies in the hundred years up to the year that the caller names."""
    assert parse_date(text, up_to=up_to) == date(year, 8, 3)


@given(
    DAYS,
    st.sampled_from(
        ["{0:%m/%Y}", "{0:%m.%Y}", "{0:%Y-%m}", "{0.month}/{0.year}", "{0:%m / %Y}", "{0:%m-%Y}"]
    ),
)
def test_a_month_is_read_as_it_was_written(day: date, form: str) -> None:
    """Every usual way to write a month in digits is understood."""
    assert parse_month(form.format(day)) == f"{day:%Y-%m}"


@pytest.mark.parametrize(
    ("text", "month"),
    [("August 2026", "2026-08"), ("Aug. 26", "2026-08"), ("MÄRZ 2026", "2026-03"),
     ("September2026", "2026-09"), ("Okt '26", "2026-10"), ("08/26", "2026-08"),
     ("01.09.2026 - 30.09.2026", "2026-09"),
     ("13/2026", None), ("0826", None), ("082026", None), ("August", None), ("123/2026", None),
     ("01.08.2026", None), ("01.08.2026-30.09.2026", None)],
)  # fmt: skip
def test_months(text: str, month: str | None) -> None:
    """A month needs its year; a period names a month when it lies inside one."""
    assert parse_month(text) == month


def test_months_of_full_dates_do_not_count() -> None:
    """A payslip's print date is not the month it is for."""
    found = find_months("Abrechnung für August 2026, gedruckt am 02.09.2026 / 3. Oktober 2026, Az 11/2026")
    assert [month.value for month in found] == ["2026-08", "2026-11"]


@given(st.decimals(min_value=0, max_value=10**8, places=2))
def test_amounts_round_trip(amount: Decimal) -> None:
    """Amounts are understood with and without thousands' points, in either notation of the cents."""
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (
        german,
        f"{amount:.2f}",
        german.replace(".", ""),
        f"{german} €",
        f"EUR {german}",
        german.replace(".", " "),
    ):
        assert parse_amount(text) == amount
    assert parse_amount(f"{german}-") == parse_amount(f"-{german}") == -amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [("575", "575.00"), ("575,-", "575.00"), ("575,-- EUR", "575.00"), ("1.234", "1234.00"),
     ("12,5", "12.50"), ("1. 234 , 56", "1234.56"), ("1'234,50", "1234.50"), ("€ 12,00", "12.00")],
)  # fmt: skip
def test_amounts(text: str, amount: str) -> None:
    """Whole euros, dashes for cents and blanks of OCR are understood."""
    assert str(parse_amount(text)) == amount


@pytest.mark.parametrize(
    "text", ["1,234", "12.5", "5 75", "1,234.56", "", "€", "12,00 monatlich", "1.23.456", "-5-", "1" * 13]
)
def test_no_amount_is_guessed(text: str) -> None:
    """Where point and comma don't fit German notation, nothing is read."""
    assert parse_amount(text) is None


@given(st.text(alphabet="0123456789", min_size=18, max_size=18))
def test_ibans(number: str) -> None:
    """An IBAN is read with any blanks, and refused when one digit is wrong."""
    right = f"DE{iban.calc_check_digits('DE00' + number)}{number}"
    spaced = " ".join(right[at : at + 4] for at in range(0, 22, 4))
    assert parse_iban(f"IBAN: {spaced.lower()}") == right
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    assert parse_iban(wrong) is None


@given(
    st.from_regex(r"[A-ZÄÖÜ]{1,3}", fullmatch=True),
    st.from_regex(r"[A-Z]{1,2}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{0,2}[EH]?", fullmatch=True),
)
def test_plates(district: str, letters: str, number: str) -> None:
    """A plate is the same however it is spaced; the hyphen stays where the district ends."""
    plate = f"{district}-{letters}{number}"
    for text in (
        plate,
        f"{district}-{letters} {number}",
        f"{district} {letters} {number}",
        plate.lower(),
        f" {district} - {letters}-{number}",
    ):
        assert parse_plate(text) == plate
    assert parse_plate(f"{district}{letters}{number}") == f"{district}{letters}{number}"


@pytest.mark.parametrize(
    "text", ["KA-ABC 1", "12345", "KA", "", "KA-AB 0", "KA-AB 12345", "ABC-DE 1234", "Musterweg 12"]
)
def test_no_plate_is_guessed(text: str) -> None:
    """A plate has a district, one or two letters and up to four digits, eight signs at most."""
    assert parse_plate(text) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Musterstr. 12a, 76133 Karlsruhe", "Musterstr. 12a, 76133 Karlsruhe"),
        ("76133 Karlsruhe, Musterstr. 12a", "Musterstr. 12a, 76133 Karlsruhe"),
        ("Musterstraße 12\n76133 Karlsruhe", "Musterstraße 12, 76133 Karlsruhe"),
        ("Musterstr. 12 76133 Karlsruhe", "Musterstr. 12, 76133 Karlsruhe"),
        ("Musterstr.12 , D-76133 Karlsruhe", "Musterstr. 12, 76133 Karlsruhe"),
        ("12345 Berlin Musterweg 5", "Musterweg 5, 12345 Berlin"),
        ("12345 Musterstadt am See Am Musterplatz 7 b", "Am Musterplatz 7 b, 12345 Musterstadt am See"),
        ("Straße des 17. Juni 135, 10623 Berlin", "Straße des 17. Juni 135, 10623 Berlin"),
        ("Q 5, 14, 68161 Mannheim", "Q5, 14, 68161 Mannheim"),
        ("c/o Mustermann, Musterweg 5, 2. OG, 76133 Karlsruhe", "Musterweg 5, 76133 Karlsruhe"),
        ("Musterweg 5 Etage 3, 76133 Karlsruhe, Deutschland", "Musterweg 5, 76133 Karlsruhe"),
        ("Etage 3, Musterweg 5-7, 76133 Karlsruhe", "Musterweg 5-7, 76133 Karlsruhe"),
        ("An der Mühle 12/3; 76133 Karlsruhe (Durlach)", "An der Mühle 12/3, 76133 Karlsruhe (Durlach)"),
        ("Postfach 1234, 76133 Karlsruhe", None),
        ("76133 Karlsruhe", None),
        ("Musterweg 5", None),
        ("Musterweg 5, 76133 Karlsruhe und Musterweg 6, 10115 Berlin", None),
        ("", None),
    ],
)  # fmt: skip
def test_addresses(text: str, address: str | None) -> None:
    """An address comes out as street, number, postcode, town; floors and "c/o" are left out."""
    assert parse_address(text) == address
    if address is not None:
        assert parse_address(address) == address


STREETS = st.sampled_from(["Musterstraße", "Am Alten Markt", "Müllerweg", "Karl-Muster-Str.", "Zur Mühle"])
NUMBERS = st.from_regex(r"[1-9][0-9]{0,2}( ?[a-f])?(-[1-9][0-9]?)?", fullmatch=True)
TOWNS = st.sampled_from(["Karlsruhe", "Bad Muster", "Muster a. d. Saale", "Neustadt-Süd", "Köln"])


@given(STREETS, NUMBERS, st.from_regex(r"[0-9]{5}", fullmatch=True), TOWNS)
def test_addresses_in_either_order(street: str, number: str, plz: str, town: str) -> None:
    """Street first or town first, on one line or two: the same address."""
    expected = f"{street} {number}, {plz} {town}"
    for text in (
        expected,
        f"{street} {number}\n{plz} {town}",
        f"{plz} {town}, {street} {number}",
        f"{plz} {town}\n{street} {number}",
    ):
        assert parse_address(text) == expected
    parts = split_address(expected)
    assert parts == (street, number, plz, town)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller", "MUELLER"), ("Müller", "Muller"), ("Strauß", "Strauss"),
     ("Öztürk", "Oeztuerk"), ("René", "Rene"),
     ("Müller-Lüdenscheidt", "Mueller Luedenscheidt"), ("O'Muster", "OMuster"), ("Łukasz", "Lukasz"),
     ("Muster\u00admann", "Mustermann"),
     ("Goethe", "Göthe")],
)  # fmt: skip
def test_spellings_of_one_name(one: str, other: str) -> None:
    """A name is the same with umlauts, without them, in capitals and with or without a hyphen."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Bauer", "Baur"), ("Neumann", "Numann"), ("Mayer", "Meyer")])
def test_different_names_stay_different(one: str, other: str) -> None:
    """Folding never makes two names one that people would tell apart."""
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form."""
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


def test_a_site_may_have_several_house_numbers() -> None:
    """Of a building site with three houses only the first number was kept: that is another address."""
    assert parse_address("Ringstraße 31, 33, 35, 99999 Musterstadt") == (
        "Ringstraße 31, 33, 35, 99999 Musterstadt"
    )
    assert parse_address("Ringstraße 31, 2. OG, 99999 Musterstadt") == "Ringstraße 31, 99999 Musterstadt"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Musterweg 5, Whg. 7\n76133 Karlsruhe", "Musterweg 5, Whg. 7, 76133 Karlsruhe"),
        ("c/o Mustermann, Musterweg 5 Hinterhaus, 76133 Karlsruhe",
         "c/o Mustermann, Musterweg 5 Hinterhaus, 76133 Karlsruhe"),
        ("Alte Werft 7-9, Halle C, 99999 Musterstadt, OT Musterdorf",
         "Alte Werft 7-9, Halle C, 99999 Musterstadt, OT Musterdorf"),
        ("76133 Karlsruhe, Musterweg 5 Etage 3", "Musterweg 5 Etage 3, 76133 Karlsruhe"),
        ("Musterweg 5, Tel. 0721 1234, 76133 Karlsruhe, Deutschland", "Musterweg 5, 76133 Karlsruhe"),
        ("Ringstraße 31, 33, 35, 99999 Musterstadt", "Ringstraße 31, 33, 35, 99999 Musterstadt"),
        ("Mauergasse 3 ½, 99999 Musterstadt", "Mauergasse 3 ½, 99999 Musterstadt"),
        ("Calle Mayor 40, 3º B, 28006 Madrid, Spanien", "Calle Mayor 40, 3º B, 28006 Madrid, Spanien"),
        ("Rua das Flores 88\n4050-265 Porto", "Rua das Flores 88, 4050-265 Porto"),
        ("12 rue Longue, 67000 Strasbourg, Frankreich", "12 rue Longue, 67000 Strasbourg, Frankreich"),
        ("Hauptstraße 3, A-1010 Wien", "Hauptstraße 3, A-1010 Wien"),
        ("Hauptstraße 3, 1010 Wien, Österreich", "Hauptstraße 3, 1010 Wien, Österreich"),
        ("Hauptstraße 3, 1010 Wien", None),
        ("Postfach 1234, 76133 Karlsruhe", None),
        ("Spanien", None),
    ],
)  # fmt: skip
def test_an_address_with_all_that_letters_need(text: str, address: str | None) -> None:
    """A letter without flat, district or country does not arrive; four digits alone may be a year."""
    assert full_address(text) == address
    if address is not None:
        assert full_address(address) == address
