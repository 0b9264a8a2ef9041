"""Lists of persons on an unknown form: a table with a row of headings, one person a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource, WidgetKind, Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.answering.answers import written
from extractors.forms.choosing.choices import choice_in
from extractors.forms.page.layout import lines
from extractors.forms.parts.live import written_in
from extractors.forms.parts.readings import EMPTY, Written, settled, value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.parts.tables import HEIGHT, Column, Table, in_rulings, person_tables
from extractors.forms.people.continued_tables import with_continued
from extractors.forms.people.untitled_columns import TICKED_KINDS, row_band, untitled_choices
from extractors.forms.values.names import split_name
from extractors.forms.values.normalise import normalise

RELATION: Final = "rolle"
ROW_GAP: Final = 40.0
HEAD: Final = 40.0
"""Points over the headings of a table within which its own heading ends."""

SAME_LINE: Final = 4.0
"""Points by which the middles of words on one line differ, at most."""

MOST_ROWS: Final = 10
MOST_LINES: Final = 5.0
"""Heights of a line of print that a row of several lines is high, at most."""

_HYPHENATED: Final = re.compile(r"(?<=\w)(?:- | -)(?=[A-ZÄÖÜ])")
"""A double name that goes on in the next line of its cell, or of which OCR made two words."""

LEAST_DIGITS: Final = 3
"""Digits of a birthday that is hard to read; a paragraph under an empty table has fewer."""


def persons_in_tables(
    spec: FieldSpec, sheet: Sheet, applicant: Mapping[str, FieldReading]
) -> list[list[dict[str, FieldReading]]]:
    """Return the persons listed beside the applicant, table by table, in the order of the rows."""
    tables = []
    for found in person_tables(spec, sheet.segments, sheet.headings):
        table = in_rulings(found, sheet.cell)
        people = (_person(spec, table, row, sheet) for row in _rows(table, spec, sheet))
        items = [
            _with_role(item, spec, table, sheet)
            for item in people
            if item is not None and (_is_relative(item) or not _is_applicant(item, applicant))
        ]
        if items:
            tables.append(with_continued(items, spec, sheet))
    return tables


def _with_role(
    item: dict[str, FieldReading], spec: FieldSpec, table: Table, sheet: Sheet
) -> dict[str, FieldReading]:
    """Return a person with a choice that the table does not ask for, but its heading says: "Kinder"."""
    for name, column in spec.columns.items():
        said = column.kind is FieldKind.CHOICE and item[name].value is None and not item[name].raw
        heading = _heading_over(column, table, sheet) if said else None
        if heading is not None:
            return {**item, name: heading}
    return item


def _heading_over(spec: FieldSpec, table: Table, sheet: Sheet) -> FieldReading | None:
    """Return the one option that the line over a table names first; None if there is none."""
    left, right = table.columns[0].left - HEAD, table.columns[-1].right
    over = [
        each
        for each in sheet.segments
        if each.page == table.page
        and HEAD >= table.bottom - each.box.bottom > each.box.height / 2
        and left <= each.box.left < right
    ]
    line = max(over, key=lambda each: (each.box.bottom, -each.box.left), default=None)
    if line is None:
        return None
    first = fold(line.words[0].text)
    options = [option for option, words in spec.options.items() if first in map(fold, words)]
    others = {fold(word) for words in spec.options.values() for word in words} & set(line.folded.split())
    if len(options) != 1 or others - {*map(fold, spec.options[options[0]])}:
        return None
    return value_of(spec, options[0], [written(line.words, sheet.pages[table.page])])


def _is_relative(item: Mapping[str, FieldReading]) -> bool:
    """Whether a row says what its person is to the applicant, who has no such relation."""
    return item.get(RELATION, EMPTY).value is not None


def _is_applicant(item: Mapping[str, FieldReading], applicant: Mapping[str, FieldReading]) -> bool:
    """The applicant's own fields may stand side by side as well, like a table of one row."""
    same = {
        name: item[name].value == applicant[name].value
        for name in ("familienname", "vorname", "geburtsdatum")
        if name in item and name in applicant and item[name].value is not None
    }
    written = fold(" ".join(item[name].raw for name in ("familienname", "vorname") if name in item))
    given = fold(applicant.get("vorname", EMPTY).value or "")
    in_full = same.get("geburtsdatum", False) and bool(given) and given in written
    return all(same.values()) or in_full


def _rows(table: Table, spec: FieldSpec, sheet: Sheet) -> list[list[Written]]:
    """Return what stands under the headings, row by row, until a gap or a label ends the table."""
    left, right = table.columns[0].left, table.columns[-1].right
    page = sheet.pages[table.page]
    under = [
        word
        for word in sheet.words[table.page]
        if table.bottom < word.box.middle[1] < table.bottom + HEIGHT
        and left <= word.box.left < right
        and not sheet.is_label(table.page, word)
    ]
    entries = [(word.box, written([word], page)) for word in under]
    entries += [
        (widget.box, text)
        for widget in page.widgets
        if widget.kind in {WidgetKind.TEXT, WidgetKind.CHOICE}
        and table.bottom - 2 < widget.box.middle[1] < table.bottom + HEIGHT
        and left - 4 <= widget.box.left < right
        and (text := written_in(widget, page)) is not None
    ]
    grid = lines([Word(str(index), box) for index, (box, _) in enumerate(entries)])
    asked = _other_labels(table, spec, sheet)
    rows: list[list[Written]] = []
    last = table.bottom
    for line in grid[:MOST_ROWS]:
        heads = sheet.headings.on_line(table.page, line[0].box)
        alone = len(sheet.segments_on_line(table.page, line[0].box)) == 1
        ends = heads and alone and not _is_in_column(table, line[0], sheet)
        row = [entries[int(word.text)][1] for word in line]
        ends = ends or (bool(rows) and _asks_next(row, last, asked))
        if line[0].box.top - last > ROW_GAP or ends:
            break
        last = max(word.box.bottom for word in line)
        if rows and _goes_on(rows[-1], row, sheet):
            rows[-1].extend(row)
        else:
            rows.append(row)
    return rows


