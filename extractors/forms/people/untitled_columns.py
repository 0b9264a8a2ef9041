"""Choices in columns of a list whose heads are not known: by what is ticked or written in a person's row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.records import Box
from contracts.values import fold
from extractors.forms.answering.answers import written
from extractors.forms.choosing.choices import choice_in, ticked_boxes
from extractors.forms.choosing.tick_marks import TICKS
from extractors.forms.page.layout import Segment
from extractors.forms.parts.readings import EMPTY, UNFOUND, Written, value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.parts.tables import Table

TICKED_KINDS: Final = frozenset({FieldKind.YES_NO, FieldKind.CHOICE})

AT_BOX: Final = 16.0
"""Points between a tick box and the words that it is for."""

ABOVE_AND_BELOW: Final = 6.0
"""Points over and under the words of a row within which its tick boxes stand."""


def row_band(row: Sequence[Written], left: float, right: float) -> Box:
    """Return where the tick boxes of a row stand between two edges."""
    top, bottom = min(text.box.top for text in row), max(text.box.bottom for text in row)
    return Box(left, top - ABOVE_AND_BELOW, right, bottom + ABOVE_AND_BELOW)


def untitled_choices(
    spec: FieldSpec, table: Table, row: Sequence[Written], sheet: Sheet
) -> dict[str, FieldReading]:
    """Return the choices of a row whose columns have heads that are not known.

    Where a box is ticked that belongs to no known column, what it answers is unclear, not empty.
    """
    headed = {column.name for column in table.columns}
    headed_kinds = {spec.columns[name].kind for name in headed}
    asked = {
        name: column
        for name, column in spec.columns.items()
        if name not in headed
        and column.kind in TICKED_KINDS
        and (column.kind is FieldKind.CHOICE or column.kind not in headed_kinds)
    }
    known = _named(asked, table, row, sheet) | _ticked(asked, table, row, sheet)
    stray = not known and _is_ticked_elsewhere(table, row, sheet)
    return {**dict.fromkeys(asked, UNFOUND if stray else EMPTY), **known}


def _ticked(
    asked: Mapping[str, FieldSpec], table: Table, row: Sequence[Written], sheet: Sheet
) -> dict[str, FieldReading]:
    """Return the choices that the words at the ticked boxes of a row name."""
    band = row_band(row, 0, sheet.pages[table.page].size.width)
    found = {name: choice_in(column, table.page, band, sheet) for name, column in asked.items()}
    return {name: reading for name, reading in found.items() if reading is not None}


def _is_ticked_elsewhere(table: Table, row: Sequence[Written], sheet: Sheet) -> bool:
    band = row_band(row, 0, sheet.pages[table.page].size.width)
    return any(
        not any(column.left <= box.left < column.right for column in table.columns)
        for box in ticked_boxes(table.page, band, sheet)
    )


def _named(
    asked: Mapping[str, FieldSpec], table: Table, row: Sequence[Written], sheet: Sheet
) -> dict[str, FieldReading]:
    """Return the choices whose options a row names in full in other columns; words of two say nothing."""
    found = {}
    for words in _beside_columns(table, row, sheet):
        names = [name for name, column in asked.items() if _is_option(column, words.text)]
        if len(names) == 1 and asked[names[0]].kind is FieldKind.CHOICE:
            text = written(words.words, sheet.pages[table.page])
            found[names[0]] = value_of(asked[names[0]], text.raw, [text])
    return found


def _beside_columns(table: Table, row: Sequence[Written], sheet: Sheet) -> Iterator[Segment]:
    """Yield what is written on the line of a row outside of all columns whose heads are known.

    Words at tick boxes are printed.
    """
    line = Box.around([text.box for text in row])
    boxes = [*sheet.squares(table.page)]
    boxes += [field.box for field in sheet.pages[table.page].widgets if field.kind in TICKS]
    for each in sheet.segments:
        on_line = each.page == table.page and line.top < each.box.middle[1] < line.bottom
        known = any(column.left <= each.box.left < column.right for column in table.columns)
        if on_line and not known and not any(_is_beside(each.box, box) for box in boxes):
            yield each


def _is_beside(words: Box, box: Box) -> bool:
    around = Box(words.left - AT_BOX, words.top, words.right + AT_BOX, words.bottom)
    return around.holds(*box.middle)


def _is_option(spec: FieldSpec, text: str) -> bool:
    return fold(text) in {fold(word) for words in spec.options.values() for word in words}
