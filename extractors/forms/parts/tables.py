"""Tables of persons: the row of headings that says which column is what, and whom the table is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.records import Box
from extractors.forms.labelling.labels import Hit, find_label
from extractors.forms.page.layout import Segment
from extractors.forms.parts.headings import Headings
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST

LEAST_COLUMNS: Final = 2
NAMES: Final = frozenset({"familienname", "vorname"})
HEIGHT: Final = 320.0
"""Points that a table goes on under its headings, at most."""

LAST_COLUMN: Final = 160.0
"""Points that the last column is wide."""

ROW: Final = 8.0
"""Points by which the tops of one row's headings may differ."""


QUESTION: Final = 80.0
"""Points from a question down to the headings of its table, with what explains it, at most."""

_OTHERS: Final = re.compile(
    r"(?:\d+ )?(?:wer|welche personen)\b.*\b(?:noch|mit|bei ihnen|ausserdem|sonst)\b.*"
)

INDENT: Final = 6.0
"""Points that a column begins left of its heading."""


class Column(NamedTuple):
    """A column of the table, from its heading."""

    name: str
    left: float
    right: float


class Table(NamedTuple):
    """The headings of a list of persons; its row may go on to ``right``, with columns nobody knows."""

    page: int
    bottom: float
    columns: tuple[Column, ...]
    given_first: bool = False
    right: float = 0.0

    def heads(self, page: int, box: Box) -> bool:
        """Whether a label is one of the table's headings."""
        return self._is_in_row(page, box) and abs(box.bottom - self.bottom) < 2 * ROW

    def _is_in_row(self, page: int, box: Box) -> bool:
        right = max(self.right, self.columns[-1].right)
        return page == self.page and self.columns[0].left <= box.left < right

    def holds(self, page: int, box: Box) -> bool:
        """Whether a live field lies in the table's columns, under the headings."""
        return self._spans(page, box) and 0 < box.middle[1] - self.bottom < HEIGHT

    def _spans(self, page: int, box: Box) -> bool:
        return page == self.page and self.columns[0].left <= box.left < self.columns[-1].right


def in_rulings(table: Table, cell: Callable[[int, Box], Box | None]) -> Table:
    """Return a table with its columns as wide as the ruled cells of their headings, which may be centred."""
    starts = [column.left + INDENT for column in table.columns]
    columns = []
    for column, start in zip(table.columns, starts, strict=True):
        ruled = cell(table.page, Box(start, table.bottom - ROW, start + ROW, table.bottom))
        own = ruled is not None and sum(ruled.left <= each < ruled.right for each in starts) == 1
        columns.append(Column(column.name, ruled.left, ruled.right) if ruled and own else column)
    return table._replace(columns=tuple(columns))


def person_tables(spec: FieldSpec, segments: Sequence[Segment], headings: Headings) -> list[Table]:
    """Return the rows of headings that name the columns of a person, the likeliest and fullest first."""
    hits = [
        (name, hit)
        for name, column in spec.columns.items()
        for label in (*column.labels, *_full_names(name))
        for hit in find_label(label, segments)
    ]
    tables = []
    for _, anchor in hits:
        row = _one_each([(name, hit) for name, hit in hits if _same_row(hit, anchor)])
        places = {hit.box.left for hit in row.values()}
        if len(places) >= LEAST_COLUMNS and NAMES & set(row) and set(row) - NAMES:
            tables.append(_table(row, segments, given_first=_given_first(row, segments)))
    return sorted(set(tables), key=lambda table: (-_verdict(table, spec, headings), -len(table.columns)))


def tables_of_others(
    fields: Mapping[str, FieldSpec], segments: Sequence[Segment], headings: Headings
) -> list[Table]:
    """Return the tables that are about others: their answers are never the applicant's.

    They ask for a name that was asked for before, stand under a heading that the applicant's name never
    stands under, or under a question that asks for others. Else the applicant's own fields stand side by
    side, or a table lists the applicant first.
    """
    lists = [spec for spec in fields.values() if spec.kind is FieldKind.PERSONS]
    names = [spec for name, spec in fields.items() if name in NAMES]
    return [
        table
        for spec in lists
        for table in person_tables(spec, segments, headings)
        if _asks_again(table, spec, segments, listed=_verdict(table, spec, headings) > 0)
        or any(_verdict(table, name, headings) < 0 for name in names)
        or _is_asked_about_others(table, segments)
    ]


