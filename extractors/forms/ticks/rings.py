"""A pen's ring around a tick box: "this one"."""

from __future__ import annotations

from typing import Final

import numpy as np

from extractors.forms.ticks.frames import Floats
from extractors.pictures.components import Components, Mask, components, painted

RING: Final = 0.85
"""Share of the directions from a box in which an open ring around it lies."""

STRAIGHT: Final = 0.62
"""Share of an open ring's width or height that no straight piece of it exceeds: else it is a ruled cell."""

DIRECTIONS: Final = 24

ROUND: Final = (0.6, 0.9)
"""Share of its width times height that the paper inside a ring covers: an ellipse 0.79, a ruled cell all."""


CELL: Final = 2.4
"""Sides of a box that a ruled cell around it is wide, at most."""

RIM: Final = 4
"""Pixels that the ruling of such a cell is thick, at most, and one by which its paper is narrower."""


def encircles(ink: Mask, side: float) -> bool:
    """Return whether a ring goes round the middle of ``ink``.

    Args:
        ink: What lies around a tick box, without the box.
        side: Of the box, in pixels; a ring goes round all of it.
    """
    ink = _without_cell(ink, side)
    return _closed(ink, side) or _open(ink, side)


def _without_cell(ink: Mask, side: float) -> Mask:
    """Return the ink without the ruled cell that the box stands in, if it is a small one."""
    rest = ink.copy()
    paper, fenced = _fenced(ink, side)
    square = fenced & (_share(paper) >= ROUND[1]) & (np.maximum(paper.width, paper.height) < CELL * side)
    for at in np.flatnonzero(square):
        rest[paper.top[at] - RIM : paper.bottom[at] + RIM, paper.left[at] - RIM : paper.right[at] + RIM] = (
            False
        )
    return rest


def _closed(ink: Mask, side: float) -> bool:
    """Whether something round fences in the paper around the middle; letters may hang on to it."""
    paper, fenced = _fenced(ink, side)
    share = _share(paper)
    return bool((fenced & (share > ROUND[0]) & (share < ROUND[1])).any())


def _fenced(ink: Mask, side: float) -> tuple[Components, Mask]:
    """Return the pieces of paper, and which of them lie around the middle with ink all around them."""
    paper = components(~_thickened(ink))
    inside = _around_middle(paper, ink.shape, side) & (paper.left > 0) & (paper.top > 0)
    inside &= (paper.right < ink.shape[1]) & (paper.bottom < ink.shape[0])
    return paper, inside


def _share(paper: Components) -> Floats:
    """Return which share of their width times height pieces cover."""
    return paper.area / (paper.width * paper.height)


def _open(ink: Mask, side: float) -> bool:
    """Whether one piece of ink lies in nearly all directions from the middle, and not on straight rulings."""
    pieces = components(ink)
    return any(
        _is_round(painted(pieces, np.arange(len(pieces.area)) == piece, ink.shape))
        for piece in np.flatnonzero(_around_middle(pieces, ink.shape, side))
    )


def _around_middle(pieces: Components, shape: tuple[int, int], side: float) -> Mask:
    """Return which pieces reach further than the box in all four directions."""
    row, column, half = shape[0] / 2, shape[1] / 2, side / 2
    around: Mask = (pieces.top < row - half) & (pieces.bottom > row + half)
    around &= (pieces.left < column - half) & (pieces.right > column + half)
    return around


def _is_round(mask: Mask) -> bool:
    rows, columns = np.nonzero(mask)
    angles = np.arctan2(rows - mask.shape[0] / 2, columns - mask.shape[1] / 2)
    seen = np.unique(((angles + np.pi) / (2 * np.pi) * DIRECTIONS).astype(int) % DIRECTIONS).size
    height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
    straight = max(mask.sum(axis=1).max() / width, mask.sum(axis=0).max() / height)
    return bool(seen >= RING * DIRECTIONS and straight < STRAIGHT)


def _thickened(ink: Mask) -> Mask:
    """Return the ink one pixel further on all sides, so that no slanting line lets paper through."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    wide = thick.copy()
    wide[:, 1:] |= thick[:, :-1]
    wide[:, :-1] |= thick[:, 1:]
    return wide
