"""Addresses, days, plates and other signs are found as people write them, and not where others stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.addresses import find_address, shows_addresses
from checks.dates import find_date, shows_dates
from checks.parcels import shows_parcels
from checks.plates import find_plate, find_text, shows_plates
from checks.words import ABSENT, ALMOST, EXACT, PERHAPS, Printed, Spot, Words, words_of_pages
from contracts.reading import PageText, TextSource, Widget, WidgetKind
from contracts.records import Box, PageSize

HOME = "Musterstraße 12a, 76133 Karlsruhe"


def words(text: str, *, scanned: bool = False) -> Words:
    return Words((Printed(word, Spot(at), 0.8) for at, word in enumerate(text.split())), scanned=scanned)


@pytest.mark.parametrize(
    "text",
    [
        "Musterstr. 12a 76133 Karlsruhe",
        "76133 KARLSRUHE MUSTERSTRASSE 12 A",
        "Musterstraße 12 a, D-76133 Karlsruhe",
        "wohnhaft Musterstr.12a in 76133 Karlsruhe",
        "Muster- straße 12a 76133",
    ],
)
def test_addresses_as_people_write_them(text: str) -> None:
    """Abbreviations, order, blanks and capitals don't matter."""
    found = find_address(HOME, words(text))
    assert found.certainty == EXACT


@pytest.mark.parametrize(
    "text",
    [
        "Musterstr. 12b 76133 Karlsruhe",
        "Musterstr. 12 76133 Karlsruhe",
        "Musterstr. 14a 76133 Karlsruhe",
        "Musterstr. 12a 76131 Karlsruhe",
        "Beispielstr. 12a 76133 Karlsruhe",
        "76133 Karlsruhe",
        "",
    ],
)
def test_other_addresses(text: str) -> None:
    """Another number, letter, street or postcode is another address."""
    assert find_address(HOME, words(text)).certainty == ABSENT


def test_house_numbers() -> None:
    """12 is not 12 b; the D of a postcode is no letter of the house; a range holds its first number."""
    home = "Musterweg 12, 76133 Karlsruhe"
    assert find_address(home, words("Musterweg 12 b 76133 Karlsruhe")).certainty == ABSENT
    assert find_address(home, words("Musterweg 12 D 76133 Karlsruhe")).certainty == EXACT
    assert find_address(home, words("Musterweg 12-14 76133 Karlsruhe")).certainty == EXACT
    assert find_address(home, words("Musterweg 76133 Karlsruhe Deutschland")).certainty == ABSENT
    assert find_address(home, words("Musterweg in 76133 Karlsruhe")).certainty == PERHAPS


def test_addresses_without_a_postcode() -> None:
    """Landlords leave it out; that of their own address elsewhere is no contradiction."""
    landlord = "Vermieter Otto Beispiel Beispielweg 3 10115 Berlin bestätigt hiermit dass die Wohnung"
    assert find_address(HOME, words(f"{landlord} Musterstr. 12a in Karlsruhe")).certainty == ALMOST
    assert find_address(HOME, words(f"{landlord} Musterstr. 12a bezogen wurde")).certainty == PERHAPS
    far = f"{landlord} Musterstr. 12a bezogen wurde und zwar am ersten Tag 76133"
    assert find_address(HOME, words(far)).certainty == EXACT


def test_misread_streets() -> None:
    """A scan may misread the street, but not the number."""
    assert find_address(HOME, words("Mustersfraße 12a 76133", scanned=True)).certainty == ALMOST
    assert find_address(HOME, words("Mustersfraße 14a 76133", scanned=True)).certainty == ABSENT
    assert find_address(HOME, words("Musterstr. 12a 76138", scanned=True)).certainty == PERHAPS


def test_addresses_that_are_not_whole() -> None:
    """What cannot be parted into street and town is looked for word by word."""
    assert find_address("Hof Muster, Karlsruhe", words("Karlsruhe Hof Muster")).certainty == EXACT
    assert find_address("Hof Muster, Karlsruhe", words("Karlsruhe")).certainty == ABSENT
    assert find_address("", words("Karlsruhe")).certainty == ABSENT


@given(
    st.sampled_from(["Musterstraße", "Am Alten Markt", "Karl-Muster-Str.", "Straße des 17. Juni"]),
    st.integers(1, 300),
    st.sampled_from(["", "a", " b"]),
    st.from_regex(r"[0-9]{5}", fullmatch=True),
)
def test_every_address_is_found_in_itself(street: str, number: int, letter: str, plz: str) -> None:
    """Whatever the order, an address is the address, and that of the next house is not."""
    home = f"{street} {number}{letter}, {plz} Musterstadt"
    assert find_address(home, words(home)).certainty == EXACT
    assert find_address(home, words(f"{plz} Musterstadt {street} {number}{letter}")).certainty == EXACT
    assert find_address(home, words(f"{street} {number + 1}{letter}, {plz} Musterstadt")).certainty == ABSENT


@given(st.dates(date(1930, 1, 1), date(2040, 12, 31)))
def test_days_are_found_in_every_form(day: date) -> None:
    """German, ISO and machine-readable forms are the same day; the day before is not."""
    for text in (
        f"am {day:%d.%m.%Y} in",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%y%m%d}4F<<<",
    ):
        assert find_date(day.isoformat(), words(text)).certainty == EXACT
        assert find_date("1929-12-31", words(text)).certainty == ABSENT


