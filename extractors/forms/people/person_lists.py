"""One list of persons from all places where a form asks for some: cards, columns, tables.

A form may have cards for the first persons, and a table for those who find no card. The same place may look
like a card and like a table: then what says more about its persons counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource
from contracts.records import Box
from extractors.forms.parts.readings import UNFOUND

Person = Mapping[str, FieldReading]

NAMES: Final = ("familienname", "vorname")
NAMED: Final = (*NAMES, "geburtsdatum")
LEAST_NAME: Final = 2
"""Letters of a name."""


def in_one_list(groups: Iterable[Sequence[Person]]) -> list[dict[str, FieldReading]]:
    """Return the persons of several groups in the form's order, each place once."""
    kept: list[list[Person]] = []
    for group in sorted(groups, key=_weight, reverse=True):
        known = [place for each in kept for person in each for place in _places(person)]
        more = [person for person in group if not _is_among(person, known)]
        if more:
            kept.append(more)
    kept.sort(key=lambda group: min(((page, box.top) for page, box in _places(group[0])), default=(0, 0.0)))
    return [person for group in kept for person in _with_both_names(group)]


def is_named(person: Person) -> bool:
    """Whether a person has a name; what OCR makes of an empty frame is a single letter."""
    names = (person[name].value for name in NAMES if name in person)
    return any(name is not None and len(name) >= LEAST_NAME for name in names)


def _with_both_names(group: Sequence[Person]) -> list[dict[str, FieldReading]]:
    """Return persons of whom OCR found only one name, while others have both, with the other one unclear."""
    found = []
    for person in group:
        by_ocr = any(reading.source is TextSource.OCR for reading in person.values())
        lost = [
            name
            for name in NAMES
            if by_ocr and name in person and person[name].state is FieldState.EMPTY
            if any(other[name].value is not None for other in group)
        ]
        found.append({**person, **dict.fromkeys(lost, UNFOUND)})
    return found


def _weight(group: Sequence[Person]) -> tuple[int, int]:
    """Return how many persons a group has, and how much it says about them."""
    return len(group), sum(reading.value is not None for person in group for reading in person.values())


def _places(person: Person) -> list[tuple[int, Box]]:
    """Return where a person's name and birthday stand."""
    found = (person[name] for name in NAMED if name in person)
    return [(each.page, each.box) for each in found if each.page is not None and each.box is not None]


def _is_among(person: Person, places: Sequence[tuple[int, Box]]) -> bool:
    """Whether a person's name or birthday stands where another's does."""
    return any(
        page == number and box.overlap(other) > 0 for page, box in _places(person) for number, other in places
    )
