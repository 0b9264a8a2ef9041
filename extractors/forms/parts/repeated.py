"""Labels that a form repeats, each time in the same arrangement: once for each person.

Cards one below the other, side by side, or both: whatever is printed, the labels of a card stand at the same
distances from each other. Where OCR loses one of them, the others still say where the card is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.records import Box

ALIKE: Final = 3.5
"""Points by which the same label may stand aside of its place in the arrangement."""

HIGHEST, WIDEST = 250.0, 500.0
"""Points that the labels of one card are apart, at most: down, and to the side."""

LEAST_LABELS: Final = 3
"""So many different labels must be repeated: two may be anything."""

ANCHORS: Final = ("vorname", "familienname", "geburtsdatum")
"""Labels that each card has."""

LEAST_FOUND: Final = 2
"""Labels without an anchor that tell a card, at least; cards that make a repetition."""


class Place(NamedTuple):
    """Where something stands: page, counted from 0, and box."""

    page: int
    box: Box


class Card(NamedTuple):
    """A repetition: the upper left corner of its anchor, and its labels as they were found."""

    page: int
    left: float
    top: float
    labels: Mapping[str, Box]

    @property
    def around(self) -> Box:
        """The box around the labels."""
        return Box.around(list(self.labels.values()))


class _Shift(NamedTuple):
    """How far a label stands right of its card's anchor, and below it."""

    right: float
    down: float


def repeated_cards(places: Mapping[str, Sequence[Place]]) -> list[Card]:
    """Return the repetitions of some labels, in reading order; none where no arrangement is repeated."""
    for anchor in ANCHORS:
        shifts = {name: _shift(places.get(anchor, ()), found) for name, found in places.items()}
        known = {name: shift for name, shift in shifts.items() if shift is not None}
        overleaf = [name for name in places if name not in known and _is_repeated_overleaf(places[name])]
        if anchor not in known or len(known) < 2 or len(known) + len(overleaf) < LEAST_LABELS:
            continue
        cards = _cards(anchor, known, places)
        if len(cards) >= LEAST_FOUND:
            return sorted(cards, key=lambda card: (card.page, card.top, card.left))
    return []


def _is_repeated_overleaf(places: Sequence[Place]) -> bool:
    """Whether a label stands on two pages, in one column: the end of a page may part the last card."""
    return any(
        one.page != other.page and abs(one.box.left - other.box.left) <= ALIKE
        for one in places
        for other in places
    )


def rows_of(cards: Iterable[Card]) -> list[list[Card]]:
    """Return cards in rows, from top to bottom, each from left to right."""
    rows: list[list[Card]] = []
    for card in sorted(cards, key=lambda each: (each.page, each.top)):
        if rows and rows[-1][0].page == card.page and card.top - rows[-1][0].top <= 2 * ALIKE:
            rows[-1].append(card)
        else:
            rows.append([card])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _shift(anchors: Sequence[Place], labels: Sequence[Place]) -> _Shift | None:
    """Return the distance at which a label stands from most anchors; None if from fewer than two."""
    shifts = [
        _Shift(label.box.left - anchor.box.left, label.box.top - anchor.box.top)
        for anchor in anchors
        for label in labels
        if label.page == anchor.page
        and abs(label.box.left - anchor.box.left) < WIDEST
        and abs(label.box.top - anchor.box.top) < HIGHEST
    ]
    support = {shift: sum(_near(shift, other) for other in shifts) for shift in shifts}
    best = max(shifts, key=lambda shift: (support[shift], -abs(shift.down), -abs(shift.right)), default=None)
    return best if best is not None and support[best] >= LEAST_FOUND else None


def _near(one: _Shift, other: _Shift) -> bool:
    return abs(one.right - other.right) <= ALIKE and abs(one.down - other.down) <= ALIKE


def _cards(anchor: str, shifts: Mapping[str, _Shift], places: Mapping[str, Sequence[Place]]) -> list[Card]:
    """Return the cards at all anchors that have company, and where several labels lack theirs."""
    corners = [(place.page, place.box.left, place.box.top) for place in places[anchor]]
    corners += [
        (place.page, place.box.left - shift.right, place.box.top - shift.down)
        for name, shift in shifts.items()
        for place in places[name]
    ]
    cards: list[Card] = []
    for page, left, top in corners:
        card = Card(page, left, top, _labels_at(page, left, top, shifts, places))
        known = any(
            other.page == page and max(abs(other.left - left), abs(other.top - top)) <= 2 * ALIKE
            for other in cards
        )
        if not known and len(set(card.labels.values())) >= LEAST_FOUND:
            cards.append(card)
    return cards


def _labels_at(
    page: int, left: float, top: float, shifts: Mapping[str, _Shift], places: Mapping[str, Sequence[Place]]
) -> dict[str, Box]:
    """Return the labels that stand where a card with this corner has them."""
    return {
        name: place.box
        for name, shift in shifts.items()
        for place in places[name]
        if place.page == page
        and abs(place.box.left - left - shift.right) <= ALIKE
        and abs(place.box.top - top - shift.down) <= ALIKE
    }
