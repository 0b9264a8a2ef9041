"""Ruled cells with a small label at the top and room for the answer under it, as publishers print forms."""

from __future__ import annotations

from typing import Final

from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.sheet import Sheet
from extractors.forms.ticks.marks import InkPicture

TOP: Final = 9.0
"""Points between a cell's upper ruling and its label, at most."""

ROOM: Final = 12.0
"""Points under a label that are room for an answer, at least."""

ROOM_TO_SIGN: Final = 20.0
"""The same for a signature."""

END, THICK = 4.0, 2.0
"""Points at each end of a cell's upper ruling that are looked at; by which it may be off its place."""

REACHES: Final = 0.6
"""Share of such an end that is ink where a ruling reaches the cell's side: a line to write on ends before."""


def headed_cell(label: Hit, sheet: Sheet, *, room: float = ROOM) -> Box | None:
    """Return the cell at whose top a label stands alone, with so much room under it; None if there is none.

    A label under a line to write on, in a box that goes on below it, stands at the top of no cell.
    """
    cell, picture = sheet.cell(label.page, label.box), sheet.ink(label.page)
    if cell is None or picture is None:
        return None
    if label.box.top - cell.top > TOP or cell.bottom - label.box.bottom < room:
        return None
    others = (word for word in sheet.words[label.page] if cell.holds(*word.box.middle))
    shared = any(sheet.is_label(label.page, word) and not _is_of(word.box, label.box) for word in others)
    return cell if not shared and _is_closed(cell, picture) else None


def _is_of(word: Box, label: Box) -> bool:
    return label.grown(1).holds(*word.middle)


def _is_closed(cell: Box, picture: InkPicture) -> bool:
    """Whether the upper ruling of a cell reaches its sides."""
    top, bottom = max(0.0, cell.top - THICK), cell.top + THICK
    ends = (
        Box(cell.left + 1, top, cell.left + 1 + END, bottom),
        Box(cell.right - 1 - END, top, cell.right - 1, bottom),
    )
    return all(picture.cut(end).any(axis=0).mean() >= REACHES for end in ends)
