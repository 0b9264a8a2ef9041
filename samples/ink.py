"""Pen strokes: a signature that is drawn, never typed."""

from __future__ import annotations

import math
import random
from typing import Any

BLUE_BLACK = (0.07, 0.09, 0.35)


def strokes(seed: str, *, width: float, height: float) -> list[list[tuple[float, float]]]:
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