def _asks_next(row: Sequence[Written], last: float, asked: Sequence[Box]) -> bool:
    """Whether labels stand between a row and the one before, or on it where it holds no birthday."""
    born = sum(map(str.isdigit, "".join(text.raw for text in row))) >= LEAST_DIGITS
    lowest = max(text.box.middle[1] for text in row) + (-SAME_LINE if born else SAME_LINE)
    return any(last < box.middle[1] < lowest for box in asked)


def _other_labels(table: Table, spec: FieldSpec, sheet: Sheet) -> list[Box]:
    """Return the labels under a table's heads, in its width, that ask for nothing that a list asks for.

    Between the rows of a list there are none: fields side by side look like a list of one row.
    """
    left, right = table.columns[0].left, table.columns[-1].right
    columns = [hit.box for column in spec.columns.values() for hit in sheet.mentions(column)]
    return [
        hit.box
        for hit in sheet.known_labels
        if hit.page == table.page
        and left <= hit.box.left < right
        and hit.box.top > table.bottom
        and not any(hit.box.overlap(box) > 0 for box in columns)
    ]


def _is_in_column(table: Table, word: Word, sheet: Sheet) -> bool:
    """Whether a word stands in a ruled cell of one column, as the end of its head does; no heading does."""
    cell = sheet.cell(table.page, word.box)
    return cell is not None and cell.width < (table.columns[-1].right - table.columns[0].left) / 2


def _goes_on(row: Sequence[Written], line: Sequence[Written], sheet: Sheet) -> bool:
    """Whether a line belongs to the row over it: in the same ruled cells, and only one of the two has a date.

    A cell that is higher than some lines is one of a table without rulings between its rows.
    """
    digits = [sum(map(str.isdigit, "".join(text.raw for text in each))) for each in (row, line)]
    if min(digits) >= LEAST_DIGITS:
        return False
    cells = [sheet.cell(text.page, text.box) for text in line]
    middle = row[-1].box.middle[1]
    return all(
        cell is not None and cell.top < middle < cell.bottom and cell.height < MOST_LINES * text.box.height
        for cell, text in zip(cells, line, strict=True)
    )


def _person(
    spec: FieldSpec, table: Table, row: Sequence[Written], sheet: Sheet
) -> dict[str, FieldReading] | None:
    item = dict.fromkeys(spec.columns, EMPTY)
    for column in table.columns:
        inside = [text for text in row if column.left <= text.box.left < column.right]
        ticked = _ticked(spec.columns[column.name], column, table, row, sheet)
        if ticked is not None:
            item[column.name] = ticked
        elif inside:
            raw = _HYPHENATED.sub("-", " ".join(text.raw for text in inside))
            item[column.name] = value_of(spec.columns[column.name], raw, inside)
    item |= _parted(item, spec, given_first=table.given_first)
    item = settled(item | untitled_choices(spec, table, row, sheet), spec.columns)
    return item if _is_somebody(item, table, row) else None


def _is_somebody(item: Mapping[str, FieldReading], table: Table, row: Sequence[Written]) -> bool:
    """Whether a line is a person's, even one whose name or birthday could not be read: nobody is left out."""
    names = [item[name] for name in ("vorname", "familienname") if name in item]
    named = [name.value is not None for name in names]
    if any(named) and any(text.source is TextSource.WIDGET for text in row):
        return True
    if not any(column.name == "geburtsdatum" for column in table.columns):
        return all(named)
    born = item.get("geburtsdatum", EMPTY)
    has_date = sum(map(str.isdigit, born.raw)) >= LEAST_DIGITS
    return born.value is not None or (has_date and any(name.raw for name in names))


def _ticked(
    spec: FieldSpec, column: Column, table: Table, row: Sequence[Written], sheet: Sheet
) -> FieldReading | None:
    """Return the reading of tick boxes in a row's cell, if the column has any."""
    if spec.kind not in TICKED_KINDS:
        return None
    return choice_in(spec, table.page, row_band(row, column.left, column.right), sheet)


def _parted(
    item: Mapping[str, FieldReading], spec: FieldSpec, *, given_first: bool
) -> dict[str, FieldReading]:
    """Return both parts where one column holds the full name."""
    family, given = item.get("familienname", EMPTY), item.get("vorname", EMPTY)
    if not family.raw or (family.raw, family.box) != (given.raw, given.box):
        return {}
    full = split_name(family.raw, given_first=given_first)
    parts = {} if full is None else {"familienname": full.family, "vorname": full.given}
    return {
        name: family.model_copy(update={"value": value, "state": FieldState.FILLED})
        for name, text in parts.items()
        if (value := normalise(spec.columns[name], text)) is not None
    }
