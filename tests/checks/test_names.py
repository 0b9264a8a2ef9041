from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.names import find_given_name, find_surname
from checks.words import ABSENT, ALMOST, EXACT, PERHAPS, Printed, Spot, Words, likeness


def words(text: str, *, scanned: bool = False, confidence: float = 0.8) -> Words:
    return Words((Printed(word, Spot(0), confidence) for word in text.split()), scanned=scanned)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Müller", "Herrn Max MUELLER"),
        ("Mueller", "Max Müller"),
        ("Müller", "Max Muller"),
        ("Strauß", "STRAUSS"),
        ("Müller-Lüdenscheidt", "Frau Müller Lüdenscheidt"),
        ("Müller-Lüdenscheidt", "Lüdenscheidt-Müller"),
        ("Dr. Mustermann", "Max Mustermann"),
        ("Mustermann", "Prof. Dr. Max Mustermann"),
        ("von der Heide", "v. d. Heide"),
        ("Mustermann geb. Beispiel", "Erika Beispiel"),
        ("Mustermann, geborene Beispiel", "Erika Mustermann"),
        ("Öztürk", "OEZTUERK<<ERIKA<<<<"),
        ("Mustermann", "Muster- mann"),
        ("O'Muster", "OMuster"),
        ("Ma", "Frau Ma"),
        ("Mustermann (geb. Beispiel)", "BEISPIEL"),
        ("Mustermann", "Mustermann,Max"),
        ("Yıldız", "YILDIZ"),
    ],
)
def test_surnames_as_people_write_them(name: str, text: str) -> None:
    """Umlauts, capitals, hyphens, titles, particles, birth names and hyphenation don't matter."""
    assert find_surname(name, words(text)).certainty == EXACT


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mustermann", "Max Beispiel"),
        ("Bauer", "Max Baur"),
        ("Meyer", "Max Mayer"),
        ("Muster", "Musterstraße 5"),
        ("Schmidt", "Max Schmitt"),
        ("", "Max Mustermann"),
        ("Mustermann", ""),
    ],
)
def test_other_surnames(name: str, text: str) -> None:
    """Another name is another name, however near; so is a street that begins like it."""
    assert find_surname(name, words(text)).certainty == ABSENT


def test_half_of_a_double_name_is_only_perhaps() -> None:
    """A person decides whether Frau Müller is Frau Müller-Lüdenscheidt."""
    assert find_surname("Müller-Lüdenscheidt", words("Erika Müller")).certainty == PERHAPS


@pytest.mark.parametrize(
    ("name", "text", "certainty"),
    [
        ("Erika Maria", "Musterfrau Erika", EXACT),
        ("Erika", "Anna Erika Musterfrau", EXACT),
        ("Hans-Peter", "Peter", EXACT),
        ("Erika", "Max", ABSENT),
        ("", "Max", ABSENT),
    ],
)
def test_one_of_several_given_names_is_enough(name: str, text: str, certainty: float) -> None:
    """Forms and documents rarely list the same given names."""
    assert find_given_name(name, words(text)).certainty == certainty


@pytest.mark.parametrize(
    "pair", [("Andreas", "Andrea"), ("Martin", "Martina"), ("Daniel", "Daniela"), ("Simon", "Simone")]
)
def test_given_names_of_couples_stay_apart(pair: tuple[str, str]) -> None:
    """Even on a scan a name that goes on is another name."""
    one, other = pair
    assert find_given_name(one, words(other, scanned=True)).certainty == ABSENT
    assert find_given_name(other, words(one, scanned=True)).certainty == ABSENT


@pytest.mark.parametrize(
    ("name", "text", "certainty"),
    [
        ("Mustermann", "Mustennann", PERHAPS),
        ("Mustermann", "Musterrnann", ALMOST),
        ("Musterfrau", "Musterfrav", ALMOST),
        ("Beispiel", "Be1spie1", ALMOST),
        ("Mustermann", "Kaufhaus", ABSENT),
        ("Koch", "Kech", ABSENT),
    ],
)
def test_misread_names(name: str, text: str, certainty: float) -> None:
    """OCR confuses letters; on native text the same difference is another name."""
    assert find_surname(name, words(text, scanned=True)).certainty == certainty
    assert find_surname(name, words(text)).certainty == ABSENT
    assert find_surname(name, words(text).doubted).certainty == certainty


def test_a_word_that_was_read_for_sure_is_not_a_misread_name() -> None:
    """The contract says "richtet", which is not Frau Richter, though only one letter differs."""
    assert find_surname("Richter", words("richtet", scanned=True, confidence=0.95)).certainty == ABSENT
    assert find_surname("Richter", words("richtet", scanned=True, confidence=0.7)).certainty == PERHAPS


@pytest.mark.parametrize("text", ["Delgado Pefia", "DELGADO PEIIA", "Delgado Penia"])
def test_marks_that_german_has_not_are_misread(text: str) -> None:
    """OCR for German takes "ñ" for "fi"; a name read for sure, or another one, is no such misreading."""
    assert find_surname("Delgado Peña", words(text, scanned=True)).certainty == ALMOST
    assert find_surname("Delgado Peña", words(text, scanned=True, confidence=0.95)).certainty == PERHAPS
    assert find_surname("Delgado Peña", words("Delgado Petra", scanned=True)).certainty == PERHAPS
    assert find_surname("Delgado Pena", words(text, scanned=True)).certainty == PERHAPS
    assert find_surname("Delgado Peña", words(text)).certainty == PERHAPS


def test_letters_that_look_alike() -> None:
    """OCR reads a q as a g, however sure it is; nobody is named as either."""
    assert find_surname("Musterqi", words("Mustergi", scanned=True, confidence=0.99)).certainty == ALMOST
    assert find_surname("Musterqi", words("Mustergi")).certainty == ABSENT


NAMES = st.text(alphabet="abcdefghiklmnoprstuwäöüß", min_size=2, max_size=12)


@given(NAMES, st.lists(NAMES, max_size=6))
def test_a_name_is_found_wherever_it_stands(name: str, others: list[str]) -> None:
    """Case and neighbours never hide a name."""
    for written in (name, name.upper(), name.title(), f"({name}),"):
        assert find_surname(name, words(" ".join([*others, written]))).certainty == EXACT


@given(NAMES, NAMES)
def test_likeness_is_symmetric(one: str, other: str) -> None:
    """Which of two words was misread doesn't matter, length aside."""
    if min(len(one), len(other)) >= 5:
        assert likeness(one, other) == likeness(other, one)
