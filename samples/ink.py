"""Pen strokes: ticks and signatures that are drawn, never typed."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple

Lot = Literal["tuning", "test"]
Stroke = list[tuple[float, float]]

BLUE_BLACK = (0.07, 0.09, 0.35)


class Pen(NamedTuple):
    """Colour (red, green, blue from 0 to 1) and width in points."""

    colour: tuple[float, float, float]
    width: float


PENS: Final[dict[Lot, tuple[Pen, ...]]] = {
    "tuning": (
        Pen(BLUE_BLACK, 1.2),
        Pen((0.1, 0.1, 0.1), 0.9),
        Pen((0.15, 0.2, 0.6), 1.0),
        Pen((0.42, 0.42, 0.42), 1.0),  # pencil
    ),
    "test": (
        Pen((0.1, 0.2, 0.7), 0.8),
        Pen((0.05, 0.05, 0.1), 1.5),  # felt tip
        Pen((0.05, 0.3, 0.15), 1.0),
        Pen((0.48, 0.47, 0.46), 0.9),  # light pencil
    ),
}


def strokes(seed: str, *, width: float, height: float) -> list[Stroke]:
    """Return the pen strokes of an invented signature inside ``width`` x ``height`` points.

    The same seed gives the same signature: people sign alike on all of their papers.
    """
    rng = random.Random(seed)
    waves, phase = rng.uniform(4, 8), rng.uniform(0, 6)
    lean, loop = rng.uniform(0.1, 0.3), rng.uniform(0.02, 0.06)
    name = []
    for step in range(160):
        t = step / 159
        swing = (1 - 0.6 * t) * (0.6 + 0.4 * math.sin(3.1 * t * waves + phase))
        y = 0.5 - 0.42 * swing * math.sin(2 * math.pi * waves * t + phase)
        x = 0.04 + 0.86 * t + loop * math.cos(2 * math.pi * waves * t) + lean * 0.2 * (0.5 - y)
        name.append((x * width, y * height))
    start = rng.uniform(0.05, 0.3)
    flourish = [
        ((start + 0.6 * i / 30) * width, (0.86 + 0.05 * math.sin(i / 5) - 0.1 * i / 30) * height)
        for i in range(31)
    ]
    return [name, flourish]


def sign(page: Any, box: tuple[float, float, float, float], *, seed: str) -> None:
    """Draw a signature as vector ink into ``box`` (points) of a PyMuPDF page."""
    left, top, right, bottom = box
    width, height = min(right - left, 150), min(bottom - top, 34)
    top = bottom - height
    shape = page.new_shape()
    for stroke in strokes(seed, width=width, height=height):
        shape.draw_polyline([(left + x, top + y) for x, y in stroke])
    shape.finish(color=BLUE_BLACK, width=1.2, closePath=False, lineCap=1, lineJoin=1)
    shape.commit()


def draw(
    page: Any,
    drawing: Sequence[Stroke],
    box: tuple[float, float, float, float],
    pen: Pen,
    rng: random.Random,
) -> None:
    """Draw strokes, given in shares of ``box``, with a hand that is not quite steady."""
    left, top, right, bottom = box
    for stroke in drawing:
        points = [(left + x * (right - left), top + y * (bottom - top)) for x, y in _shaky(stroke, rng)]
        for first in range(0, len(points) - 1, 6):
            shape = page.new_shape()
            shape.draw_polyline(points[first : first + 7])
            shape.finish(
                color=pen.colour,
                width=pen.width * rng.uniform(0.8, 1.2),
                closePath=False,
                lineCap=1,
                lineJoin=1,
            )
            shape.commit()


def _shaky(stroke: Stroke, rng: random.Random) -> Stroke:
    """Return a stroke in many small steps with a slow tremor."""
    phase, size = rng.uniform(0, 6), rng.uniform(0.005, 0.025)
    fine: Stroke = []
    for (x, y), (to_x, to_y) in pairwise(stroke):
        steps = max(2, round(12 * math.hypot(to_x - x, to_y - y)))
        fine += [(x + (to_x - x) * i / steps, y + (to_y - y) * i / steps) for i in range(steps)]
    fine.append(stroke[-1])
    return [
        (x + size * math.sin(i / 2.3 + phase), y + size * math.cos(i / 2.9 + phase))
        for i, (x, y) in enumerate(fine)
    ]
