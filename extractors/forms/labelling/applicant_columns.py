"""The applicant's answers in a column of their own, beside those of other persons: labels are left of all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from contracts.records import Box
from extractors.forms.labelling.column_heads import ROOM, OwnColumn, columns_of_applicant
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import in_cells
from extractors.forms.page.paper import Paper

SAME_EDGE: Final = 3.0
"""Points by which a cell may begin further left or right than the head of its column."""


class ApplicantColumns:
    """The columns of a form that hold the applicant's answers.

    Args:
        paper: The pages of the form.
        labels: All places of all labels.
    """

    def __init__(self, paper: Paper, labels: Sequence[Hit]) -> None:
        self._paper, self._labels = paper, labels
        self._ends: dict[OwnColumn, float] = {}

    def column_beside(self, label: Hit) -> OwnColumn | None:
        """Return the column in which a label's answer stands.

        A label without a cell stands under a ruled table of them, unless the column has cells beside it, or
        beside labels further down.
        """
        at = label.box.right, label.box.middle[1]
        for column in self._columns:
            if column.page == label.page and column.labels.holds(*at) and self._is_of_table(column, label):
                return column
        return None

    def answer_in(self, column: OwnColumn, label: Hit) -> Box | None:
        """Return the row of a label in a column; None if the label's cell is wider than those of labels."""
        cell = self._paper.cell(label.page, label.box)
        if cell is not None and cell.right > column.left + ROOM:
            return None
        ruled = self._cell_beside(label, column.left)
        if ruled is not None and ruled.right < column.right + ROOM:
            return self._whole_comb(ruled, column)
        top, bottom = (cell.top, cell.bottom) if cell else (label.box.top - ROOM, label.box.bottom + ROOM)
        return Box(column.left, top, column.right, bottom)

    @cached_property
    def _columns(self) -> list[OwnColumn]:
        return list(columns_of_applicant(self._paper.segments, self._paper.cell))

    def _is_of_table(self, column: OwnColumn, label: Hit) -> bool:
        head = self._paper.cell(column.page, column.head)
        if head is None or self._paper.cell(label.page, label.box) is not None:
            return True
        if column not in self._ends:
            own = [hit for hit in self._labels if hit.page == column.page]
            beside = [
                hit for hit in own if column.labels.holds(*hit.box.middle) and self._in_cells(head, hit)
            ]
            self._ends[column] = max((hit.box.top for hit in beside), default=0.0)
        return label.box.top <= self._ends[column]

    def _in_cells(self, head: Box, label: Hit) -> bool:
        """Whether a cell stands beside a label that begins where the head of a column does."""
        beside = self._cell_beside(label, head.left)
        return beside is not None and abs(beside.left - head.left) < SAME_EDGE

    def _cell_beside(self, label: Hit, left: float) -> Box | None:
        """Return the cell on a label's line at the left edge of a column; a comb's is around its letters."""
        start, middle = left + ROOM, label.box.middle[1]
        ruled = self._paper.cell(label.page, Box(start, middle, start + 4, middle + 4))
        typed = [box for box in self._paper.segments_on_line(label.page, label.box) if box.left > left]
        first = min(typed, key=lambda box: box.left, default=None)
        return ruled or (self._paper.cell(label.page, first) if first is not None else None)

    def _whole_comb(self, first: Box, column: OwnColumn) -> Box:
        """Return a cell with the letters of one comb that stand in further cells of its column."""
        row = first._replace(right=column.right)
        inside = [word for word in self._paper.words[column.page] if row.holds(*word.box.middle)]
        return row if all(len(word.text) == 1 or in_cells(word) for word in inside) else first
