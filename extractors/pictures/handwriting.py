"""Places of a page that are written by hand: a small boosted model over how the ink of words was laid down.

Trained by ``scripts/train_handwriting.py``; the numbers that it looks at are in ``strokes``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.reading import PageInk, Word
from contracts.records import Box
from extractors.pictures.page_ink import unpack
from extractors.pictures.stroke_pixels import Floats
from extractors.pictures.strokes import Units, units_of

SURE: Final = 0.5
"""Logarithm of the odds from which a place counts as written by hand: print must hardly ever be."""

NEXT: Final = 14.0
"""Points between words on a line that speak for each other: people do not change hands within a line."""

SMALLEST: Final = 20.0
"""Pixels of ink below which a piece says nothing."""

NARROWEST: Final = 2.5
"""Points: what is narrower or lower is a streak of the scanner."""


class Trees(NamedTuple):
    """Boosted regression trees, one row per tree.

    Attributes:
        feature: Number of the feature that a node asks for, -1 in a leaf; shape (trees, nodes).
        limit: Up to which the way goes to ``left``, else to ``right``; in a leaf its value.
        start: Logarithm of the odds before any tree.
    """

    feature: NDArray[np.int8]
    limit: NDArray[np.float32]
    left: NDArray[np.int8]
    right: NDArray[np.int8]
    start: float
    depth: int

    def log_odds(self, features: Floats) -> Floats:
        """Return the logarithm of the odds for each row of features."""
        rows, trees = np.arange(len(features))[:, None], np.arange(len(self.feature))[None, :]
        node = np.zeros((len(features), len(self.feature)), np.intp)
        for _ in range(self.depth):
            asked = self.feature[trees, node]
            goes_left = features[rows, np.maximum(asked, 0)] <= self.limit[trees, node]
            following = np.where(goes_left, self.left[trees, node], self.right[trees, node])
            node = np.where(asked >= 0, following, node)
        odds: Floats = self.start + self.limit[trees, node].sum(axis=1, dtype=float)
        return odds


@cache
def load_trees() -> Trees:
    """Return the shipped model."""
    with files("extractors.pictures").joinpath("handwriting.npz").open("rb") as file, np.load(file) as data:
        return Trees(
            data["feature"],
            data["limit"],
            data["left"],
            data["right"],
            float(data["start"]),
            int(data["depth"]),
        )


def handwritten(ink: PageInk, words: Sequence[Word]) -> tuple[Box, ...]:
    """Return the places that are written by hand, in points, from top to bottom.

    Args:
        ink: The page's picture.
        words: What OCR read on it, in points; handwriting that it did not see is found as well.
    """
    scale = ink.dpi / 72
    units = units_of(unpack(ink), words, scale)
    if not len(units.ink):
        return ()
    odds = spoken_for(units, load_trees().log_odds(units.features), scale)
    found = np.flatnonzero((odds >= SURE) & (units.ink >= SMALLEST))
    boxes = (Box(*(float(edge) / scale for edge in units.boxes[at])) for at in found)
    wide = (box for box in boxes if min(box.width, box.height) >= NARROWEST)
    return tuple(sorted(wide, key=lambda box: (box.top, box.left)))


def spoken_for(units: Units, odds: Floats, scale: float) -> Floats:
    """Return per unit the odds of its line: the mean over its neighbours, more ink weighing more."""
    left, top, right, bottom = (units.boxes / scale).T
    shared = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    lower = np.minimum((bottom - top)[:, None], bottom - top)
    gap = np.maximum(left[:, None], left) - np.minimum(right[:, None], right)
    weight = ((shared > 0.4 * lower) & (gap < NEXT)) * np.sqrt(units.ink)
    mean: Floats = weight @ odds / weight.sum(axis=1)
    return mean
