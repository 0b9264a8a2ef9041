"""Frames with round corners under the labels that name them, as web designers draw fields."""

from __future__ import annotations

from typing import Final

import numpy as np

from contracts.records import Box
from extractors.forms.page.cells import edge
from extractors.forms.ticks.marks import InkPicture

CORNER: Final = 9.0
"""Points of a frame's sides that its round corners take up at most."""

LOWEST, HIGHEST = 11.0, 60.0
"""Points that a frame is high."""

NARROWEST, WIDEST = 40.0, 580.0
NEAREST: Final = 9.0
"""Points between a label and the frame under it."""

ASIDE: Final = 12.0
"""Points between the left edges of a label and its frame."""

STRAIGHT: Final = 0.25
"""Share of a frame's height around its middle in which its sides are straight, whatever its corners."""

ROOM: Final = 3.0
"""Points from a frame's sides within which the teeth of a comb are not looked for."""

GAP: Final = 1.5
"""Points without ink that end a ruling; by which it may rise or fall."""


def frame_under(picture: InkPicture, label: Box) -> Box | None:
    """Return the frame right under a label, in points; None if there is none, or a comb."""
    start = label.left + CORNER
    top = edge(
        picture, Box(start, label.bottom - 1, start + NARROWEST, label.bottom + NEAREST), vertical=False
    )
    if top is None:
        return None
    bottom = edge(picture, Box(start, top + LOWEST, start + NARROWEST, top + HIGHEST), vertical=False)
    if bottom is None:
        return None
    middle, straight = (top + bottom) / 2, STRAIGHT * (bottom - top)
    sides = (middle - straight, middle + straight)
    left = edge(picture, Box(label.left - ASIDE, sides[0], start, sides[1]), vertical=True, last=True)
    end = _end(picture, start, top)
    right = edge(picture, Box(end - 2, sides[0], end + ASIDE, sides[1]), vertical=True)
    if left is None or right is None:
        return None
    teeth = edge(picture, Box(left + ROOM, middle, right - ROOM, bottom - 1), vertical=True)
    return Box(left, top, right, bottom) if teeth is None else None


def _end(picture: InkPicture, start: float, level: float) -> float:
    """Return where the ruling at a height ends that begins left of ``start``."""
    ink = picture.cut(Box(start, level - GAP, start + WIDEST, level + GAP)).any(axis=0)
    blank = np.convolve(~ink, np.ones(max(1, round(GAP * picture.scale))), "valid") >= max(
        1, round(GAP * picture.scale)
    )
    ends = np.flatnonzero(blank)
    return start + float(ends[0] if ends.size else ink.size) / picture.scale
