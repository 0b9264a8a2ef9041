"""Addresses in rows of cells beside one label: street in the first one, postcode and town in the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.answering.answers import written
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.page.layout import lines
from extractors.forms.parts.readings import value_of
from extractors.forms.parts.sheet import Sheet

EDGE: Final = 4.0
"""Points by which the sides of cells that touch each other differ, at most."""

LEAST_ROWS: Final = 2


def read_rows_beside(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Return what stands in all rows beside a label's cell, if that is an address; None if it is none."""
    for label in labels:
        page, cell = label.hit.page, sheet.cell(label.hit.page, label.hit.box)
        if label.widget is not None or cell is None or sheet.answer_cell(label.hit) is None:
            continue
        rows = _rows_beside(page, cell, sheet)
        if len(rows) < LEAST_ROWS or sheet.headings.verdict(spec, page, label.hit.box) < 0:
            continue
        found = [written(row, sheet.pages[page]) for row in rows]
        reading = value_of(spec, ", ".join(row.raw for row in found), found)
        if reading.value is not None:
            return reading
    return None


def _rows_beside(page: int, cell: Box, sheet: Sheet) -> list[list[Word]]:
    """Return the lines in the cells right of another one that end with it; none if a label is among them."""
    level = [
        word
        for word in sheet.words[page]
        if word.box.left > cell.right - EDGE and cell.top < word.box.middle[1] < cell.bottom
    ]
    cells = {sheet.cell(page, word.box) for word in level}
    inside = all(
        each is not None and each.top > cell.top - EDGE and each.bottom < cell.bottom + EDGE for each in cells
    )
    if len(cells) < LEAST_ROWS or not inside or any(sheet.is_label(page, word) for word in level):
        return []
    return lines(level)
