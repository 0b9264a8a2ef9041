"""Lines of which is known how many signs they have, and which signs may stand in each place.

The most probable of all such lines is found by dynamic programming (Viterbi 1967) over what the network
says of each step. As in connectionist temporal classification (Graves et al. 2006), a sign lasts for some
steps, with or without blanks behind it; the same sign twice needs a blank between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Logarithms = NDArray[np.float32]
_NEVER: Final = np.float32(-1e9)
_LEANING: Final = 0.8
"""Widths of a sign by which it may be seen beside its place."""
_RIVALS: Final = 3


class Rival(NamedTuple):
    """What might stand in a place instead; ``cost`` is the difference of logarithms."""

    sign: str
    cost: float


class SetLine(NamedTuple):
    """A line.

    Attributes:
        certainties: Of each sign, the natural logarithm of its probability.
        rivals: In each place, the signs that are the most probable beside it, each with what it costs.
    """

    text: str
    certainties: tuple[float, ...]
    rivals: tuple[tuple[Rival, ...], ...] = ()


def read_set_line(steps: Logarithms, signs: str, places: Sequence[str], *, rim: float) -> SetLine | None:
    """Return the most probable line; None where none fits.

    Args:
        steps: Logarithms of probabilities, shape (steps, 1 + signs): of a blank, then of each sign.
        signs: What the columns stand for.
        places: The signs that may stand in each place; all are equally wide.
        rim: Steps before and behind the line.
    """
    pitch = (len(steps) - 2 * rim) / len(places)
    middles = rim + (np.arange(len(places)) + 0.5) * pitch
    beside = np.abs(np.arange(len(steps))[:, None] + 0.5 - middles) > _LEANING * pitch
    # States: the blank before the line, then for each place all of its signs, and the blank behind them.
    width = 1 + len(signs)
    allowed = np.array([[sign in place for sign in signs] for place in places])
    score = np.full((len(places) + 1, width), _NEVER, np.float32)
    score[0, -1] = 0
    barred = np.zeros_like(score)
    barred[0, :-1] = _NEVER
    emitted = np.roll(steps, -1, axis=1)
    origins = np.zeros((len(steps), *score.shape), np.int16)
    own = np.arange(score.size, dtype=np.int16).reshape(score.shape)
    for number, step in enumerate(emitted):
        barred[1:, :-1] = np.where(allowed & ~beside[number][:, None], 0, _NEVER)
        before, state = _best_before(score, own)
        moves = before > score
        origins[number] = np.where(moves, state, own)
        score = np.where(moves, before, score) + step + barred
    ends = score[-1]
    if ends.max() < _NEVER / 2:
        return None
    return _traced(emitted, signs, origins, state=int(own[-1, ends.argmax()]), allowed=allowed)


def _best_before(score: Logarithms, own: NDArray[np.int16]) -> tuple[Logarithms, NDArray[np.int16]]:
    """Return, for each state, the best other one from which it may be reached, and its score.

    A place's signs are reached from the place before, but not from the same sign there; its blank from its
    signs.
    """
    rows = np.arange(len(score))
    first = score.argmax(axis=1)
    others = score.copy()
    others[rows, first] = _NEVER
    second = others.argmax(axis=1)
    same = np.arange(score.shape[1]) == first[:, None]
    column = np.where(same, second[:, None], first[:, None])
    before = np.full_like(score, _NEVER)
    state = own.copy()
    before[1:, :-1] = np.take_along_axis(score, column, axis=1)[:-1, :-1]
    state[1:, :-1] = np.take_along_axis(own, column, axis=1)[:-1, :-1]
    sign = score[:, :-1].argmax(axis=1)
    before[:, -1], state[:, -1] = score[rows, sign], own[rows, sign]
    return before, state


def _traced(
    emitted: Logarithms, signs: str, origins: NDArray[np.int16], *, state: int, allowed: NDArray[np.bool_]
) -> SetLine:
    """Return the line on the way that ends in ``state``."""
    seen = np.full(allowed.shape, _NEVER, np.float32)
    chosen = np.zeros(len(allowed), np.intp)
    for step, origin in zip(emitted[::-1], origins[::-1], strict=True):
        place, column = divmod(state, len(signs) + 1)
        if column < len(signs):
            chosen[place - 1] = column
            seen[place - 1] = np.maximum(seen[place - 1], step[:-1])
        state = int(origin[place, column])
    certainties = seen[np.arange(len(chosen)), chosen]
    costs = np.where(allowed, certainties[:, None] - seen, np.inf)
    costs[np.arange(len(chosen)), chosen] = np.inf
    rivals = tuple(
        tuple(Rival(signs[at], float(cost[at])) for at in cost.argsort()[:_RIVALS] if np.isfinite(cost[at]))
        for cost in costs
    )
    return SetLine("".join(signs[column] for column in chosen), tuple(certainties.tolist()), rivals)
