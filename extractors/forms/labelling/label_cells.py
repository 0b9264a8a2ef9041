"""Forms set as tables: one cell for the label, the next one for the answer.

On such a page all print in a label's cell is the label, however many lines it has; on others the answer
stands under the label in the same cell. A page keeps to one way, so it is told by all of its labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from contracts.records import Box
from extractors.forms.labelling.labels import Hit

CellAt = Callable[[Box], Box | None]
"""Finds the ruled cell around a box."""

TIGHT: Final = 8.5
"""Points under the last line of a label in whose cell no answer fits."""

LEAST: Final = 3
"""So many cells with nothing but a label show a page's way, at least."""

ONE_LETTER: Final = 24.0
"""Points: a narrower cell is one of a comb, and holds a letter, no answer."""

SHARE: Final = 1.5
"""How many there are at least for each cell in which something stands under a label."""


def sets_labels_apart(labels: Iterable[Box], words: Iterable[Box], cell_at: CellAt) -> bool:
    """Whether the labels of a page have cells of their own, left of those of their answers.

    Args:
        labels: Boxes of the known labels.
        words: Boxes of all words of the page.
        cell_at: Finds the cell of a box.
    """
    known = list(labels)
    printed = [word for word in words if not _is_among(word, known)]
    cells: dict[Box, float] = {}
    for label in known:
        cell = cell_at(label)
        if cell is not None:
            cells[cell] = max(label.bottom, cells.get(cell, 0.0))
    apart = under = 0
    for cell, bottom in cells.items():
        if any(cell.holds(*word.middle) and word.middle[1] > bottom for word in printed):
            under += 1
        elif cell.bottom - bottom <= TIGHT and _is_free(next_cell(cell, bottom, cell_at), known):
            apart += 1
    return apart >= LEAST and apart >= SHARE * under


def next_cell(cell: Box, bottom: float, cell_at: CellAt) -> Box | None:
    """Return the cell right of another one, on the line that ends at ``bottom``."""
    beside = cell_at(Box(cell.right + 4, max(cell.top, bottom - 8), cell.right + 8, bottom))
    return beside if beside is not None and beside.left > cell.right - 4 else None


def answer_cell(hit: Hit, cell: Box, labels: Iterable[Box], cell_at: CellAt) -> Box | None:
    """Return the cell beside that of a label, if no label stands in it; a comb has a cell for each letter."""
    beside = next_cell(cell, hit.box.bottom, cell_at)
    if beside is None or beside.width < ONE_LETTER:
        return None
    return beside if _is_free(beside, labels) else None


def _is_free(cell: Box | None, labels: Iterable[Box]) -> bool:
    return cell is not None and not any(cell.holds(*label.middle) for label in labels)


def _is_among(word: Box, labels: Iterable[Box]) -> bool:
    return any(label.grown(1).holds(*word.middle) for label in labels)
