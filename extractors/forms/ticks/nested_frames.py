"""Tick boxes in ruled cells of their own: the smaller frame is the one to tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from extractors.forms.ticks.frames import Frames
from extractors.pictures.components import Mask, Numbers

DEEPEST: Final = 0.3
"""Share of its width by which the inner frame lies inside the outer one, at most."""

NEAREST: Final = 3
"""Pixels between the two, at least: what is closer is one thick line."""

ALIKE: Final = 1
"""Pixels by which cells that are printed alike differ."""


def innermost(frames: Frames, has_sides: Callable[[Frames], Mask]) -> Frames:
    """Return the frames, those that hold another one replaced by it.

    Where a tick hides the inner frame, it lies as deep as in most cells of that size.

    Args:
        frames: Tick boxes.
        has_sides: Tells which frames have ink along all of their sides.
    """
    depth = _depths(frames, has_sides)
    width, height = frames.right - frames.left, frames.bottom - frames.top
    alike = (abs(width[:, None] - width) <= ALIKE) & (abs(height[:, None] - height) <= ALIKE)
    for at in np.flatnonzero(depth == 0):
        others = np.delete(depth[alike[at]], np.count_nonzero(alike[at, :at]))
        if np.count_nonzero(others) > len(others) / 2:
            depth[at] = int(np.median(others[others > 0]))
    return _inset(frames, depth)


def _depths(frames: Frames, has_sides: Callable[[Frames], Mask]) -> Numbers:
    """Return per frame how many pixels inside of it the next one is, beyond a strip of paper; 0 for none."""
    width = frames.right - frames.left
    depth, paper = np.zeros_like(width), np.zeros(width.shape, bool)
    for inwards in range(NEAREST - 1, round(DEEPEST * int(width.max(initial=0))) + 1):
        framed = has_sides(_inset(frames, np.full_like(width, inwards)))
        depth[framed & paper & (depth == 0) & (inwards <= DEEPEST * width)] = inwards
        paper |= ~framed
    return depth


def _inset(frames: Frames, depth: Numbers) -> Frames:
    return Frames(
        frames.top + depth,
        frames.left + depth,
        frames.bottom - depth,
        frames.right - depth,
        np.where(depth > 0, 0, frames.corner),
    )
