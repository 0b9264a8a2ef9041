"""A page as the encoder reads it."""

from __future__ import annotations

import re

import pytest

from classifiers.page_words import FIRST, LAST, MARKS, page_words
from contracts.records import PageSize
from tests.training.small import sheet


@pytest.mark.parametrize(
    ("printed", "mark"),
    [
        ("02.11.2026", "[date]"),
        ("2026-11-02", "[date]"),
        ("1.234,56", "[amount]"),
        ("DE02 1203 0000 0000 2020 51", "[iban]"),
        ("030/1234567", "[number]"),
        ("12345678", "[number]"),
        ("AB12CD34", "[code]"),
    ],
)
def test_numbers_become_marks_of_their_kinds(printed: str, mark: str) -> None:
    """They tell a person apart, not a type."""
    found = page_words(sheet("Bescheid", f"Wert {printed} Ende"))
    assert f"Wert {mark} Ende" in found
    assert not re.search(r"\d{2}", re.sub(r"\[.*?\]", "", found))


def test_capitals_are_lowered() -> None:
    """The vocabulary has few of them; short ones are abbreviations and stay."""
    found = page_words(sheet("MIETVERTRAG ÜBER GMBH AG"))
    assert "Mietvertrag Über Gmbh AG" in found


def test_fillers_are_left_out() -> None:
    """Dots and lines to write on say nothing."""
    found = page_words(sheet("Name ........ ______ ---- Ende"))
    assert "Name Ende" in found


def test_the_title_comes_first() -> None:
    """Before the words of the page, behind the marks of its look."""
    found = page_words(sheet("Mietvertrag", *(f"zeile {at}" for at in range(12))))
    marks, _, rest = found.partition("[title] ")
    assert rest.startswith("Mietvertrag")
    assert re.fullmatch(r"(\[[\w-]+\] )+", marks)
    assert "[first] Mietvertrag zeile" in rest
    assert "[last]" not in found


def test_last_words_are_kept_of_a_long_page() -> None:
    """What is cut off is the middle of the page."""
    words = [f"w{letter}{other}" for letter in "abcdefghijklmnop" for other in "abcdefghijklmnop"]
    found = page_words(sheet("Titel", *(" ".join(words[at : at + 8]) for at in range(0, len(words), 8))))
    title, _, rest = found.partition(" [last] ")
    last, _, first = rest.partition(" [first] ")
    assert last.split() == words[-LAST:]
    assert first.split() == ["Titel", *words[: FIRST - 1]]
    assert words[200] not in found
    assert "Titel" in title


@pytest.mark.parametrize("lines", [(), ("Wort",), ("P<D<<MUSTERMANN<<ERIKA<<<<<", "1,00 2,00 3,00 4,00")])
def test_only_known_marks_are_written(lines: tuple[str, ...]) -> None:
    """A mark that the vocabulary lacks would be read as letters."""
    found = page_words(sheet(*lines))
    assert set(re.findall(r"\[[a-z]+(?:-\w+)?\]", found)) <= set(MARKS)
    assert "#" not in found
    assert "[pages" not in found


def test_looks_have_marks() -> None:
    """Cards and plans say little; their sizes do."""
    card = sheet("Karte").model_copy(update={"size": PageSize(243, 153)})
    plan = sheet("Plan").model_copy(update={"size": PageSize(842, 1191), "picture_share": 0.9})
    assert page_words(card).startswith("[card-wide]")
    assert page_words(plan).startswith("[plan-high]")
    assert "[picture-3]" in page_words(plan)
    assert "[mrz]" in page_words(sheet("IDD<<MUSTERMANN<<ERIKA<<<<<<<<"))


def test_an_empty_page_is_written_too() -> None:
    """No words are no error."""
    assert page_words(sheet()).endswith("[title] [first]")
