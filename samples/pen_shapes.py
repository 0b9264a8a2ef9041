"""Shapes that people draw with a pen: ticks, corrections, signatures.

They come in two lots, ``tuning`` and ``test``. What recognises them was made looking at the first alone;
figures come from the second (``benchmarks/marks.py``).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from samples.ink import Lot, Stroke, strokes

Shape = Callable[[random.Random], list[Stroke]]

TALL, DEEP = 0.25, 0.15
"""Shares of the letters of a signature that reach up, and down, further than the others."""


def _curve(*points: tuple[float, float], steps: int = 14) -> Stroke:
    """Return a Bézier curve through its first and last point."""
    curve = []
    for i in range(steps + 1):
        level = list(points)
        while len(level) > 1:
            level = [
                (x + (to_x - x) * i / steps, y + (to_y - y) * i / steps)
                for (x, y), (to_x, to_y) in pairwise(level)
            ]
        curve.append(level[0])
    return curve


def _ring(rng: random.Random, *, reach: float, turns: float, sides: float = 2.0) -> Stroke:
    """Return an ellipse (or, with more ``sides``, a rounder rectangle) around the box."""
    start, wide, high = rng.uniform(0, 6.3), reach * rng.uniform(1, 1.4), reach * rng.uniform(0.9, 1.1)
    ring = []
    for i in range(round(36 * turns) + 1):
        angle, grow = start + i / 36 * 2 * math.pi, 1 + 0.08 * i / 36
        cos, sin = math.cos(angle), math.sin(angle)
        ring.append(
            (
                0.5 + grow * wide * math.copysign(abs(cos) ** (2 / sides), cos),
                0.5 + grow * high * math.copysign(abs(sin) ** (2 / sides), sin),
            )
        )
    return ring


def _zigzag(rng: random.Random, *, low: float, high: float, lines: int) -> Stroke:
    """Return a scribble from top to bottom."""
    return [
        (low + rng.uniform(0, 0.08) if i % 2 else high - rng.uniform(0, 0.08), low + (high - low) * i / lines)
        for i in range(lines + 1)
    ]


def _straight_cross(rng: random.Random) -> list[Stroke]:
    a, b = rng.uniform(-0.15, 0.15), rng.uniform(0.85, 1.15)
    return [[(a, a), (b, b)], [(a, b), (b, a)]]


def _bowed_cross(rng: random.Random) -> list[Stroke]:
    a, b, bow = rng.uniform(-0.2, 0.25), rng.uniform(0.75, 1.3), rng.uniform(-0.25, 0.25)
    return [
        _curve((a, a + 0.1), (0.5 + bow, 0.5 - bow), (b, b - 0.1)),
        _curve((b - 0.1, a), (0.5 + bow, 0.5 + bow), (a + 0.1, b)),
    ]


def _spiral(rng: random.Random) -> list[Stroke]:
    turns, start = 5, rng.uniform(0, 6)
    return [
        [
            (
                0.5 + 0.42 * i / 120 * math.cos(start + turns * i / 19),
                0.5 + 0.42 * i / 120 * math.sin(start + turns * i / 19),
            )
            for i in range(121)
        ]
    ]


TICKS: Final[dict[Lot, dict[str, Shape]]] = {
    "tuning": {
        "cross": _straight_cross,
        "check": lambda rng: [[(rng.uniform(0, 0.2), 0.5), (0.4, 0.9), (rng.uniform(0.9, 1.3), -0.1)]],
        "filled": lambda rng: [_zigzag(rng, low=0.08, high=0.92, lines=12)],
        "circled": lambda rng: [_ring(rng, reach=0.95, turns=1.05)],
        "leaving": lambda rng: [[(0.15, 0.4), (0.45, 0.9), (rng.uniform(1.5, 2), rng.uniform(-1, -0.5))]],
    },
    "test": {
        "cross": _bowed_cross,
        "check": lambda rng: [
            _curve((0.1, rng.uniform(0.3, 0.6)), (0.25, 0.6), (0.4, 0.95)),
            _curve((0.4, 0.95), (0.5, 0.4), (rng.uniform(0.8, 1.2), rng.uniform(-0.2, 0.2))),
        ],
        "slash": lambda rng: [_curve((rng.uniform(-0.1, 0.2), 1.05), (0.4, 0.4), (0.95, -0.1))],
        "filled": _spiral,
        "hatched": lambda rng: [
            [(0.1 + 0.2 * i, rng.uniform(0, 0.2)), (0.2 * i, rng.uniform(0.8, 1))] for i in range(1, 5)
        ],
        "circled": lambda rng: [_ring(rng, reach=1.05, turns=rng.uniform(0.93, 1.3), sides=2.6)],
        "leaving": lambda rng: [
            _curve((-0.4, rng.uniform(0.2, 0.5)), (0.1, 0.5), (0.3, 0.95)),
            _curve((0.3, 0.95), (0.7, -0.2), (rng.uniform(1.6, 2.1), rng.uniform(-1.1, -0.6))),
        ],
    },
}

CORRECTED: Final[dict[Lot, Shape]] = {
    "tuning": lambda rng: [*_straight_cross(rng), _zigzag(rng, low=-0.25, high=1.25, lines=11)],
    "test": lambda rng: [
        *_bowed_cross(rng),
        *(
            _curve((-0.5, 0.15 + 0.17 * i), (0.5, rng.uniform(0, 0.4) + 0.17 * i), (1.5, 0.1 + 0.17 * i))
            for i in range(5)
        ),
    ],
}
"""Scribbles over a box that was ticked by mistake."""


def _waves(rng: random.Random) -> list[Stroke]:
    return [
        [(x / 100, y / 100) for x, y in stroke]
        for stroke in strokes(str(rng.random()), width=100, height=100)
    ]


def _letters(rng: random.Random, *, count: int, low: float = 0.25, high: float = 0.8) -> Stroke:
    """Return joined-up loops, arches and tall strokes: writing that nobody can read."""
    x, pace, line = 0.03, 0.94 / count, [(0.02, high)]
    for number in range(count):
        top = 0.05 if number == 0 or rng.random() < TALL else low + rng.uniform(0, 0.15)
        foot = high + (rng.uniform(0.05, 0.2) if rng.random() < DEEP else 0)
        lean = rng.uniform(0.1, 0.35) * pace
        line += _curve((x, high), (x + lean, high), (x + pace * 0.6 + lean, top), (x + pace * 0.3, top))[1:]
        line += _curve((x + pace * 0.3, top), (x, foot), (x + pace * 0.4, foot), (x + pace, high))[1:]
        x += pace
    return line


def _paraph(rng: random.Random) -> list[Stroke]:
    loop = _curve((0.1, 0.7), (0.2, -0.6), (0.5, 0.1), (0.2, 0.9), (0.55, 0.8))
    return [loop, _curve((0.55, 0.8), (0.1, rng.uniform(0.6, 1)), (0.8, 1), (0.95, rng.uniform(0.3, 0.6)))]


SIGNATURES: Final[dict[Lot, dict[str, Shape]]] = {
    "tuning": {
        "name": _waves,
        "paraph": lambda rng: [_waves(rng)[0][:60], _ring(rng, reach=0.3, turns=1.2)],
        "initials": lambda _: [
            [(0.1, 0.9), (0.2, 0.1), (0.3, 0.8), (0.4, 0.1), (0.5, 0.9)],
            [(0.6, 0.9), (0.75, 0.1), (0.9, 0.9)],
        ],
    },
    "test": {
        "name": lambda rng: [_letters(rng, count=rng.randint(6, 12))],
        "two words": lambda rng: [
            [(0.4 * x, y) for x, y in _letters(rng, count=4)],
            [(0.45 + 0.55 * x, y) for x, y in _letters(rng, count=6)],
        ],
        "paraph": _paraph,
        "initials": lambda _: [
            _curve((0.1, 0.95), (0.2, -0.2), (0.35, 0.2), (0.45, 0.95)),
            _curve((0.55, 0.1), (0.5, 0.6), (0.55, 0.95)),
            _curve((0.55, 0.15), (1.1, 0.2), (0.9, 0.6), (0.55, 0.55), (0.95, 0.95)),
        ],
    },
}
