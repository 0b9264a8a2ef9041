"""How documents open and close."""

from __future__ import annotations

import pytest

from classifiers.openings import breaks_off, has_heading, is_addressed, is_closed, is_titled, picks_up
from contracts.reading import Word
from contracts.records import Box
from tests.training.small import sheet


@pytest.mark.parametrize("title", ["Mietvertrag über Wohnraum", "Bescheid", "Vollmacht zur Anmeldung"])
def test_short_rows_that_name_documents_are_titles(title: str) -> None:
    """However large they are set."""
    assert is_titled(sheet("Stadt Musterstadt", title))


def test_a_sentence_that_speaks_of_a_document_is_no_title() -> None:
    """Long forms speak of bills and certificates all the time."""
    assert not is_titled(
        sheet("Kopf", "Bitte legen Sie eine Bescheinigung Ihrer Krankenkasse bei und unterschreiben")
    )


def test_a_title_may_stand_beside_a_letterhead() -> None:
    """The row has many words, the title few; a hyphen begins no sentence in small letters."""
    beside = sheet("Kopf", "Vermessungs- und Katasteramt Musterstadt am Musterfluss")
    right = tuple(
        Word(text, Box(430 + 40 * at, 80, 465 + 40 * at, 90))
        for at, text in enumerate(("Auszug", "aus", "dem", "Kataster"))
    )
    titled = beside.model_copy(update={"words": (*beside.words, *right)})
    assert is_titled(titled)
    assert not is_titled(beside)
    assert not picks_up(titled)


def test_a_town_with_its_code_on_the_left_is_a_recipient() -> None:
    """On the right it is a letterhead."""
    assert is_addressed(sheet("Bescheid", "Erika Musterfrau", "Probeweg 1", "12345 Musterstadt"))
    assert not is_addressed(sheet("Bescheid", "Frau Erika Musterfrau", "Telefon a b c 12345 Musterstadt"))


def test_last_rows_close_a_document() -> None:
    """A signature above many more rows does not."""
    assert is_closed(sheet("Brief", "Text", "Mit freundlichen Grüßen", "Max Mustermann"))
    assert not is_closed(sheet("Brief", "Unterschrift", *(["Text"] * 9)))


def test_a_sentence_may_be_cut_in_two() -> None:
    """The page ends without a full stop, the next begins small."""
    one, other = sheet("Vertrag", *["und so"] * 5), sheet("fort an", "Ende.")
    assert breaks_off(one)
    assert picks_up(other)
    assert not breaks_off(other)
    assert not picks_up(one)


def test_empty_pages_have_no_heading() -> None:
    """And pages set in one size have none."""
    assert has_heading(sheet("Mietvertrag", *["Text"] * 5))
    assert not has_heading(sheet())
    assert not has_heading(sheet("Text"))
