"""Frames with live fields and labels by turns: what begins and what ends a frame tells which is whose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from contracts.records import Box

LEAST: Final = 2
"""Fields with a label each that show which way round they stand."""


def is_under_field(label: Box, frame: Box, printed: Sequence[Box], fields: Sequence[Box]) -> bool:
    """Whether a label names the live field over it: its frame begins with a field, and ends with a label.

    Args:
        label: Where it stands.
        frame: The ruled frame around it.
        printed: All print of the page.
        fields: All live fields of the page that are written into.
    """
    over = [each for each in fields if each.middle[1] < label.top and _share_column(each, label)]
    own = max((each for each in over if frame.holds(*each.middle)), key=_middle, default=None)
    if own is None:
        return False
    column = [(each, True) for each in fields if frame.holds(*each.middle) and _share_column(each, own)]
    labels = [each for each in printed if frame.holds(*each.middle) and _share_column(each, own)]
    column += [(each, False) for each in labels if not any(field.holds(*each.middle) for field, _ in column)]
    turns = [is_field for _, is_field in sorted(column, key=lambda each: _middle(each[0]))]
    by_turns = all(one is not other for one, other in pairwise(turns))
    return by_turns and turns[0] and len(turns) >= 2 * LEAST and len(turns) % 2 == 0


def _middle(box: Box) -> float:
    return box.middle[1]


def _share_column(one: Box, other: Box) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)