def _is_asked_about_others(table: Table, segments: Sequence[Segment]) -> bool:
    """Whether a question over a table asks who else there is: "Wer wohnt noch bei Ihnen?"."""
    left, right = table.columns[0].left - INDENT, table.columns[-1].right
    return any(
        each.page == table.page
        and 0 < table.bottom - each.box.bottom < QUESTION
        and left - QUESTION < each.box.left < right
        and _OTHERS.fullmatch(each.folded)
        for each in segments
    )


def _asks_again(table: Table, spec: FieldSpec, segments: Sequence[Segment], *, listed: bool) -> bool:
    """Whether the names in a table were asked for above it; one of them is enough in a list of persons.

    So is a birthday that was asked for before: nobody has two.
    """
    columns = {column.name for column in table.columns}
    born = [name for name in columns if spec.columns[name].of_birth]
    if any(_asked_above(name, table, spec, segments) for name in born):
        return True
    asked = [_asked_above(name, table, spec, segments) for name in (NAMES if listed else columns & NAMES)]
    return any(asked) if listed else all(asked)


def _asked_above(name: str, table: Table, spec: FieldSpec, segments: Sequence[Segment]) -> bool:
    return any(
        (hit.page, hit.box.bottom) < (table.page, table.bottom - 2 * ROW)
        for label in (*spec.columns[name].labels, *_full_names(name))
        for hit in find_label(label, segments)
    )


def _verdict(table: Table, spec: FieldSpec, headings: Headings) -> float:
    """Return what the headings say over the first column; "Stellung (Kind)" is about its own column."""
    left = table.columns[0].left + INDENT
    return headings.verdict(spec, table.page, Box(left, table.bottom - ROW, left + INDENT, table.bottom))


def _full_names(column: str) -> tuple[str, ...]:
    """Return headings that name both parts of a person's name."""
    return (*FAMILY_FIRST, *GIVEN_FIRST) if column in NAMES else ()


def _given_first(row: Mapping[str, Hit], segments: Sequence[Segment]) -> bool:
    """Whether the heading of the names asks for the given name first."""
    name = next(hit for column, hit in row.items() if column in NAMES)
    hits = [hit for label in GIVEN_FIRST for hit in find_label(label, segments)]
    return any(hit.page == name.page and hit.box == name.box for hit in hits)


def _same_row(hit: Hit, anchor: Hit) -> bool:
    return hit.page == anchor.page and abs(hit.box.top - anchor.box.top) < ROW


def _one_each(row: Sequence[tuple[str, Hit]]) -> dict[str, Hit]:
    """Return one hit per column; one place is the heading of one column only, unless it names two."""
    best: dict[str, Hit] = {}
    for name, hit in sorted(row, key=lambda each: (-each[1].score, each[1].box.left)):
        best.setdefault(name, hit)
    return best


def _table(row: Mapping[str, Hit], segments: Sequence[Segment], *, given_first: bool) -> Table:
    """Return the table of a row of headings; a column ends where the next heading begins, known or not."""
    first = next(iter(row.values()))
    heads = [
        each.box for each in segments if each.page == first.page and abs(each.box.top - first.box.top) < ROW
    ]
    starts = {hit.box.left for hit in row.values()} | {head.left for head in heads}
    columns = []
    for name, hit in sorted(row.items(), key=lambda each: each[1].box.left):
        end = min((left for left in starts if left > hit.box.right - 2), default=hit.box.left + LAST_COLUMN)
        columns.append(Column(name, hit.box.left - INDENT, end - INDENT))
    bottom, right = (
        max(hit.box.bottom for hit in row.values()),
        max((head.right for head in heads), default=0.0),
    )
    return Table(first.page, bottom, tuple(columns), given_first, right)
