"""Dots that lead from labels to the answers in a column behind them: nobody writes on these.

They end all at one place, however long the labels are, and behind each of them something stands at one other
place: the typed answer, or its tick boxes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from contracts.reading import Word
from contracts.records import Box

BEHIND: Final = 16.0
"""Points from the end of the dots to what they lead to, at most."""

SAME: Final = 3.0
"""Points by which the ends of dots differ, and the beginnings of what stands behind them."""

LEAST: Final = 3
"""Lines of dots that lead to one column, at least."""


def without_leaders(
    on: Mapping[Box, Sequence[Word]], words: Sequence[Word], boxes: Sequence[Box]
) -> dict[Box, Sequence[Word]]:
    """Return lines, with the words on each, without those that only lead to an answer.

    Args:
        on: What stands on each level line of a page.
        words: All words of the page.
        boxes: What looks like its tick boxes.
    """
    places = [*(word.box for word in words), *boxes]
    ends = {
        line: (line.right, first) for line, own in on.items() if not own and (first := _next(line, places))
    }
    return {
        line: own
        for line, own in on.items()
        if line not in ends or sum(_are_alike(ends[line], other) for other in ends.values()) < LEAST
    }


def _next(line: Box, places: Sequence[Box]) -> float | None:
    """Return where begins what stands right behind a line."""
    behind = (
        place.left
        for place in places
        if 0 < place.left - line.right + 1 < BEHIND
        and place.top < line.middle[1] < place.bottom + place.height / 2
    )
    return min(behind, default=None)


def _are_alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(mine - its) < SAME for mine, its in zip(one, other, strict=True))
