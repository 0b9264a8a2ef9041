"""Straight edges in a picture of brightness, each with the side on which it is brighter.

A Hough transform (Duda and Hart 1972) in which a point votes only for lines that run as its own gradient says
(O'Gorman and Clowes 1976).
"""

from __future__ import annotations

import math
from itertools import product
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_STEP: Final = 1.0
"""Degrees between two directions of lines."""
_WIDTH: Final = 2.5
"""Pixels between two lines of a direction; an edge may bend by so much to either side."""
_LEANING: Final = 10.0
"""Degrees by which the gradient of a point may differ from its line's."""
_HOLES: Final = 3
"""Pixels of an edge that may go unseen between two that are seen."""

Lights = NDArray[np.float32]
Numbers = NDArray[np.float64]


class Points(NamedTuple):
    """Where the brightness jumps: places in pixels, and degrees of the ways to the brighter side."""

    x: Numbers
    y: Numbers
    angle: Numbers


class Lines(NamedTuple):
    """Lines of the points ``x * cos(angle) + y * sin(angle) = offset``; the brighter side has larger offsets.

    Attributes:
        angle: In degrees, shape (n,).
        offset: In pixels, shape (n,).
        seen: How many pixels of the line are seen before each place along it, shape (n, places); the way
            along a line is ``y * cos(angle) - x * sin(angle)``, and ``reach`` pixels more are its place.
        reach: Of places, either way, in pixels.
    """

    angle: Numbers
    offset: Numbers
    seen: Numbers
    reach: int


def edge_points(light: Lights, *, least: float) -> Points:
    """Return where the brightness rises by ``least`` or more, at the steepest place of each rise."""
    shifts = product((-1, 0, 1), repeat=2)
    smooth = np.sum([np.roll(light, shift, axis=(0, 1)) for shift in shifts], axis=0)
    across = np.zeros_like(light)
    down = np.zeros_like(light)
    across[:, 2:-2] = (smooth[:, 4:] - smooth[:, :-4]) / 9
    down[2:-2] = (smooth[4:] - smooth[:-4]) / 9
    rise = np.hypot(across, down)
    rise[:3], rise[-3:], rise[:, :3], rise[:, -3:] = 0, 0, 0, 0
    level = np.abs(across) > np.abs(down)
    before = np.where(level, np.roll(rise, 1, 1), np.roll(rise, 1, 0))
    after = np.where(level, np.roll(rise, -1, 1), np.roll(rise, -1, 0))
    ys, xs = np.nonzero((rise > least) & (rise >= before) & (rise > after))
    angles = np.degrees(np.arctan2(down[ys, xs], across[ys, xs])) % 360
    places = np.array((xs, ys), dtype=np.float64) + 0.5
    return Points(places[0], places[1], angles.astype(np.float64))


def strongest_lines(points: Points, shape: tuple[int, int], *, count: int, least: int) -> Lines:
    """Return up to ``count`` lines on which ``least`` points or more lie."""
    reach = math.ceil(math.hypot(*shape)) + 1
    votes = _votes(points, reach)
    found: list[tuple[float, float, Numbers]] = []
    while len(found) < count:
        direction, row = np.unravel_index(int(votes.argmax()), votes.shape)
        if votes[direction, row] < least:
            break
        angle, offset, near = _fitted(points, float(direction) * _STEP, (float(row) + 0.5) * _WIDTH - reach)
        along = (points.y * math.cos(math.radians(angle)) - points.x * math.sin(math.radians(angle)))[near]
        found.append((angle, offset, _seen(along, reach)))
        votes -= _votes(Points(*(each[near] for each in points)), reach)
        points = Points(*(each[~near] for each in points))
    if not found:
        return Lines(np.zeros(0), np.zeros(0), np.zeros((0, 2 * reach + 1)), reach)
    angles, offsets, seen = zip(*found, strict=True)
    return Lines(np.array(angles), np.array(offsets), np.array(seen), reach)


def _votes(points: Points, reach: int) -> NDArray[np.intp]:
    """Return how many points lie on each line, shape (directions, offsets)."""
    directions, offsets = round(360 / _STEP), math.ceil(2 * reach / _WIDTH)
    votes = np.zeros(directions * offsets, dtype=np.intp)
    own = np.rint(points.angle / _STEP).astype(np.intp)
    for lean in range(-round(_LEANING / _STEP), round(_LEANING / _STEP) + 1):
        direction = (own + lean) % directions
        angle = np.radians(direction * _STEP)
        offset = points.x * np.cos(angle) + points.y * np.sin(angle) + reach
        votes += np.bincount(direction * offsets + (offset / _WIDTH).astype(np.intp), minlength=len(votes))
    return votes.reshape(directions, offsets)


def _fitted(points: Points, angle: float, offset: float) -> tuple[float, float, NDArray[np.bool_]]:
    """Return direction and offset of the line fitted to the points near a line, and which those are."""
    for tolerance in (2 * _WIDTH, 1.5 * _WIDTH):
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        aside = points.x * cosine + points.y * sine - offset
        along = points.y * cosine - points.x * sine
        leaning = np.abs((points.angle - angle + 180) % 360 - 180)
        near = (np.abs(aside) <= tolerance) & (leaning <= 2 * _LEANING)
        if near.any() and np.ptp(along[near]) > tolerance:
            slope, start = np.polyfit(along[near], aside[near], 1)
            turn = math.degrees(math.atan(slope))
            offset = (offset + start) * math.cos(math.radians(turn))
            angle -= turn
    return angle, offset, near


def _seen(along: Numbers, reach: int) -> Numbers:
    places = np.zeros(2 * reach + 1)
    for hole in range(-_HOLES, _HOLES + 1):
        places[np.clip((along + hole).astype(np.intp) + reach, 0, 2 * reach)] = 1
    return np.cumsum(places)
