"""Numbers of answers on scans, read by a second network."""

from __future__ import annotations

import pytest

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.confirmation import Confirmation
from extractors.ocr.confirmed_numbers import AGREED, DOUBT, confirmed_number, is_number
from extractors.ocr.latin_network import Letter
from tests.extractors.ocr.test_confirmation import SCALE, letters, page_with


def number(text: str, confidence: float = 0.9) -> Word:
    return Word(text, Box(10, 10, 60, 20), confidence)


def test_a_sure_second_reading_counts_where_the_first_was_not_sure() -> None:
    """Its digits come into the first reading's signs."""
    assert confirmed_number(number("08.05,1973", 0.7), letters("08.05.1979")) == number("08.05,1979", AGREED)
    assert confirmed_number(number("(30953)"), letters("3 0453")) == number("(30453)", AGREED)


def test_agreement_makes_sure() -> None:
    """Points are no digits."""
    assert confirmed_number(number("0911.", 0.3), letters("0911")) == number("0911.", AGREED)
    assert confirmed_number(number("12", 0.99), letters("12")) == number("12", 0.99)


@pytest.mark.parametrize(("confidence", "second"), [(0.99, "1988"), (0.9, "198")])
def test_contradiction_is_a_doubt(confidence: float, second: str) -> None:
    """Where both are sure, or one saw a digit more, nobody knows."""
    assert confirmed_number(number("1983", confidence), letters(second)) == number("1983", DOUBT)


@pytest.mark.parametrize(
    "second", [letters("1988", 0.7), letters("l988"), [*letters("198"), Letter("8", 0.8)], letters("."), []]
)
def test_an_unsure_second_reading_changes_nothing(second: list[Letter]) -> None:
    """Teeth of combs are read as ones, without certainty; letters are no digits."""
    assert confirmed_number(number("1983"), second) == number("1983")


def test_numbers_have_no_letters() -> None:
    assert all(map(is_number, ("12", "01.02.1980", "1.084,00", "241-0087365", "(7)", ",09")))
    assert not any(map(is_number, ("12a", "DE12", "lO", "...", "")))


def test_numbers_are_read_from_the_page() -> None:
    """What was misread is put right from the picture, names beside it still have no digits."""
    picture, boxes = page_with("01.07.1988", "30453", "Olivia")
    read = [
        Word("01.07.1983", boxes[0], 0.9),
        Word("30453", boxes[1], 0.6),
        Word("Olivia", boxes[2], 0.95),
    ]
    again = Confirmation().of_words(read, picture.crop, scale=SCALE)
    assert [each.text for each in again] == ["01.07.1988", "30453", "Olivia"]
    assert again[1].confidence == AGREED
