"""What a blank form leaves open: places to write, boxes to tick, places to sign."""

from __future__ import annotations

from enum import StrEnum

from contracts.records import Box, Record


class BlankKind(StrEnum):
    """What is done in a place."""

    TEXT = "text"
    TICK = "tick"
    SIGNATURE = "signature"


class Blank(Record):
    """A place of a blank form.

    Attributes:
        page: Number in the document, counted from 0.
        label: What is printed at the place; for tick boxes the option. Empty where nothing is.
        tip: What the live field says of itself, cleaned; often the printed label in full.
        group: Equal for the buttons of one question; empty where the form does not say.
        comb: Number of comb cells, or 0.
    """

    page: int
    box: Box
    kind: BlankKind = BlankKind.TEXT
    label: str = ""
    tip: str = ""
    group: str = ""
    comb: int = 0

    @property
    def name(self) -> str:
        """What the place is called, as well as the form says it."""
        return self.label or self.tip

    @property
    def order(self) -> tuple[int, int, float]:
        """Key of the order in which people read: page, line, from left to right."""
        return self.page, round(self.box.middle[1] / 4), self.box.left


def same_line(one: Box, other: Box) -> bool:
    """Whether two places stand on one line."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.height, other.height)
