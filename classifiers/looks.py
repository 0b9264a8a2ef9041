"""How a page looks: its print, its margin, how far down it is written. A document's pages are set alike."""

from __future__ import annotations

import math
from statistics import median
from typing import Final, NamedTuple

from classifiers.zones import FOOT, zone
from contracts.reading import PageText
from contracts.records import PageSize

FEW_WORDS: Final = 5
_SAME_SIZE: Final = 0.06
_OTHER_PRINT: Final = 0.2
_OTHER_MARGIN: Final = 20.0
_FULL: Final = 0.85
"""Share of the page's height down to which a page is written that goes on overleaf."""


class Look(NamedTuple):
    """How a page is set, in points; zeros where it has hardly a word.

    Attributes:
        size: Of the page.
        print_size: Height of its usual word.
        margin: Where its rows begin.
        empty: Share of the page that is left empty below, from 0 to 1.
    """

    size: PageSize
    print_size: float
    margin: float
    empty: float


def look(page: PageText) -> Look:
    """Return how a page is set."""
    lowest = max((word.box.bottom for word in zone(page, 0, FOOT)), default=0.0)
    empty = max(0.0, 1 - lowest / (_FULL * page.size.height))
    if len(page.words) < FEW_WORDS:
        return Look(page.size, 0.0, 0.0, empty)
    lefts = sorted(word.box.left for word in page.words)
    usual = median(word.box.height for word in page.words)
    return Look(page.size, usual, lefts[len(lefts) // 20], empty)


def resized(before: Look, after: Look) -> bool:
    """Whether the pages differ in size or orientation."""
    return any(
        abs(one - other) > _SAME_SIZE * max(one, other)
        for one, other in zip(before.size, after.size, strict=True)
    )


def restyled(before: Look, after: Look) -> float:
    """Return from 0 to 1 how far the pages' print differs in size; 1 is by a fifth."""
    if min(before.print_size, after.print_size) <= 0:
        return 0.0
    return min(1.0, abs(math.log(before.print_size / after.print_size)) / _OTHER_PRINT)


def shifted(before: Look, after: Look) -> float:
    """Return from 0 to 1 how far the pages' margins differ; 1 is by 20 points."""
    if min(before.print_size, after.print_size) <= 0:
        return 0.0
    return min(1.0, abs(before.margin - after.margin) / _OTHER_MARGIN)


def set_alike(before: Look, after: Look) -> float:
    """Return from 0 to 1 how closely pages agree; 0 is a tenth of the print, or five points of the margin."""
    if min(before.print_size, after.print_size) <= 0:
        return 0.0
    return max(0.0, 1 - 2 * restyled(before, after)) * max(0.0, 1 - 4 * shifted(before, after))
