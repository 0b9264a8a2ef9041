"""The base of every record that flows between stages, and the places on a page that records point to.

Coordinates are the same everywhere inside: PDF points (1/72 inch) of the upright page, origin top left,
x to the right, y down. Pages count from 0 inside; people and reports see ``index + 1``.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A closed, immutable record; a validation error never repeats its input."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Box(NamedTuple):
    """A rectangle on the upright page, in points, origin top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre (x, y) in points."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point (x, y) lies inside or on the edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, by: float) -> Box:
        """Return the same box with ``by`` points more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlap(self, other: Box) -> float:
        """Area shared with ``other``, in square points."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)

    @classmethod
    def around(cls, boxes: list[Box]) -> Self:
        """Return the smallest box around ``boxes``; there must be one at least."""
        return cls(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )


class PageSize(NamedTuple):
    """Size of the upright page in points."""

    width: float
    height: float
