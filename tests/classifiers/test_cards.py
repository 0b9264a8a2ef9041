"""Both sides of one card belong together; two people's cards do not."""

from __future__ import annotations

from classifiers.cards import is_back, side
from tests.training.small import sheet

FRONT = sheet("Musterkarte", "Name Mustermann", "Geburtsdatum 12.03.1984")
BACK = sheet("Karte", "Anschrift Musterstadt", "Augenfarbe braun")
READABLE = sheet("Karte", "Anschrift Musterstadt", "Karte IDD<<T220001293<<<<<<<<<<<<<<<")
PASSPORT = sheet("Reisepass", "Name Mustermann", "Reise", "Pass P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<")


def test_labels_tell_the_back_from_another_front() -> None:
    """A back has an address and no name; a passport has a title of its own."""
    assert is_back(side(FRONT), side(BACK))
    assert not is_back(side(FRONT), side(FRONT))
    assert not is_back(side(FRONT), side(PASSPORT))


def test_readable_rows_end_a_card() -> None:
    """What comes after them is another card, whatever it bears."""
    untitled = READABLE.model_copy(update={"words": READABLE.words[1:]})
    assert is_back(side(FRONT), side(untitled))
    assert not is_back(side(untitled), side(untitled))
    assert not is_back(side(untitled), side(FRONT))
