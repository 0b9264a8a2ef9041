"""Which printed label a live field has: its own, or the one that heads its row or its column of fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from contracts.reading import Widget
from contracts.records import Box

RIGHT_OVER, RIGHT_UNDER, RIGHT_BESIDE = 14.0, 12.0, 60.0
"""Points from a field to its own label over it, under it, and left of it, at most."""

INTO: Final = 6.0
"""Points by which the box of a label may reach into that of its field."""

ALIKE: Final = 4.0
"""Points by which the sides of fields of one column, or of one row, differ at most."""


class Label(NamedTuple):
    """Print on a page, folded; ``name`` is set where it is the label of a known column."""

    box: Box
    text: str
    name: str | None = None


class LiveLabels:
    """The labels of one page's live fields."""

    def __init__(self, labels: Sequence[Label], fields: Sequence[Widget], *, under: bool) -> None:
        """Prepare the page.

        Args:
            labels: All its print that may be labels: no options, no numbers of rows.
            fields: Its live fields of any kind.
            under: Whether labels stand under their fields.
        """
        self._labels = labels
        self._fields = fields
        self._under = under

    def of(self, field: Widget) -> Label | None:
        """Return the label of a live field, a known one rather than others; None if it has none."""
        if self._under:
            return self._right_under(field.box)
        over, left = self._over(field), self._left(field)
        if over is not None and over.name and field.box.top - over.box.bottom <= RIGHT_OVER:
            return over
        if left is not None and (left.name or self._is_own(left, field)):
            return left
        return over or left

    def _right_under(self, box: Box) -> Label | None:
        under = [
            each
            for each in self._labels
            if -INTO <= each.box.top - box.bottom <= RIGHT_UNDER and _share_column(each.box, box)
        ]
        return min(under, key=lambda each: (each.box.top, each.box.left), default=None)

    def _over(self, field: Widget) -> Label | None:
        """Return the print next over a field, with nothing between but fields as wide."""
        box = field.box
        over = [
            each
            for each in self._labels
            if each.box.bottom <= box.top + INTO and _share_column(each.box, box)
        ]
        nearest = max(over, key=lambda each: each.box.bottom, default=None)
        if nearest is None:
            return None
        between = [
            each.box
            for each in self._fields
            if nearest.box.bottom - INTO <= each.box.top < box.top - ALIKE and _share_column(each.box, box)
        ]
        even = all(abs(each.left - box.left) + abs(each.right - box.right) <= 2 * ALIKE for each in between)
        return nearest if even else None

    def _left(self, field: Widget) -> Label | None:
        """Return the print next left of a field on its line, with nothing between but fields as high."""
        box = field.box
        left = [
            each
            for each in self._labels
            if box.top < each.box.middle[1] < box.bottom and each.box.right <= box.left + ALIKE
        ]
        nearest = max(left, key=lambda each: each.box.right, default=None)
        if nearest is None:
            return None
        between = self._between(nearest, field)
        even = all(abs(each.top - box.top) + abs(each.bottom - box.bottom) <= 2 * ALIKE for each in between)
        return nearest if even else None

    def _is_own(self, left: Label, field: Widget) -> bool:
        near = field.box.left - left.box.right <= RIGHT_BESIDE
        return near and not self._between(left, field)

    def _between(self, left: Label, field: Widget) -> list[Box]:
        middle = field.box.middle[1]
        return [
            each.box
            for each in self._fields
            if each.box.top < middle < each.box.bottom
            and left.box.right - ALIKE <= each.box.left < field.box.left - ALIKE
        ]


def _share_column(one: Box, other: Box) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0
