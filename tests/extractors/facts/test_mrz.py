from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.findings import FieldReading
from contracts.reading import TextSource
from extractors.facts.mrz import COMPOSITE_AGREES, ONE_AGREES, read_mrz
from extractors.ocr.zone_rules import check_digit
from samples.attachments.mrz import Holder, td1, td2, td3
from tests.extractors.typed import typed_page

TODAY = date(2026, 11, 2)
ERIKA = Holder("Öztürk-Groß", "Erika Maria", date(1964, 8, 12), date(2031, 10, 31), "F")
KINDS = ("TD1", "TD2", "TD3")
BORN = st.dates(date(1927, 1, 1), date(2026, 11, 1))
EXPIRES = st.dates(date(2020, 1, 1), date(2050, 12, 31))


def zone(kind: str, holder: Holder = ERIKA) -> list[str]:
    """Return the lines of a zone."""
    if kind == "TD1":
        return td1("IDD", "L01X00T47", holder, version="2108")
    return td2("ITD", "L01X00T47", holder) if kind == "TD2" else td3("L01X00T47", holder)


def read(lines: list[str], *, by_ocr: bool = False) -> dict[str, FieldReading]:
    """Return what is read from a page with these lines below some print."""
    return read_mrz([typed_page("BUNDESREPUBLIK DEUTSCHLAND", "", *lines, by_ocr=by_ocr)], today=TODAY)


def values(readings: dict[str, FieldReading]) -> dict[str, str | None]:
    """Return the values alone."""
    return {name: reading.value for name, reading in readings.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_all_kinds_of_zones_are_read(kind: str) -> None:
    """Cards, old and provisional cards, and passports say who and until when."""
    readings = read(zone(kind))
    assert values(readings) == {
        "geburtsdatum": "1964-08-12",
        "gueltig_bis": "2031-10-31",
        "familienname": "Oeztuerk Gross",
        "vorname": "Erika Maria",
    }
    assert readings["gueltig_bis"].confidence == COMPOSITE_AGREES
    assert readings["gueltig_bis"].source is TextSource.MRZ


@given(st.sampled_from(KINDS), BORN, EXPIRES)
def test_every_date_comes_back(kind: str, born: date, expires: date) -> None:
    """Two digits are enough for a century of births and for papers of these days."""
    readings = values(read(zone(kind, ERIKA._replace(born=born, expires=expires))))
    assert readings["geburtsdatum"] == born.isoformat()
    assert readings["gueltig_bis"] == expires.isoformat()


@given(st.sampled_from(KINDS), st.integers(0, 5), st.integers(1, 9))
def test_a_wrong_digit_is_never_a_date(kind: str, place: int, step: int) -> None:
    """A single misread digit is noticed by the check digit, wherever it stands."""
    lines = zone(kind)
    at = (8 if kind == "TD1" else 21) + place
    wrong = str((int(lines[1][at]) + step) % 10)
    lines[1] = lines[1][:at] + wrong + lines[1][at + 1 :]
    readings = read(lines)
    assert "gueltig_bis" not in readings
    assert readings["geburtsdatum"].confidence == ONE_AGREES


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<", min_size=1), st.integers(0, 40), st.integers(1, 9))
def test_the_check_digit_notices_a_wrong_digit(text: str, place: int, step: int) -> None:
    """Weights 7, 3 and 1 have no factor in common with 10, so no other digit has the same remainder."""
    at = place % len(text)
    if text[at].isdigit():
        other = text[:at] + str((int(text[at]) + step) % 10) + text[at + 1 :]
        assert check_digit(other) != check_digit(text)


def test_the_example_of_the_standard() -> None:
    """Doc 9303-3, 4.9: 520727 has the check digit 3, AB2134<<< has 5."""
    assert check_digit("520727") == 3
    assert check_digit("AB2134<<<") == 5


@pytest.mark.parametrize(
    ("right", "misread"),
    [
        ("<<<<<<<<", "<<«<<(<<"),
        ("<<<<<<<<", "<<<<  <<<<"),
        ("640812", "64O8I2"),
        ("ERIKA<MARIA<<<<<", "ERIKA<MARIA<<<KK"),
        ("ERIKA<MARIA<<<<<<", "ERIKA<MARIA<<C<<<"),
        ("6408125<3110315", "6408125K3110315"),
        ("6408125<", "A6408125<"),
    ],
)
def test_noise_of_ocr(right: str, misread: str) -> None:
    """Fillers become letters or brackets, lines break, digits become letters, a letter is added."""
    plain = zone("TD1", ERIKA._replace(family="Muster", sex="<"))
    lines = [line.replace(right, misread, 1) for line in plain]
    assert lines != plain
    readings = values(read(lines, by_ocr=True))
    assert readings["gueltig_bis"] == "2031-10-31"
    assert readings["geburtsdatum"] == "1964-08-12"
    assert readings["vorname"] == "Erika Maria"


def test_misread_names_are_doubtful() -> None:
    """No check digit covers names: what OCR reads alone is not held against anybody."""
    assert read(zone("TD1"), by_ocr=True)["familienname"].confidence < 0.8


def test_names_that_are_printed_too_are_sure() -> None:
    """Print and zone were read apart: where they say the same name, neither was misread."""
    page = typed_page("Name/Surname/Nom", "ÖZTÜRK-GROSS", "ERIKA", "", *zone("TD1"), by_ocr=True)
    readings = read_mrz([page], today=TODAY)
    assert readings["familienname"].confidence > 0.8
    assert readings["vorname"].confidence < 0.8  # "Maria" is not printed


def test_a_page_without_a_zone_says_nothing() -> None:
    """Long words and numbers are no zone; neither are days that no calendar has."""
    assert read([]) == {}
    assert read(["DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFT1234567890"]) == {}
    born, expires = (day + str(check_digit(day)) for day in ("641332", "311332"))
    assert read([zone("TD1")[0], f"{born}<{expires}D<<2108<<<<<<<0", zone("TD1")[2]]) == {}


def test_half_a_zone_still_tells_the_dates() -> None:
    """The line with the dates is enough where the others were not read."""
    assert values(read([zone("TD1")[1]])) == {"geburtsdatum": "1964-08-12", "gueltig_bis": "2031-10-31"}


def test_the_other_side_may_lie_beside_the_zone() -> None:
    """Front and back of a card are often copied next to each other: a row then has words of both."""
    first, second, third = zone("TD1")
    readings = values(read([f"- 4 {first}", f"31.10.2031 {second} 7", f"Mum - {third}"], by_ocr=True))
    assert readings["gueltig_bis"] == "2031-10-31"
    assert (readings["vorname"], readings["familienname"]) == ("Erika Maria", "Oeztuerk Gross")


def test_print_may_stand_up_for_a_day_whose_check_digit_is_misread() -> None:
    """A passport's zone says 311031, so does the print; only then the check digit is what OCR got wrong."""
    first, second = zone("TD3")
    wrong = "0" if second[27] != "0" else "1"
    misread = second[:27] + wrong + second[28:]
    assert "gueltig_bis" not in read([first, misread], by_ocr=True)
    assert values(read(["31.10.2031", first, misread], by_ocr=True))["gueltig_bis"] == "2031-10-31"
