"""Ink that is not text: ticks in boxes, and signatures in their place."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.reading import PageInk
from contracts.records import Box
from extractors.page_ink import unpack

Mask = NDArray[np.bool_]

INNER: Final = 0.26
"""Share of a tick box's side that is cut off at each edge: what is left holds the tick, not the frame."""

TICKED: Final = 0.09
"""Share of ink inside from which a box counts as ticked; an empty one has close to none."""

DOUBTFUL: Final = 0.05
SHIFT: Final = 2.5
"""Points by which the printed box may lie beside the place that is expected."""

_RULE: Final = 0.35
"""A row or column of a place with more ink than this share is a printed line."""


LEAST_WIDTH, LEAST_HEIGHT, LEAST_INK = 12.0, 5.0, 14.0
"""Points, points and square points of ink from which a place counts as written on."""


class Tick(StrEnum):
    """State of a tick box."""

    ON = "on"
    OFF = "off"
    DOUBTFUL = "doubtful"


class InkPicture:
    """The ink of a page, asked by boxes in points."""

    def __init__(self, ink: PageInk) -> None:
        self._mask = unpack(ink)
        self._scale = ink.dpi / 72

    @property
    def mask(self) -> Mask:
        """The ink, shape (rows, columns)."""
        return self._mask

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self._scale

    def cut(self, box: Box) -> Mask:
        """Return the ink inside ``box``."""
        left, top, right, bottom = (max(0, round(edge * self._scale)) for edge in box)
        return self._mask[top:bottom, left:right]

    def tick_share(self, box: Box) -> float:
        """Return the share of ink inside the frame of the tick box that is expected at ``box``."""
        found = self._framed(box)
        cut_x, cut_y = found.width * INNER, found.height * INNER
        inner = self.cut(
            Box(found.left + cut_x, found.top + cut_y, found.right - cut_x, found.bottom - cut_y)
        )
        return float(inner.mean()) if inner.size else 0.0

    @staticmethod
    def judge(share: float) -> Tick:
        """Return whether so much ink inside a tick box is a tick."""
        if share >= TICKED:
            return Tick.ON
        return Tick.DOUBTFUL if share >= DOUBTFUL else Tick.OFF

    def is_written(self, box: Box, *, printed: Iterable[Box] = ()) -> bool:
        """Return whether someone wrote in ``box``: ink that is neither a rule nor one of ``printed``.

        A signature is wider than a speck: its ink spreads over several columns.
        """
        rest = self.cut(box).copy()
        for other in printed:
            shifted = Box(
                *(edge - origin for edge, origin in zip(other, (box.left, box.top) * 2, strict=True))
            )
            _erase(rest, shifted, self._scale)
        rest = without_rules(rest)
        columns, rows = (int(rest.any(axis=axis).sum()) / self._scale for axis in (0, 1))
        return columns >= LEAST_WIDTH and rows >= LEAST_HEIGHT and rest.sum() / self._scale**2 >= LEAST_INK

    def _framed(self, box: Box) -> Box:
        """Return ``box`` moved by up to ``SHIFT`` points to where the most ink lies on its frame."""
        reach = round(SHIFT * self._scale)
        moves = sorted(
            ((dx, dy) for dx in range(-reach, reach + 1) for dy in range(-reach, reach + 1)),
            key=lambda move: abs(move[0]) + abs(move[1]),
        )
        best, best_ink = box, -1.0
        for dx, dy in moves:
            moved = Box(
                box.left + dx / self._scale,
                box.top + dy / self._scale,
                box.right + dx / self._scale,
                box.bottom + dy / self._scale,
            )
            ink = self._frame_ink(moved)
            if ink > best_ink:
                best, best_ink = moved, ink
        return best

    def _frame_ink(self, box: Box) -> float:
        cut = self.cut(box)
        if min(cut.shape) < 4:
            return 0.0
        edges = (cut[:2].any(axis=0), cut[-2:].any(axis=0), cut[:, :2].any(axis=1), cut[:, -2:].any(axis=1))
        return float(sum(edge.mean() for edge in edges))


def without_rules(mask: Mask) -> Mask:
    """Return a copy without rows and columns that are mostly ink: printed lines."""
    rest = mask.copy()
    if rest.size:
        rest[mask.mean(axis=1) > _RULE] = False
        rest[:, mask.mean(axis=0) > _RULE] = False
    return rest


def _erase(mask: Mask, box: Box, scale: float) -> None:
    left, top, right, bottom = (max(0, round(edge * scale)) for edge in box)
    mask[top:bottom, left:right] = False
