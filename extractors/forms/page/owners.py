"""Which printed label owns what stands on a page: its live fields, else its words, linked all together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from contracts.reading import PageText, Widget, WidgetKind
from contracts.records import Box
from extractors.forms.page.layout import Segment
from extractors.forms.page.linking import Link, Side, link

TEXT_KINDS: Final = frozenset({WidgetKind.TEXT, WidgetKind.CHOICE, WidgetKind.SIGNATURE})
TYPED: Final = frozenset({WidgetKind.TEXT, WidgetKind.CHOICE})

NEAR: Final = 3.0
"""A link that costs more is no proof: the label has no answer there."""

COMMON: Final = 0.5
"""Share of a page's labels whose nearest answers stand over them where that is the form's way."""

MOSTLY_THERE: Final = 0.6
LEAST: Final = 5
"""Share of a page's answers that stand on one side of their labels where that is the form's way; so many
of them show it."""

COLUMN: Final = 3.0
"""Points by which the left edges of a column's answers differ, at most."""

MOSTLY: Final = 0.3
"""Share of the smaller of two boxes that is common to both where they are the same label."""


class Owned(NamedTuple):
    """A live field, or words (``widget`` is None), with the box of the printed segment that owns it."""

    label: Box
    box: Box
    found: Link
    widget: Widget | None = None


class Owners:
    """Who owns what on one page."""

    def __init__(self, page: PageText, segments: Sequence[Segment], labels: Sequence[Box]) -> None:
        """Link the page.

        Args:
            page: One page of the form.
            segments: What is printed or typed on it.
            labels: Where known labels stand on it.
        """
        self.is_list = False
        """Whether the page is a list of labels with their answers in one column behind them."""
        typed = [widget for widget in page.widgets if widget.kind in TYPED]
        if typed:
            asked = [segment.box for segment in segments]
            self._owned = [
                Owned(asked[found.question], widget.box, found, widget)
                for widget, found in zip(typed, link(asked, [each.box for each in typed]), strict=True)
                if found is not None
            ]
            return
        asked = [segment.box for segment in segments if _among(segment.box, labels)]
        given = [segment.box for segment in segments if not _among(segment.box, labels)]
        self.is_list = _is_list(asked, given)
        self._owned = [
            Owned(asked[found.question], box, found)
            for box, found in zip(given, link(asked, given), strict=True)
            if found is not None
        ]

    @property
    def habit(self) -> Side | None:
        """The side on which most labels of the page have their answers; None if there is no such side."""
        if self.is_list:
            return Side.RIGHT
        nearest: dict[Box, Link] = {}
        for each in self._owned:
            nearest[each.label] = min(each.found, nearest.get(each.label, each.found), key=_cost)
        sides = [found.side for found in nearest.values() if found.cost < NEAR]
        common = (side for side in set(sides) if sides.count(side) > MOSTLY_THERE * len(sides))
        return next(common, None) if len(sides) >= LEAST else None

    def field_of(self, label: Box) -> Widget | None:
        """Return the live field that a label owns, the nearest if it owns several; None if it owns none."""
        own = [each for each in self._near(label) if each.widget is not None]
        return min(own, key=lambda each: each.found.cost).widget if own else None

    def label_of(self, field: Widget) -> Box | None:
        """Return the printed segment that owns a live field; None if none does for sure."""
        sure = (each for each in self._owned if each.widget is field and each.found.cost < NEAR)
        return next((each.label for each in sure), None)

    def words_of(self, label: Box) -> list[Box]:
        """Return the places of the words that a label owns, nearest first."""
        own = [each for each in self._near(label) if each.widget is None]
        return [each.box for each in sorted(own, key=lambda each: each.found.cost)]

    def neighbours_words(self, label: Box, neighbours: Sequence[Box]) -> list[Box]:
        """Return the places of the words that labels on the same line own, and ``label`` does not."""
        others = [other for other in neighbours if not _same(other, label)]
        return [box for other in others for box in self.words_of(other)]

    def is_under(self, label: Box) -> bool:
        """Whether a label stands under its answer, on a page on which most labels do."""
        nearest: dict[Box, Link] = {}
        for each in self._owned:
            nearest[each.label] = min(each.found, nearest.get(each.label, each.found), key=_cost)
        sides = [found.side for found in nearest.values() if found.cost < NEAR]
        own = min((each.found for each in self._near(label)), key=_cost, default=None)
        is_over = own is not None and own.side is Side.ABOVE
        return is_over and sides.count(Side.ABOVE) > COMMON * len(sides)

    def _near(self, label: Box) -> list[Owned]:
        return [each for each in self._owned if each.found.cost < NEAR and _same(each.label, label)]


def _is_list(asked: Sequence[Box], given: Sequence[Box]) -> bool:
    """Whether most labels have their answers in one column behind them, row by row.

    Further down in the labels' column stand only further labels, known or not.
    """
    beside = [
        min((box.left for box in given if _is_on_line(label, box)), default=None) for label in set(asked)
    ]
    starts = [left for left in beside if left is not None]
    together = max((sum(abs(other - left) <= COLUMN for other in starts) for left in starts), default=0)
    return together >= LEAST and together > MOSTLY_THERE * len(beside)


def _is_on_line(label: Box, box: Box) -> bool:
    return box.left > label.right and label.top < box.middle[1] < label.bottom


def _cost(found: Link) -> float:
    return found.cost


def _among(box: Box, others: Sequence[Box]) -> bool:
    return any(_same(box, other) for other in others)


def _same(one: Box, other: Box) -> bool:
    smaller = min(one.width * one.height, other.width * other.height)
    return one.overlap(other) > MOSTLY * smaller
