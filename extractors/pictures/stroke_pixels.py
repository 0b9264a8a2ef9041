"""What the single pixels of pieces of ink say: width, direction, slant and edges of strokes."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.pictures.components import Components, Mask, Numbers, runs

Floats = NDArray[np.float64]

DIRECTIONS: Final = 8


class Sums:
    """Sums per unit."""

    def __init__(self, unit: Numbers, count: int) -> None:
        self._unit, self._count = unit, count
        self.weight = np.maximum(np.bincount(unit, minlength=count), 1e-9)

    def mean(self, values: Floats | Numbers | Mask) -> Floats:
        """Return the mean per unit."""
        sums: Floats = np.bincount(self._unit, weights=values, minlength=self._count) / self.weight
        return sums

    def spread(self, values: Floats | Numbers) -> Floats:
        """Return the standard deviation per unit."""
        variance = self.mean(np.square(values, dtype=float)) - np.square(self.mean(values))
        return np.sqrt(np.maximum(variance, 0))

    def largest(self, values: Floats | Numbers) -> Floats:
        """Return the largest value per unit."""
        top = np.zeros(self._count)
        np.maximum.at(top, self._unit, values)
        return top

    def smallest(self, values: Floats | Numbers) -> Floats:
        """Return the smallest value per unit."""
        low = np.full(self._count, np.inf)
        np.minimum.at(low, self._unit, values)
        return low


def pixel_measures(
    rest: Mask, pieces: Components, unit: Numbers, high: Floats, box: Floats
) -> tuple[list[Floats], Floats, Floats]:
    """Return what the single pixels of the units say, their number, and the mean width of strokes."""
    label = np.repeat(pieces.label, pieces.end - pieces.start)
    rows, columns = np.nonzero(rest)
    inside = unit[label] >= 0
    rows, columns, label = rows[inside], columns[inside], label[inside]
    of = unit[label]
    pixels = Sums(of, len(high))
    across, down = _run_lengths(rest)[rows, columns], _run_lengths(rest.T).T[rows, columns]
    thick = np.minimum(across, down).astype(float)
    stroke = pixels.mean(thick)
    turned, slope = _directions(rest, rows, columns)
    share = _histogram(of, turned, slope, len(high))
    sharp = -(share * np.log(share + 1e-6)).sum(axis=1)
    lean = _leanings(label, rows, columns, len(unit))
    shown = Sums(unit[unit >= 0], len(high))
    edges = pixels.mean(slope > 0)
    density = pixels.weight / np.maximum((box[:, 2] - box[:, 0]) * high, 1)
    return [
        density, stroke, stroke / high, pixels.spread(thick) / np.maximum(stroke, 1e-9),
        pixels.mean(down >= 0.5 * high[of]), pixels.mean(across >= 0.5 * high[of]),
        *share.T, sharp, shown.spread(lean[unit >= 0]), shown.mean(lean[unit >= 0]), edges,
    ], pixels.weight, stroke  # fmt: skip


def _run_lengths(mask: Mask) -> NDArray[np.int16]:
    """Return for each pixel of ink the length of the run along its row that it lies in."""
    _, start, end = runs(mask)
    lengths = np.zeros(mask.shape, np.int16)
    lengths[mask] = np.repeat(end - start, end - start)
    return lengths


def _directions(rest: Mask, rows: Numbers, columns: Numbers) -> tuple[Numbers, Floats]:
    """Return per pixel the direction of the edge it lies on (0 to 7, half a turn), and how clear it is."""
    wide = np.pad(rest, 2).astype(np.int8)
    soft = wide[:-2] + wide[1:-1] + wide[2:]
    soft = soft[:, :-2] + soft[:, 1:-1] + soft[:, 2:]  # 3 x 3 sums; the page begins at 1, 1
    r, c = rows + 1, columns + 1
    right = (soft[r, c + 1] - soft[r, c - 1]).astype(float)
    down = (soft[r + 1, c] - soft[r - 1, c]).astype(float)
    angle = np.arctan2(down, right) % np.pi
    return np.floor(angle / np.pi * DIRECTIONS + 0.5).astype(np.intp) % DIRECTIONS, np.hypot(right, down)


def _histogram(of: Numbers, turned: Numbers, weight: Floats, count: int) -> Floats:
    sums = np.bincount(of * DIRECTIONS + turned, weights=weight, minlength=count * DIRECTIONS)
    table: Floats = sums.reshape(count, DIRECTIONS).astype(float)
    shares: Floats = table / np.maximum(table.sum(axis=1, keepdims=True), 1e-9)
    return shares


def _leanings(label: Numbers, rows: Numbers, columns: Numbers, count: int) -> Floats:
    """Return per piece how far its ink leans sideways per pixel of height (Gini's line of moments)."""
    pixels = Sums(label, count)
    x, y = pixels.mean(columns), pixels.mean(rows)
    off_x, off_y = columns - x[label], rows - y[label]
    together, upright = pixels.mean(off_x * off_y), pixels.mean(off_y * off_y)
    lean: Floats = np.clip(-together / np.maximum(upright, 1), -1.5, 1.5)
    return lean
