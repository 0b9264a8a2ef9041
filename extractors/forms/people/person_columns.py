"""Persons side by side: "Person 1", "Person 2" head the columns, and the labels stand at the left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.records import Box
from extractors.forms.answering.answers import written
from extractors.forms.answering.best_answer import best_answer
from extractors.forms.choosing.choices import choice_in
from extractors.forms.labelling.column_heads import (
    APPLICANT,
    LEAST_HEADS,
    ROOM,
    cells_below,
    columns_under,
    go_on,
    heads_of_persons,
    number_of,
)
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.page.layout import Segment
from extractors.forms.page.owners import TYPED
from extractors.forms.parts.live import written_in
from extractors.forms.parts.readings import EMPTY, Written, settled, value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.normalise import chosen

TALLEST: Final = 45.0
TICKED: Final = frozenset({FieldKind.CHOICE, FieldKind.YES_NO})
COUNTED: Final = re.compile(r"^(?:\w+ ?\d\W*|\d[.)]? )")
"""With these words a head counts its person: "Person 2: ...", "2 Ehegatte"."""

_COUNTING: Final = re.compile(r" ?\d{1,2}\.?$")
"""With this a head counts those of one kind: "Kind 2"."""

NAMED: Final = ("familienname", "vorname", "geburtsdatum")


class _Row(NamedTuple):
    """A label left of the columns; ``cell`` is its own one, where it is ruled."""

    name: str
    top: float
    bottom: float
    cell: Box | None


def persons_in_columns(spec: FieldSpec, sheet: Sheet) -> list[dict[str, FieldReading]]:
    """Return the persons in columns of their own; the first person is the applicant.

    More persons may follow in further rows of columns.
    """
    people: list[dict[str, FieldReading]] = []
    before: Sequence[Segment] = ()
    for heads in heads_of_persons(sheet.segments):
        page, width = heads[0].page, sheet.pages[heads[0].page].size.width
        columns = columns_under(heads, width, sheet.cell)
        rows = _rows(spec, heads[0], columns[0].left, sheet)
        asked = len({row.name for row in rows} & set(NAMED)) >= LEAST_HEADS
        if not asked or (before and not go_on(heads, before)):
            continue
        before = heads
        people += [
            _person(spec, page, rows, column, sheet)
            for head, column in zip(heads, columns, strict=True)
            if number_of(head) != APPLICANT
        ]
    return [person for person in people if any(person[name].raw for name in NAMED if name in person)]


def persons_under_heads(spec: FieldSpec, sheet: Sheet) -> list[dict[str, FieldReading]]:
    """Return the persons in columns with labels of their own in each, as in a registration for a couple."""
    asking = {name: own.model_copy(update={"kind": FieldKind.PERSONS}) for name, own in spec.columns.items()}
    labels = {name: sheet.hits(name, own) for name, own in asking.items()}
    for heads in heads_of_persons(sheet.segments):
        page, width = heads[0].page, sheet.pages[heads[0].page].size.width
        people = []
        for head, place in zip(heads, columns_under(heads, width, sheet.cell), strict=True):
            column = place._replace(top=head.box.bottom)
            own = {name: _first_in(hits, page, column) for name, hits in labels.items()}
            if number_of(head) != APPLICANT and sum(bool(own[name]) for name in NAMED if name in own) > 1:
                people.append(_under_head(spec, head, column, own, sheet))
        if people:
            return [person for person in people if any(person[name].raw for name in NAMED if name in person)]
    return []


def _first_in(hits: Sequence[LabelHit], page: int, column: Box) -> list[LabelHit]:
    """Return the uppermost of some labels inside a column; further down they may head a table."""
    inside = [each for each in hits if each.hit.page == page and column.holds(*each.hit.box.middle)]
    return sorted(inside, key=lambda each: each.hit.box.top)[:1]


def _under_head(
    spec: FieldSpec, head: Segment, column: Box, labels: Mapping[str, Sequence[LabelHit]], sheet: Sheet
) -> dict[str, FieldReading]:
    top = min(each.hit.box.top for found in labels.values() for each in found)
    over = Box(column.left, head.box.top, column.right, top)
    item = dict.fromkeys(spec.columns, EMPTY) | said_in_head(spec, head.page, over, sheet)
    for name, found in labels.items():
        item[name] = best_answer(spec.columns[name], found, sheet) or item[name]
    return settled(item, spec.columns)


def _rows(spec: FieldSpec, first: Segment, left: float, sheet: Sheet) -> list[_Row]:
    """Return where the answers to each column of the list stand: in the row of its label, left of all heads.

    Args:
        spec: The list of persons.
        first: The head of the leftmost column.
        left: Where that column begins.
        sheet: The form.
    """
    found: dict[str, _Row] = {}
    end = _next_heads(first, sheet)
    for name, column in spec.columns.items():
        hits = (hit for label in column.labels for hit in sheet.find(label))
        own = [
            hit
            for hit in hits
            if hit.page == first.page and first.box.bottom < hit.box.top < end and hit.box.right < left + ROOM
        ]
        if own:
            hit = min(own, key=lambda hit: (hit.box.top, -hit.score))
            cell = sheet.cell(hit.page, hit.box)
            top, bottom = (cell.top, cell.bottom) if cell else (hit.box.top - ROOM, hit.box.bottom + ROOM)
            found[name] = _Row(name, top, bottom if cell else min(bottom, top + TALLEST), cell)
    beside = [row for row in found.values() if row.cell and abs(row.cell.right - left) < ROOM]
    if len(beside) < LEAST_HEADS:
        return list(found.values())
    return beside + [high for row in found.values() if row.cell is None and (high := _between(row, beside))]


def _between(row: _Row, ruled: Sequence[_Row]) -> _Row | None:
    """Return a row whose rulings were not found, high as with many options, down to the next ruled one."""
    above = any(each.bottom <= row.top + ROOM for each in ruled)
    below = min((each.top for each in ruled if each.top > row.top), default=None)
    return row._replace(bottom=below) if above and below is not None else None


def _next_heads(first: Segment, sheet: Sheet) -> float:
    """Return where the columns under a row of heads end at the latest: at the next one on its page."""
    rows = (heads[0] for heads in heads_of_persons(sheet.segments))
    below = (each.box.top for each in rows if each.page == first.page and each.box.top > first.box.bottom)
    return min(below, default=sheet.pages[first.page].size.height)


def _person(
    spec: FieldSpec, page: int, rows: Sequence[_Row], column: Box, sheet: Sheet
) -> dict[str, FieldReading]:
    head = Box(column.left, column.top, column.right, min(row.top for row in rows))
    item = dict.fromkeys(spec.columns, EMPTY) | said_in_head(spec, page, head, sheet)
    for row in rows:
        area = Box(column.left, row.top, column.right, row.bottom)
        own = spec.columns[row.name]
        chosen = choice_in(own, page, area, sheet) if own.kind in TICKED else None
        text = _text_in(page, area, sheet)
        if chosen is not None:
            item[row.name] = chosen
        elif text is not None:
            item[row.name] = value_of(own, text.raw, [text])
    asked = {row.name for row in rows}
    for name in spec.columns.keys() - asked:
        if spec.columns[name].kind is FieldKind.CHOICE and item[name] is EMPTY:
            item[name] = _ticked_below(spec.columns[name], page, column, sheet) or EMPTY
    return settled(item, spec.columns)


def _ticked_below(spec: FieldSpec, page: int, column: Box, sheet: Sheet) -> FieldReading | None:
    """Return a choice whose label is not known: the tick boxes in a cell of the column name its options."""
    for cell in cells_below(page, column, sheet.cell):
        chosen = choice_in(spec, page, cell, sheet)
        if chosen is not None:
            return chosen
    return None


def said_in_head(spec: FieldSpec, page: int, head: Box, sheet: Sheet) -> dict[str, FieldReading]:
    """Return the choices that the head of a person's answers names: "Person 3", and under it "Kind".

    Heads also count: "Kind 2".
    """
    found = {}
    for each in sheet.segments:
        if each.page != page or not head.holds(*each.box.middle):
            continue
        text = written(each.words, sheet.pages[page])
        raw = COUNTED.sub("", _COUNTING.sub("", text.raw))
        for name, own in spec.columns.items():
            if own.kind is FieldKind.CHOICE and chosen(own.options, raw):
                found[name] = value_of(own, raw, [text])
    return found


def _text_in(page: int, area: Box, sheet: Sheet) -> Written | None:
    """Return what stands in an area, in a live field or as print."""
    live = [each for each in sheet.pages[page].widgets if each.kind in TYPED and area.holds(*each.box.middle)]
    if live:
        return written_in(live[0], sheet.pages[page])
    words = [word for word in sheet.words[page] if area.holds(*word.box.middle)]
    return written(words, sheet.pages[page]) if words else None
