"""Four straight edges around something brighter: the outlines of sheets, found among lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.pictures.edges import Lines, Numbers

_LEAST_MARGIN: Final = 0.015
"""Share of the picture; narrower dark rims are a scanner's, and harmless."""
_OPPOSITE: Final = 35.0
"""Degrees by which opposite and neighbouring edges may differ from parallel and square."""
_LEAST_SIDE: Final = 0.16
"""Of the longer side of the picture."""
_BEYOND: Final = 0.35
"""Share of the picture by which a corner may lie outside of it."""
_LEAST_SEEN: Final = 0.55
"""Share of each edge that must be seen within the picture."""
_MOSTLY_SEEN: Final = 0.8
"""Share of all edges together."""
_CANDIDATES: Final = 12


class Outline(NamedTuple):
    """The corners of a sheet, shape (4, 2), in pixels: left top, right top, right bottom, left bottom.

    Attributes:
        seen: Which of the sides are seen: left, upper, right, lower.
    """

    corners: Numbers
    seen: tuple[bool, bool, bool, bool]

    @property
    def open(self) -> bool:
        """Whether a side is out of the picture."""
        return not all(self.seen)

    @property
    def seen_sides(self) -> list[Numbers]:
        """Start and end, clockwise, of the sides that are seen."""
        starts = np.roll(self.corners, 1, axis=0)
        pairs = zip(starts, self.corners, self.seen, strict=True)
        return [np.array((start, end)) for start, end, seen in pairs if seen]


def outlines(lines: Lines, shape: tuple[int, ...]) -> list[Outline]:
    """Return outlines of sheets, the best seen first; one side at most is out of the picture."""
    sides = _sides(lines, shape)
    found = np.array(list(_four(sides)), dtype=np.intp).reshape(-1, 4)
    if not len(found):
        return []
    corners = _corners(sides.lines, found)
    worth = _worth(sides, found, corners)
    worth[~_plausible(corners, shape)] = 0
    best = np.argsort(-worth)[:_CANDIDATES]
    return [Outline(corners[at], tuple((found[at] < sides.number).tolist())) for at in best if worth[at] > 0]


class _Sides(NamedTuple):
    """Lines that may be sides of a sheet; behind the lines that are seen, those just out of the picture.

    Attributes:
        first: Where each line enters the picture, on the way along it.
        last: Where it leaves the picture.
    """

    lines: Lines
    first: Numbers
    last: Numbers

    @property
    def number(self) -> int:
        """Number of lines that are seen."""
        return len(self.lines.seen)


def _sides(lines: Lines, shape: tuple[int, ...]) -> _Sides:
    """Leave out the rims of scans, and add for each line the one opposite, just out of the picture."""
    height, width = shape
    first, last = _within(lines, width, height)
    x, y = _point(lines, (first + last) / 2)
    rim = _LEAST_MARGIN * max(shape)
    kept = (np.minimum(x, width - x) > rim) & (np.minimum(y, height - y) > rim)
    angle, offset = np.radians(lines.angle[kept] + 180), lines.offset[kept]
    ends = [u * np.cos(angle) + v * np.sin(angle) for u, v in product((0, width), (0, height))]
    both = Lines(
        np.concatenate((lines.angle[kept], lines.angle[kept] + 180)),
        np.concatenate((offset, np.min(ends, axis=0))),
        lines.seen[kept],
        lines.reach,
    )
    return _Sides(both, first[kept], last[kept])


def _point(lines: Lines, along: Numbers) -> tuple[Numbers, Numbers]:
    angle = np.radians(lines.angle)
    cosine, sine = np.cos(angle), np.sin(angle)
    return lines.offset * cosine - along * sine, lines.offset * sine + along * cosine


def _within(lines: Lines, width: int, height: int) -> tuple[Numbers, Numbers]:
    """Return where each line enters and leaves the picture."""
    angle = np.radians(lines.angle) + 1e-9  # no line is exactly level or upright
    cosine, sine = np.cos(angle), np.sin(angle)
    x = np.sort([(lines.offset * cosine - end) / sine for end in (0, width)], axis=0)
    y = np.sort([(end - lines.offset * sine) / cosine for end in (0, height)], axis=0)
    return np.maximum(x[0], y[0]), np.minimum(x[1], y[1])


