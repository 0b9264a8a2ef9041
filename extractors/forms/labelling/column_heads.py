"""Heads of columns that hold a person each: "Person 1", "Person 2"; or "1 Antragsteller", "2 Ehegatte"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from contracts.records import Box
from extractors.forms.page.layout import Segment
from extractors.forms.page.scopes import CellOf

_HEAD: Final = re.compile(
    r"(?:Person|Familienmitglied|Haushaltsmitglied|Mitglied|Elternteil) ?(?P<number>\d)\b.*"
    r"|(?P<first>\d)\. (?:\w+ )?Person\b.*"
    r"|(?:1[.)]? ?)?(?P<own>(?:Antragstell|Anmeldend|Meldepflichtig)[\w/*:()]*(?: Person)?)"
)
"""OCR may lose the blank before the number."""

_COUNTED: Final = re.compile(r"(?P<number>[1-9])[.)]? ?[A-ZÄÖÜ]\D*")
"""Further heads beside the applicant's, if that is counted too: "2 Ehegatte", "3 Kind"."""

APPLICANT, SECOND = "1", "2"
FURTHER: Final = "weitere"
"""So heads count those beside the applicant: "1. weitere Person" is the second one."""

SAME_LINE: Final = 4.0
"""Points by which the heads of the columns may differ."""

LEAST_HEADS: Final = 2
DEEPEST: Final = 320.0
"""Points under the heads that such columns go on at most."""

ROOM: Final = 6.0
"""Points left of a head at which its column begins."""


class OwnColumn(NamedTuple):
    """The applicant's column: ``labels`` is where its labels stand, left of all heads."""

    page: int
    head: Box
    labels: Box
    left: float
    right: float


def heads_of_persons(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Yield rows of heads that count persons from one on, or from two if the applicant stands elsewhere.

    A further row goes on counting: "Person 3", "Person 4".
    """
    counted = [segment for segment in segments if number_of(segment)]
    begin = {APPLICANT, SECOND}
    for first in counted:
        if number_of(first) in begin:
            row = [
                each
                for each in counted
                if each.page == first.page and abs(each.box.top - first.box.top) < SAME_LINE
            ]
            row = row if len(row) >= LEAST_HEADS else _counted_from(first, segments)
            if len(row) >= LEAST_HEADS and row[0] is first:
                heads = sorted(row, key=lambda each: each.box.left)
                begin.add(_next_number(heads))
                yield heads


def _counted_from(first: Segment, segments: Sequence[Segment]) -> list[Segment]:
    """Return a head that counts the applicant, and those on its line that count on, whoever they name."""
    heads = [first]
    if _COUNTED.fullmatch(first.text) and number_of(first) == APPLICANT:
        beside = (
            each
            for each in segments
            if each.page == first.page and abs(each.box.top - first.box.top) < SAME_LINE
        )
        for each in sorted(beside, key=lambda each: each.box.left):
            counted = _COUNTED.fullmatch(each.text)
            if counted and int(counted["number"]) == len(heads) + 1:
                heads.append(each)
    return heads


def go_on(heads: Sequence[Segment], before: Sequence[Segment]) -> bool:
    """Whether a row of heads counts on from another one."""
    return number_of(heads[0]) == _next_number(before)


def _next_number(heads: Sequence[Segment]) -> str:
    last = _COUNTED.fullmatch(heads[-1].text)
    return str(int(number_of(heads[-1]) or (last["number"] if last else APPLICANT)) + 1)


def columns_under(heads: Sequence[Segment], width: float, cell: CellOf) -> list[Box]:
    """Return the columns under heads, from left to right: as wide as their cells, where they are ruled.

    Args:
        heads: In one row.
        width: Of the page, in points.
        cell: Finds the ruled cell around a box.
    """
    ruled = [_own_cell(head, heads, cell) for head in heads]
    starts = [own.left if own else head.box.left - ROOM for head, own in zip(heads, ruled, strict=True)]
    ends = [*starts[1:], ruled[-1].right if all(ruled) and ruled[-1] else width]
    return [
        Box(start, head.box.top, end, head.box.bottom + DEEPEST)
        for head, start, end in zip(heads, starts, ends, strict=True)
    ]


def _own_cell(head: Segment, heads: Sequence[Segment], cell: CellOf) -> Box | None:
    """Return the cell around a head, unless others stand in it too."""
    own = cell(head.page, head.box)
    return own if own and sum(own.left < each.box.middle[0] < own.right for each in heads) == 1 else None


def number_of(head: Segment) -> str | None:
    """Return the number of a person whose column a head stands over; None if it is no such head."""
    found = _HEAD.fullmatch(head.text)
    if found is None:
        return None
    if found["first"] and FURTHER in head.text.lower():
        return str(int(found["first"]) + 1)
    return APPLICANT if found["own"] else found["number"] or found["first"]


def columns_of_others(segments: Sequence[Segment], cell: CellOf) -> Iterator[tuple[int, Box]]:
    """Yield where labels stand that only ask about further persons: left of their columns."""
    for heads in heads_of_persons(segments):
        if number_of(heads[0]) != APPLICANT:
            yield heads[0].page, _labels_of(heads, cell)


def left_of_columns(segments: Sequence[Segment], cell: CellOf) -> Iterator[tuple[int, Box]]:
    """Yield where the labels of columns with a person each stand."""
    for heads in heads_of_persons(segments):
        yield heads[0].page, _labels_of(heads, cell)


def _labels_of(heads: Sequence[Segment], cell: CellOf) -> Box:
    """Return where the labels stand left of columns; ruled columns end where their cells do."""
    page, top = heads[0].page, heads[0].box.bottom
    first = columns_under(heads, 0.0, cell)[0]
    cells = list(cells_below(page, first, cell))
    return Box(0, top, first.left, cells[-1].bottom if cells else top + DEEPEST)


def cells_below(page: int, column: Box, cell: CellOf) -> Iterator[Box]:
    """Yield the ruled cells of a column, from its head down; none if it is not ruled."""
    own = cell(page, Box(column.left + 3, column.top + 1, column.left + 6, column.top + 4))
    while own is not None and abs(own.left - column.left) < ROOM:
        yield own
        under = cell(page, Box(own.left + 3, own.bottom + 5, own.left + 6, own.bottom + 9))
        own = under if under is not None and under.top > own.top else None


def columns_of_applicant(segments: Sequence[Segment], cell: CellOf) -> Iterator[OwnColumn]:
    """Yield the columns of the first person, where the applicant's answers stand."""
    for heads in heads_of_persons(segments):
        first = heads[0]
        if number_of(first) == APPLICANT:
            own = columns_under(heads, 0.0, cell)[0]
            labels = Box(0, first.box.bottom, first.box.left - ROOM / 2, first.box.bottom + DEEPEST)
            yield OwnColumn(first.page, first.box, labels, own.left, own.right)
