"""How the ink of a page was laid down, word by word, in numbers: what tells a pen from print.

The page's rulings are taken out; the pieces of ink that are left belong to the word of OCR in which they
lie, or, where OCR saw none, to the pieces beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from contracts.reading import Word
from extractors.pictures.components import Components, Mask, Numbers, components
from extractors.pictures.stroke_pixels import DIRECTIONS, Floats, Sums, pixel_measures

LONG_ACROSS, LONG_DOWN = 26.0, 22.0
"""Points from which a straight run of ink is a ruling."""

SPECK, LARGEST, HIGHEST = 2.2, 320.0, 75.0
"""Points: smaller pieces are dots, larger or higher ones pictures."""

THIN: Final = 3
"""Pixels: what is no higher, and long, is left over from a ruling."""

FOLLOWS: Final = 3.0
"""Points between pieces of ink that belong together."""

COARSE: Final = 4
"""Pixels per side of the squares in which pieces that OCR did not read are put together."""


class Units(NamedTuple):
    """Words of ink.

    Attributes:
        boxes: In pixels: left, top, right, bottom; shape (units, 4).
        ink: Pixels of ink.
        word: Position among the OCR words, -1 where OCR saw none.
        features: Shape (units, features); see ``FEATURES``.
    """

    boxes: Floats
    ink: Floats
    word: Numbers
    features: Floats


FEATURES: Final = (
    "confidence", "read", "letters per piece", "letters",
    "height", "height of pieces", "spread of heights", "widest piece", "mean shape",
    "spread of bottoms", "spread of tops", "rise of bottoms",
    "density", "stroke", "stroke to height", "spread of stroke", "stems", "bars",
    *(f"direction {number}" for number in range(DIRECTIONS)),
    "sharpness of directions", "spread of slants", "slant", "turns",
    "stroke to page", "height to page", "page confidence",
)  # fmt: skip


def without_rulings(mask: Mask, scale: float, *, down: float = LONG_DOWN) -> Mask:
    """Return the ink without long straight runs along rows and (from ``down`` points on) columns."""
    rest = mask.copy()
    rest &= ~long_runs(mask, round(LONG_ACROSS * scale))
    rest &= ~long_runs_down(mask, round(down * scale))
    return rest


def units_of(mask: Mask, words: Sequence[Word], scale: float) -> Units:
    """Return the words of ink on a page with what is known of each.

    Args:
        mask: The page's ink.
        words: As OCR read them, in points.
        scale: Pixels per point.
    """
    rest = without_rulings(mask, scale)
    pieces = components(rest)
    size = np.maximum(pieces.width, pieces.height)
    kept = (size >= SPECK * scale) & (pieces.width <= LARGEST * scale) & (pieces.height <= HIGHEST * scale)
    kept &= ~is_left_of_ruling(pieces, scale)
    unit, word = _membership(pieces, kept, words, scale, mask.shape)
    count = len(word)
    if not count:
        return Units(np.zeros((0, 4)), np.zeros(0), word, np.zeros((0, len(FEATURES))))
    return _measured(rest, pieces, unit, word, words, scale)


def is_left_of_ruling(pieces: Components, scale: float) -> Mask:
    """Return per piece whether it is as thin as a line and straight along a row or column."""
    flat = (pieces.height <= THIN) & (pieces.width >= 5 * scale)
    upright = (pieces.width <= THIN) & (pieces.height >= 10 * scale)
    remains: Mask = flat | upright
    return remains


def long_runs(mask: Mask, longest: int) -> Mask:
    """Return the ink that lies in runs along rows of at least ``longest`` pixels."""
    return _opened(mask, longest, axis=1)


def long_runs_down(mask: Mask, longest: int) -> Mask:
    """Return the ink that lies in runs along columns of at least ``longest`` pixels."""
    return _opened(mask, longest, axis=0)


def _opened(mask: Mask, length: int, *, axis: int) -> Mask:
    """Return a mask opened by a straight line of ``length`` pixels: eroded, and dilated again.

    Both in steps of twice the length before, as van Herk and others do: cheaper than to look at each run.
    """
    places = mask.shape[axis] - length + 1
    if places <= 0:
        return np.zeros_like(mask)
    left = mask
    for step in _steps(length):
        size = left.shape[axis] - step
        left = _cut(left, 0, size, axis) & _cut(left, step, step + size, axis)
    opened = np.zeros(mask.shape, bool)
    _cut(opened, 0, places, axis)[...] = left
    for step in _steps(length):
        moved = opened.copy()
        _cut(moved, step, mask.shape[axis], axis)[...] |= _cut(opened, 0, mask.shape[axis] - step, axis)
        opened = moved
    return opened


def _steps(length: int) -> Iterator[int]:
    """Yield by how much a line grows, from one pixel to ``length``."""
    reached = 1
    while reached < length:
        step = min(reached, length - reached)
        yield step
        reached += step


def _cut(mask: Mask, start: int, end: int, axis: int) -> Mask:
    """Return a view of some rows (axis 0) or columns (axis 1)."""
    return mask[start:end] if axis == 0 else mask[:, start:end]


def _membership(
    pieces: Components, kept: Mask, words: Sequence[Word], scale: float, shape: tuple[int, int]
) -> tuple[Numbers, Numbers]:
    """Return per piece its unit (-1 for none), and per unit its OCR word (-1 for none)."""
    middle_x, middle_y = (pieces.left + pieces.right) / 2, (pieces.top + pieces.bottom) / 2
    owner = np.full(len(kept), -1)
    for number in sorted(range(len(words)), key=lambda at: -words[at].box.width * words[at].box.height):
        left, top, right, bottom = (edge * scale for edge in words[number].box.grown(1))
        inside = (middle_x >= left) & (middle_x <= right) & (middle_y >= top) & (middle_y <= bottom)
        owner[inside & kept] = number
    loose = kept & (owner < 0)
    cluster = _clusters(pieces, loose, scale, shape)
    key = np.where(loose, len(words) + cluster, owner)
    used, unit = np.unique(key[kept], return_inverse=True)
    member = np.full(len(kept), -1)
    member[kept] = unit
    return member, np.where(used < len(words), used, -1)


def _clusters(pieces: Components, loose: Mask, scale: float, shape: tuple[int, int]) -> Numbers:
    """Return per piece the number of the heap that it lies in with its neighbours."""
    grid = np.zeros((shape[0] // COARSE + 2, shape[1] // COARSE + 2), bool)
    reach = FOLLOWS * scale
    for at in np.flatnonzero(loose):
        left, right = (pieces.left[at] - reach) / COARSE, (pieces.right[at] + reach) / COARSE
        top, bottom = pieces.top[at] / COARSE, pieces.bottom[at] / COARSE
        grid[int(top) : int(bottom) + 1, max(0, int(left)) : int(right) + 1] = True
    heaps = components(grid)
    label = np.zeros(grid.shape, np.intp)
    rows = np.repeat(heaps.row, heaps.end - heaps.start)
    lengths = heaps.end - heaps.start
    columns = np.arange(len(rows)) + np.repeat(heaps.start - np.cumsum(lengths) + lengths, lengths)
    label[rows, columns] = np.repeat(heaps.label, lengths)
    heap: Numbers = label[
        (pieces.top + pieces.bottom) // 2 // COARSE, (pieces.left + pieces.right) // 2 // COARSE
    ]
    return heap


def _measured(
    rest: Mask, pieces: Components, unit: Numbers, word: Numbers, words: Sequence[Word], scale: float
) -> Units:
    count, kept = len(word), unit >= 0
    own = Sums(unit[kept], count)
    left, top, right, bottom = (edge[kept] for edge in (pieces.left, pieces.top, pieces.right, pieces.bottom))
    box = np.stack([own.smallest(left), own.smallest(top), own.largest(right), own.largest(bottom)], axis=1)
    high = np.maximum(box[:, 3] - box[:, 1], 1)
    heights, widths = bottom - top, right - left
    letters = np.array([sum(map(str.isalnum, words[at].text)) if at >= 0 else 0 for at in word], float)
    sure = np.array([words[at].confidence if at >= 0 else 0.0 for at in word])
    middle = (left + right) / 2
    big = heights >= 0.4 * high[unit[kept]]
    solid = Sums(unit[kept][big], count)
    by_piece = [
        sure, word >= 0, letters / own.weight, letters,
        high / scale, own.mean(heights) / high, own.spread(heights) / high,
        own.largest(widths) / high, own.mean(widths / heights),
        solid.spread(bottom[big]) / high, solid.spread(top[big]) / high,
        _rise(solid, middle[big], bottom[big]),
    ]  # fmt: skip
    by_pixel, ink, stroke = pixel_measures(rest, pieces, unit, high, box)
    page_stroke, page_height = np.median(stroke), np.median(high)
    page_sure = float(np.median([each.confidence for each in words])) if words else 0.0
    page = [stroke / max(page_stroke, 1e-9), high / max(page_height, 1), np.full(count, page_sure)]
    features = np.stack([np.asarray(column, float) for column in (*by_piece, *by_pixel, *page)], axis=1)
    return Units(box, ink, word, features)


def _rise(pieces: Sums, x: Floats, y: Numbers) -> Floats:
    """Return the slope of a line through the bottoms of the pieces."""
    across = pieces.spread(x) ** 2
    together = pieces.mean(x * y) - pieces.mean(x) * pieces.mean(y)
    slope: Floats = np.clip(np.where(across > 1, together / np.maximum(across, 1), 0), -1, 1)
    return slope