def _four(sides: _Sides) -> Iterator[tuple[int, int, int, int]]:
    """Yield lines that may be left, upper, right and lower side."""
    angle, count = sides.lines.angle.tolist(), sides.number
    opposite = [
        (one, other)
        for one, other in combinations(range(count), 2)
        if _turn(angle[one] + 180, angle[other]) < _OPPOSITE
    ]
    opposite += [(one, one + count) for one in range(count)]
    for (a, c), (b, d) in combinations(opposite, 2):
        if c >= count and d >= count:
            continue
        left = min((a, b, c, d), key=lambda side: _turn(angle[side], 0))
        ring = sorted((a, b, c, d), key=lambda side: (angle[side] - angle[left]) % 360)
        steps = [(angle[ring[(at + 1) % 4]] - angle[ring[at]]) % 360 for at in range(4)]
        if all(abs(step - 90) < _OPPOSITE for step in steps):
            yield ring[0], ring[1], ring[2], ring[3]


def _turn(one: float, other: float) -> float:
    """Return the angle between two directions, from 0 to 180 degrees."""
    return abs((one - other + 180) % 360 - 180)


def _corners(lines: Lines, four: NDArray[np.intp]) -> Numbers:
    """Return where each line meets the next one, shape (n, 4, 2)."""
    after = np.roll(four, -1, axis=1)
    angle, other = np.radians(lines.angle[four]), np.radians(lines.angle[after])
    offset, beside = lines.offset[four], lines.offset[after]
    x = offset * np.sin(other) - beside * np.sin(angle)
    y = beside * np.cos(angle) - offset * np.cos(other)
    corners: Numbers = np.stack((x, y), axis=2) / np.sin(other - angle)[..., None]
    return corners


def _worth(sides: _Sides, four: NDArray[np.intp], corners: Numbers) -> Numbers:
    """Return how many pixels of the sides are seen, less those that are not; 0 where too few are."""
    angle = np.radians(sides.lines.angle[four])
    starts = np.roll(corners, 1, axis=1)
    begin = corners[..., 1] * np.cos(angle) - corners[..., 0] * np.sin(angle)
    end = starts[..., 1] * np.cos(angle) - starts[..., 0] * np.sin(angle)
    real = four < sides.number
    line = np.where(real, four, 0)
    begin, end = np.maximum(begin, sides.first[line]), np.minimum(end, sides.last[line])
    reach = sides.lines.reach
    places = [np.clip(at + reach, 0, 2 * reach).astype(np.intp) for at in (begin, end)]
    seen = np.where(real, sides.lines.seen[line, places[1]] - sides.lines.seen[line, places[0]], 0)
    whole = np.where(real, np.maximum(end - begin, 1), 0)
    enough = (seen >= _LEAST_SEEN * whole).all(axis=1)
    share = seen.sum(axis=1) / np.maximum(whole.sum(axis=1), 1)
    return np.where(enough & (share > _MOSTLY_SEEN), 3 * seen.sum(axis=1) - 2 * whole.sum(axis=1), 0)


def _plausible(corners: Numbers, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which outlines are convex, large enough, and not far beyond the picture."""
    height, width = shape
    ways = np.roll(corners, -1, axis=1) - corners
    after = np.roll(ways, -1, axis=1)
    convex = (ways[..., 0] * after[..., 1] > ways[..., 1] * after[..., 0]).all(axis=1)
    large = (np.hypot(ways[..., 0], ways[..., 1]) > _LEAST_SIDE * max(shape)).all(axis=1)
    shares = corners / (width, height)
    near = ((shares > -_BEYOND) & (shares < 1 + _BEYOND)).all(axis=(1, 2))
    fitting: NDArray[np.bool_] = np.logical_and(convex, np.logical_and(large, near))
    return fitting
