"""Persons in a grid of cards, each with labels: "Person 1" beside "Person 2", over "Person 3" and "4"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from contracts.fields import FieldSpec
from contracts.records import Box
from extractors.forms.column_heads import APPLICANT, LEAST_HEADS, ROOM, SAME_LINE, number_of
from extractors.forms.labels import find_label
from extractors.forms.layout import Segment

NAMES: Final = ("familienname", "vorname")
"""Columns whose labels stand in every card."""

PAGE: Final = 2000.0
"""Points that are further right, and further down, than any page goes."""


def cards_of_others(columns: Mapping[str, FieldSpec], segments: Sequence[Segment]) -> list[tuple[int, Box]]:
    """Return the places of the cards of all persons but the first one; none if the form has no such grid.

    Heads that count the persons stand in several rows, and in columns; under each are labels of names.
    """
    pages = {each.page for each in segments if number_of(each) == APPLICANT}
    found = []
    for page in sorted(pages):
        heads = [each for each in segments if each.page == page and number_of(each)]
        cards = [(head, _card(head, rows)) for rows in [_rows(heads)] if _is_grid(rows) for head in heads]
        named = _names(columns, page, segments)
        if cards and all(any(card.holds(*name.middle) for name in named) for _, card in cards):
            found += [(page, card) for head, card in cards if number_of(head) != APPLICANT]
    return found


def _rows(heads: Sequence[Segment]) -> list[list[Segment]]:
    """Return heads in rows, from top to bottom."""
    rows: list[list[Segment]] = []
    for head in sorted(heads, key=lambda each: each.box.top):
        if rows and head.box.top - rows[-1][0].box.top < SAME_LINE:
            rows[-1].append(head)
        else:
            rows.append([head])
    return [sorted(row, key=lambda each: each.box.left) for row in rows]


def _is_grid(rows: Sequence[Sequence[Segment]]) -> bool:
    """Whether there are several rows of several heads, each row beginning in the same column."""
    starts = [row[0].box.left for row in rows]
    even = max(starts) - min(starts) < ROOM
    return len(rows) > 1 and even and all(len(row) >= LEAST_HEADS for row in rows)


def _card(head: Segment, rows: Sequence[Sequence[Segment]]) -> Box:
    """Return the place under a head, as far as the next ones right of it and below."""
    number, row = next((number, row) for number, row in enumerate(rows) if head in row)
    right = min((each.box.left - ROOM for each in row if each.box.left > head.box.left), default=PAGE)
    height = min(below[0].box.top - above[0].box.top for above, below in pairwise(rows))
    ends = rows[number + 1][0].box.top if number + 1 < len(rows) else head.box.top + height
    return Box(head.box.left - ROOM, head.box.top, right, ends)


def _names(columns: Mapping[str, FieldSpec], page: int, segments: Sequence[Segment]) -> list[Box]:
    labels = {label for name in NAMES if name in columns for label in columns[name].labels}
    return [hit.box for label in labels for hit in find_label(label, segments) if hit.page == page]
