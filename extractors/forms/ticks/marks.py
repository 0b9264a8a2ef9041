"""Ink that is not text: ticks in boxes, and signatures in their place."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.reading import PageInk
from contracts.records import Box
from extractors.forms.ticks.rings import encircles
from extractors.pictures.components import components
from extractors.pictures.page_ink import unpack

Mask = NDArray[np.bool_]

INNER: Final = 0.26
"""Share of a tick box's side that is cut off at each edge: what is left holds the tick, not the frame."""

TICKED: Final = 0.09
"""Share of ink inside from which a box counts as ticked; an empty one has close to none."""

DOUBTFUL: Final = 0.05

FRAME: Final = 0.8
"""Points around a box within which ink belongs to its frame."""

AROUND: Final = 1.6
"""Sides of a box around it within which a ring around it, or a mark beside it, may lie."""

ENCIRCLED, BESIDE = 0.3, 0.07
"""What a ring around an empty box, and a mark beside it, count as a share of ink inside."""

MARK_AND_BOX: Final = 2.6
"""Sides of a box that it and a mark beside it take up together, at most."""

APART: Final = 2.2
"""Points between a tick box and its words, at least; letters stand closer."""

SHIFT: Final = 2.5
"""Points by which the printed box may lie beside the place that is expected."""

_RULE: Final = 0.35
"""A row or column of a place with more ink than this share is a printed line."""

UPRIGHT: Final = 0.85
"""The same for a column where a single digit may stand: a ruling goes on from top to bottom, a 1 does not."""

LEAST_WIDTH, LEAST_HEIGHT, LEAST_INK = 12.0, 5.0, 14.0
"""Points, points and square points of ink from which a place counts as written on."""

LETTER, TALL_LETTER, NARROW_LETTER = 4.6, 16.0, 1.4
"""Height in points of small digits, and of large ones; width of a 1, more than a comb's strokes have."""


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

    def without(self, box: Box, printed: Iterable[Box]) -> Mask:
        """Return a copy of the ink inside ``box`` from which the ``printed`` places are taken out."""
        rest = self.cut(box).copy()
        for other in printed:
            self._erase(rest, box, other)
        return rest

    def tick_share(self, box: Box, *, printed: Iterable[Box] = ()) -> float:
        """Return how much ink of a tick there is at the tick box that is expected at ``box``, from 0 to 1.

        It is the share of ink inside the frame. A ring around the box counts as a tick; any other mark
        close beside it, that is none of the ``printed`` words, makes an empty box doubtful.
        """
        found = self._framed(box)
        cut_x, cut_y = found.width * INNER, found.height * INNER
        inner = self.cut(
            Box(found.left + cut_x, found.top + cut_y, found.right - cut_x, found.bottom - cut_y)
        )
        share = float(inner.mean()) if inner.size else 0.0
        return share if share >= TICKED else max(share, self._around(found, printed))

    def _around(self, box: Box, printed: Iterable[Box]) -> float:
        """Return what a mark around or beside an empty box counts as a share of ink inside."""
        around = box.grown(AROUND * box.width)
        if min(around.left, around.top) < 0:
            return 0.0
        rest = self.cut(around).copy()
        self._erase(rest, around, box.grown(FRAME))
        if encircles(rest, box.width * self._scale):
            return ENCIRCLED
        for word in printed:
            if word.overlap(around) > 0 and not _mark_and_box(word, box):
                self._erase(rest, around, word.grown(1))
        return BESIDE if _crosses_beside(rest, box.width * self._scale) else 0.0

    def _erase(self, cut: Mask, place: Box, other: Box) -> None:
        """Take ``other`` (points of the page) out of the ink that was cut out at ``place``."""
        left, right = (round((edge - place.left) * self._scale) for edge in (other.left, other.right))
        top, bottom = (round((edge - place.top) * self._scale) for edge in (other.top, other.bottom))
        cut[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = False

    def stands_apart(self, box: Box) -> bool:
        """Whether there is hardly any ink directly left or right of a box: letters stand closer."""
        beside = (
            Box(box.left - APART, box.top, box.left - 0.5, box.bottom),
            Box(box.right + 0.5, box.top, box.right + APART, box.bottom),
        )
        return all(float(cut.mean()) < 0.12 for each in beside if (cut := self.cut(each)).size)

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
        rest = without_rules(self.without(box, printed))
        columns, rows = (int(rest.any(axis=axis).sum()) / self._scale for axis in (0, 1))
        return columns >= LEAST_WIDTH and rows >= LEAST_HEIGHT and rest.sum() / self._scale**2 >= LEAST_INK

    def holds_letter(self, box: Box, *, printed: Iterable[Box] = ()) -> bool:
        """Return whether a piece of ink in ``box``, no ``printed`` one, is as high as a letter or digit."""
        if min(box.width, box.height) <= 0:
            return False
        pieces = components(without_rules(self.without(box, printed), upright=UPRIGHT))
        high = (pieces.height >= LETTER * self._scale) & (pieces.height <= TALL_LETTER * self._scale)
        wide = (pieces.width >= NARROW_LETTER * self._scale) & (pieces.width <= TALL_LETTER * self._scale)
        return bool((high & wide).any())

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


def without_rules(mask: Mask, *, upright: float = _RULE) -> Mask:
    """Return a copy without rows and columns that are mostly ink: printed lines.

    Args:
        mask: Ink.
        upright: Share of ink from which a column is a line; less and it may be the stem of a 1.
    """
    rest = mask.copy()
    if rest.size:
        rest[mask.mean(axis=1) > _RULE] = False
        rest[:, mask.mean(axis=0) > upright] = False
    return rest


def _mark_and_box(word: Box, box: Box) -> bool:
    """Whether what OCR took for a word is a box with a mark left of it: "XO"."""
    ends_with = abs(word.right - box.right) < 0.5 * box.width
    return ends_with and word.left < box.left and word.width < MARK_AND_BOX * box.width


def _crosses_beside(rest: Mask, side: float) -> bool:
    """Whether a mark about as large as the box lies left or right of it: no speck, no ruling."""
    pieces = components(rest)
    level = np.abs((pieces.top + pieces.bottom) / 2 - rest.shape[0] / 2) < 0.5 * side
    sized = (np.minimum(pieces.width, pieces.height) > 0.5 * side) & (
        np.maximum(pieces.width, pieces.height) < 1.8 * side
    )
    inside = (pieces.left > 0) & (pieces.right < rest.shape[1])
    inside &= np.abs((pieces.left + pieces.right) / 2 - rest.shape[1] / 2) > 0.5 * side
    return bool((level & sized & inside).any())
