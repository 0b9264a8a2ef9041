"""Tables that go on in a second one below: the same numbers of persons, with further columns.

So do the registration forms of many publishers: names and birthdays in one table, under it places of birth
and "Stellung zu Nr. 1" in another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.answering.answers import written
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.readings import value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.parts.tables import HEIGHT, INDENT, LAST_COLUMN

_NUMBER: Final = re.compile(r"(\d{1,2})[.)]?")

NAMED: Final = ("vorname", "familienname", "geburtsdatum")


def with_continued(
    people: Sequence[dict[str, FieldReading]], spec: FieldSpec, sheet: Sheet
) -> list[dict[str, FieldReading]]:
    """Return persons with what a table below says about their numbers, where their own says nothing."""
    found = list(people)
    for name, column in spec.columns.items():
        if any(person[name].value is not None for person in people):
            continue
        hits = (hit for label in column.labels for hit in sheet.find(label))
        more = max(
            ([_said(person, column, hit, sheet) for person in people] for hit in hits),
            key=lambda said: sum(each is not None for each in said),
            default=[],
        )
        found = [
            person if each is None else {**person, name: each}
            for person, each in zip(found, more or [None] * len(found), strict=True)
        ]
    return found


def _said(
    person: Mapping[str, FieldReading], spec: FieldSpec, head: Hit, sheet: Sheet
) -> FieldReading | None:
    """Return what stands under a heading in the row with a person's number; None if nothing does."""
    own = next((person[name].box for name in NAMED if name in person and person[name].box), None)
    number = None if own is None else _number_of(own, head.page, sheet)
    if own is None or number is None or own.bottom > head.box.top:
        return None
    left, right = _column(head, sheet)
    for row in _rows(head, sheet):
        first = _NUMBER.fullmatch(row[0].text)
        if first is not None and first[1] == number:
            inside = [word for word in row[1:] if left <= word.box.left < right]
            text = written(inside, sheet.pages[head.page]) if inside else None
            return value_of(spec, text.raw, [text]) if text is not None else None
    return None


def _number_of(box: Box, page: int, sheet: Sheet) -> str | None:
    """Return the number with which the line of ``box`` begins."""
    line = [word for word in sheet.words[page] if word.box.top < box.middle[1] < word.box.bottom]
    first = min(line, key=lambda word: word.box.left, default=None)
    number = _NUMBER.fullmatch(first.text) if first is not None and first.box.right < box.left else None
    return number[1] if number else None


def _column(head: Hit, sheet: Sheet) -> tuple[float, float]:
    cell = sheet.cell(head.page, head.box)
    if cell is not None:
        return cell.left, cell.right
    starts = [each.left for each in sheet.segments_on_line(head.page, head.box) if each.left > head.box.right]
    return head.box.left - INDENT, min(starts, default=head.box.left + LAST_COLUMN) - INDENT


def _rows(head: Hit, sheet: Sheet) -> list[list[Word]]:
    """Return the lines under a heading that begin with a number, each from left to right."""
    under = [word for word in sheet.words[head.page] if 0 < word.box.middle[1] - head.box.bottom < HEIGHT]
    rows = [
        [word for word in under if word.box.top < first.box.middle[1] < word.box.bottom]
        for first in under
        if _NUMBER.fullmatch(first.text)
    ]
    return [row for row in (sorted(row, key=lambda word: word.box.left) for row in rows) if row]
