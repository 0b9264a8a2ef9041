"""One list of persons from all places where a form asks for some: cards, columns, tables.

A form may have cards for the first persons, and a table for those who find no card. The same place may look
like a card and like a table: then what says more about its persons counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from contracts.findings import FieldReading
from contracts.records import Box

Person = Mapping[str, FieldReading]

NAMED: Final = ("familienname", "vorname", "geburtsdatum")


def in_one_list(groups: Iterable[Sequence[Person]]) -> list[dict[str, FieldReading]]:
    """Return the persons of several groups in the form's order, each place once."""
    kept: list[list[Person]] = []
    for group in sorted(groups, key=_weight, reverse=True):
        known = [place for each in kept for person in each for place in _places(person)]
        more = [person for person in group if not _is_among(person, known)]
        if more:
            kept.append(more)
    kept.sort(key=lambda group: min((page, box.top) for page, box in _places(group[0])))
    return [dict(person) for group in kept for person in group]


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