def test_days_point_at_their_word() -> None:
    """The place is that of the word with which the day begins."""
    assert find_date("2026-08-03", words("Einzug am 3. August 2026")).spot == Spot(2)
    assert find_date("2026-08-03", words("P<D<<MUSTER 2608034M3001019D<<")).spot == Spot(1)
    assert find_date("kein Datum", words("3.8.2026")).certainty == ABSENT


@pytest.mark.parametrize("text", ["KA-AB 123", "ka ab 123", "KA - AB123", "KAAB123", "KA AB 12 3"])
def test_plates_however_they_are_spaced(text: str) -> None:
    """Blanks, hyphens and case don't count."""
    assert find_plate("KA-AB123", words(f"Kennzeichen {text} Halter")).certainty == EXACT


def test_other_plates() -> None:
    """One sign off is another plate, unless OCR confuses just these signs."""
    assert find_plate("KA-AB123", words("KA-AB 124")).certainty == ABSENT
    assert find_plate("KA-OB108", words("KA-0B I08")).certainty == ABSENT
    assert find_plate("KA-OB108", words("KA-0B I08", scanned=True)).certainty == ALMOST


def test_plates_that_ocr_was_not_sure_of() -> None:
    """One wrong sign, or two before the right number, may be misread; a sure reading is another plate."""
    unsure = [Printed(text, Spot(), 0.4) for text in ("6A-AF", "123")]
    assert find_plate("KA-AB123", Words(unsure, scanned=True)).certainty == PERHAPS
    sure = [each._replace(confidence=0.99) for each in unsure]
    assert find_plate("KA-AB123", Words(sure, scanned=True)).certainty == ABSENT
    other = [Printed(text, Spot(), 0.4) for text in ("KA-AB", "1985")]
    assert find_plate("KA-AB358", Words(other, scanned=True)).certainty == ABSENT


def test_plates_with_letters_of_one_shape() -> None:
    """On a scan "F-OT" may be "F-QT", also on the form's own, however surely both are read."""
    assert find_plate("F-OT4410", words("F-QT 4410", scanned=True)).certainty == PERHAPS
    assert find_plate("F-OT4410", words("F-QT 4410")).certainty == ABSENT
    assert find_plate("F-OT4410", words("F-QT 4411", scanned=True)).certainty == ABSENT


def test_texts_count_by_their_digits() -> None:
    """A plot number is found with or without the word before it; one of several is enough."""
    assert find_text("123/4", words("Flurstück 123/4")).certainty == EXACT
    assert find_text("Flurstück 123/4", words("Flst.-Nr. 123 / 4")).certainty == EXACT
    assert find_text("99, 123/4", words("123/4")).certainty == EXACT
    assert find_text("123/4", words("123/5")).certainty == ABSENT
    assert find_text("Neubau Garage", words("Bau: Neubau Garage mit")).certainty == EXACT
    assert find_text(" , ", words("1")).certainty == ABSENT


def test_what_a_document_shows_at_all() -> None:
    """Only a document that shows some address, day or plate can show another one."""
    assert shows_addresses(words("10115 Berlin"))
    assert not shows_addresses(words("Nr. 10115 / 23 Berlin"))
    assert shows_dates(words("am 3.8.2026"))
    assert not shows_dates(words("am Montag"))
    assert shows_plates(words("Kennzeichen: KA-AB 12"))
    assert shows_plates(words("Kennzeichen: KAAB 12"))
    assert not shows_plates(words("Kennzeichen"))


def test_a_scan_shows_only_what_is_clear() -> None:
    """Among misread words of a vehicle's papers "EURO 6" is no plate, nor is any day another birthday."""
    assert not shows_plates(words("EURO 6 BLAU 11 K E1*2007/46*0627 110/3500", scanned=True))
    assert shows_plates(words("6S-CO 1985", scanned=True))
    assert shows_plates(words("B-S P 9013", scanned=True))
    assert not shows_dates(words("am 3.8.2026", scanned=True))
    assert not shows_parcels(words("110/3500", scanned=True))
    assert shows_parcels(words("Flurstück 213/7", scanned=True))


def test_a_street_that_is_misread_too_far() -> None:
    """What is only like the street with its number may be it: a person looks."""
    assert find_address(HOME, words("Mosterstrabe 12a 76133", scanned=True)).certainty == PERHAPS


def test_typed_answers_are_words_of_the_page() -> None:
    """What was typed into a live field counts like what is printed."""
    box = Box(1, 2, 3, 4)
    typed = Widget(name="a", kind=WidgetKind.TEXT, box=box, value="Erika Musterfrau")
    ticked = Widget(name="b", kind=WidgetKind.CHECKBOX, box=box, value="Ja")
    page = PageText(
        index=3, size=PageSize(595, 842), source=TextSource.TEXT, words=(), widgets=(typed, ticked)
    )
    found = words_of_pages([page])
    assert [token.text for token in found.tokens] == ["erika", "musterfrau"]
    assert found.tokens[0].spot == Spot(3, box)
    assert not found.well_read
