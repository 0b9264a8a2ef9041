"""Heads of columns in ruled tables, and the cells of the first row under them."""

from __future__ import annotations

from typing import Final

from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.sheet import Sheet

SAME_SIDES: Final = 3.0
"""Points by which the sides of cells of one column differ at most."""


def first_row(hit: Hit, sheet: Sheet) -> Box | None:
    """Return the cell under a label that is the head of a column among others; None if it is none."""
    cell = sheet.cell(hit.page, hit.box)
    if cell is None:
        return None
    after = sheet.cell(hit.page, Box(cell.right + 4, hit.box.top, cell.right + 8, hit.box.bottom))
    beside = [word for word in sheet.words[hit.page] if after and after.holds(*word.box.middle)]
    heads = bool(beside) and all(sheet.is_label(hit.page, word) for word in beside)
    return cell_below(hit, cell, sheet) if heads or is_head(hit, cell, sheet) else None


def is_head(hit: Hit, cell: Box, sheet: Sheet) -> bool:
    """Whether a label stands right of another label's cell: in a row of labels, over their answers."""
    before = sheet.cell(hit.page, Box(cell.left - 8, hit.box.top, cell.left - 4, hit.box.bottom))
    if before is None or before.right > cell.left + 4:
        return False
    inside = [word for word in sheet.words[hit.page] if before.holds(*word.box.middle)]
    return bool(inside) and all(sheet.is_label(hit.page, word) for word in inside)


def cell_below(hit: Hit, cell: Box, sheet: Sheet) -> Box | None:
    """Return the cell right under another one of the same width."""
    under = sheet.cell(hit.page, Box(cell.left + 3, cell.bottom + 5, cell.left + 6, cell.bottom + 9))
    same = under is not None and max(abs(under.left - cell.left), abs(under.right - cell.right)) <= SAME_SIDES
    return under if same else None
