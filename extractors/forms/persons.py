"""Lists of persons on an unknown form: a table with a row of headings, one person a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import WidgetKind, Word
from contracts.records import Box
from extractors.forms.answers import written
from extractors.forms.choices import choice_in
from extractors.forms.labels import Hit, find_label
from extractors.forms.layout import lines
from extractors.forms.live import written_in
from extractors.forms.names import FAMILY_FIRST, GIVEN_FIRST, split_name
from extractors.forms.normalise import normalise
from extractors.forms.readings import EMPTY, Written, listed, settled, value_of
from extractors.forms.sheet import Sheet

LEAST_COLUMNS: Final = 2
NAMES: Final = frozenset({"familienname", "vorname"})
ROW_GAP: Final = 40.0
MOST_ROWS: Final = 10
TABLE_HEIGHT: Final = 320.0


class Column(NamedTuple):
    """A column of the table, from its heading."""

    name: str
    left: float
    right: float


class Table(NamedTuple):
    """The headings of a list of persons."""

    page: int
    bottom: float
    columns: tuple[Column, ...]
    given_first: bool = False


def read_persons(spec: FieldSpec, sheet: Sheet, applicant: Mapping[str, FieldReading]) -> FieldReading:
    """Return the persons listed beside the applicant, in the form's order; empty if none is."""
    for table in _tables(spec, sheet):
        people = (_person(spec, table, row, sheet) for row in _rows(table, sheet))
        items = [item for item in people if item is not None and not _is_applicant(item, applicant)]
        if items:
            return listed(items)
    return EMPTY


def _tables(spec: FieldSpec, sheet: Sheet) -> list[Table]:
    """Return the rows of headings that name the columns of a person, the fullest first."""
    hits = [
        (name, hit)
        for name, column in spec.columns.items()
        for label in (*column.labels, *_full_names(name))
        for hit in find_label(label, sheet.segments)
    ]
    tables = []
    for _, anchor in hits:
        row = _one_each([(name, hit) for name, hit in hits if _same_row(hit, anchor)])
        places = {hit.box.left for hit in row.values()}
        if len(places) >= LEAST_COLUMNS and NAMES & set(row) and set(row) - NAMES:
            tables.append(_table(row, given_first=_given_first(row, sheet)))
    verdict = sheet.headings.verdict
    return sorted(
        set(tables),
        key=lambda table: (
            -verdict(
                spec,
                table.page,
                Box(table.columns[0].left, table.bottom - 8, table.columns[-1].right, table.bottom),
            ),
            -len(table.columns),
        ),
    )


def _is_applicant(item: Mapping[str, FieldReading], applicant: Mapping[str, FieldReading]) -> bool:
    """The applicant's own fields may stand side by side as well, like a table of one row."""
    return all(
        item[name].value in {None, applicant[name].value}
        for name in ("familienname", "vorname", "geburtsdatum")
        if name in item and name in applicant
    )


def _full_names(column: str) -> tuple[str, ...]:
    """Return headings that name both parts of a person's name."""
    return (*FAMILY_FIRST, *GIVEN_FIRST) if column in NAMES else ()


def _given_first(row: Mapping[str, Hit], sheet: Sheet) -> bool:
    """Whether the heading of the names asks for the given name first."""
    name = next(hit for column, hit in row.items() if column in NAMES)
    hits = [hit for label in GIVEN_FIRST for hit in find_label(label, sheet.segments)]
    return any(hit.page == name.page and hit.box == name.box for hit in hits)


def _same_row(hit: Hit, anchor: Hit) -> bool:
    return hit.page == anchor.page and abs(hit.box.top - anchor.box.top) < 8


def _one_each(row: Sequence[tuple[str, Hit]]) -> dict[str, Hit]:
    """Return one hit per column; one place is the heading of one column only, unless it names two."""
    best: dict[str, Hit] = {}
    for name, hit in sorted(row, key=lambda each: (-each[1].score, each[1].box.left)):
        best.setdefault(name, hit)
    return best


def _table(row: Mapping[str, Hit], *, given_first: bool) -> Table:
    ordered = sorted(row.items(), key=lambda each: each[1].box.left)
    columns = []
    for index, (name, hit) in enumerate(ordered):
        later = [other.box.left for _, other in ordered[index + 1 :] if other.box.left > hit.box.left + 2]
        end = min(later, default=hit.box.left + 160)
        columns.append(Column(name, hit.box.left - 6, end - 6))
    first = next(iter(row.values()))
    return Table(first.page, max(hit.box.bottom for hit in row.values()), tuple(columns), given_first)


def _rows(table: Table, sheet: Sheet) -> list[list[Written]]:
    """Return what stands under the headings, row by row, until a gap or a label ends the table."""
    left, right = table.columns[0].left, table.columns[-1].right
    page = sheet.pages[table.page]
    under = [
        word
        for word in sheet.words[table.page]
        if table.bottom < word.box.middle[1] < table.bottom + TABLE_HEIGHT
        and left <= word.box.left < right
        and not sheet.is_label(table.page, word)
    ]
    entries = [(word.box, written([word], page)) for word in under]
    entries += [
        (widget.box, text)
        for widget in page.widgets
        if widget.kind in {WidgetKind.TEXT, WidgetKind.CHOICE}
        and table.bottom - 2 < widget.box.middle[1] < table.bottom + TABLE_HEIGHT
        and left - 4 <= widget.box.left < right
        and (text := written_in(widget, page)) is not None
    ]
    grid = lines([Word(str(index), box) for index, (box, _) in enumerate(entries)])
    rows: list[list[Written]] = []
    last = table.bottom
    for line in grid[:MOST_ROWS]:
        if line[0].box.top - last > ROW_GAP:
            break
        last = max(word.box.bottom for word in line)
        rows.append([entries[int(word.text)][1] for word in line])
    return rows


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
            item[column.name] = value_of(
                spec.columns[column.name], " ".join(text.raw for text in inside), inside
            )
    item |= _parted(item, spec, given_first=table.given_first)
    item = settled(item | _ticked_anywhere(spec, item, table, row, sheet), spec.columns)
    named = [item[name].value for name in ("vorname", "familienname") if name in item]
    born = item.get("geburtsdatum", EMPTY)
    asked = any(column.name == "geburtsdatum" for column in table.columns)
    has_date = any(map(str.isdigit, born.raw))
    return item if any(named) and (has_date if asked else all(named)) else None


def _ticked(
    spec: FieldSpec, column: Column, table: Table, row: Sequence[Written], sheet: Sheet
) -> FieldReading | None:
    """Return the reading of tick boxes in a row's cell, if the column has any."""
    if spec.kind not in {FieldKind.YES_NO, FieldKind.CHOICE}:
        return None
    return choice_in(spec, table.page, _band(row, column.left, column.right), sheet)


def _ticked_anywhere(
    spec: FieldSpec, item: Mapping[str, FieldReading], table: Table, row: Sequence[Written], sheet: Sheet
) -> dict[str, FieldReading]:
    """Return choices whose column has a heading that is not known, by the words at their tick boxes."""
    headed = {column.name for column in table.columns}
    width = sheet.pages[table.page].size.width
    found = {
        name: choice_in(spec.columns[name], table.page, _band(row, 0, width), sheet)
        for name in item
        if name not in headed and spec.columns[name].kind is FieldKind.CHOICE
    }
    return {name: reading for name, reading in found.items() if reading is not None}


def _band(row: Sequence[Written], left: float, right: float) -> Box:
    top, bottom = min(text.box.top for text in row), max(text.box.bottom for text in row)
    return Box(left, top - 6, right, bottom + 6)


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
