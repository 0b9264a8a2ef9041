"""Which answer belongs to which question, by nothing but the places where they stand.

An answer stands right of its question on the same line, below it, or over it on a line to be filled in;
another question between the two parts them. All answers are assigned together: each belongs to one
question, a question wants one answer before it takes more (lines, options, rows of a table), and a form
keeps to its way: where most answers stand over their questions, so does a doubtful one.

The assignment is the stable matching of Gale and Shapley (1962), with room for more at a price.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.records import Box

Numbers = NDArray[np.float64]


class Side(StrEnum):
    """Where the answer stands, seen from its label."""

    INSIDE = "inside"
    RIGHT = "right"
    BELOW = "below"
    ABOVE = "above"


SIDES: Final = (Side.RIGHT, Side.BELOW, Side.ABOVE)

ACROSS: Final = 0.15
"""What a line's height of free space between a question and the answer on its right costs."""

DOWN, UP = 0.5, 2.0
"""The same for an answer below, and above."""

BELOW, ABOVE = 1.0, 1.0
"""What an answer costs for not standing on the question's line."""

SIDEWAYS: Final = 0.2
"""What a line's height costs by which an answer below or above stands out of its question's column."""

INDENT, MOST_INDENT = 0.1, 10.0
"""What a line's height costs by which left edges and middles differ, and from where on no more."""

PARTED: Final = 6.0
"""What each question costs that stands between the two."""

ANOTHER: Final = 1.0
"""What it costs to be a question's second answer, or a further one."""

SAME_LINE: Final = 0.3
"""Share of the lower of two boxes that is common to both when they stand on one line."""

TOUCH: Final = 0.3
"""Line heights by which neighbours on a line may overlap: boxes are never exact."""

ROUNDS: Final = 3
FEW: Final = 0.05
"""Share of answers that each side is given before a form's way is known."""


class Edges(NamedTuple):
    """Edges of many boxes, in heights of a line; as arrays that can be set against each other."""

    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers

    @property
    def height(self) -> Numbers:
        """Heights of the boxes."""
        return self.bottom - self.top

    @property
    def across(self) -> Numbers:
        """Middles from left to right."""
        return (self.left + self.right) / 2

    @property
    def down(self) -> Numbers:
        """Middles from top to bottom."""
        return (self.top + self.bottom) / 2


class Link(NamedTuple):
    """An answer's question, and where the answer stands, seen from it.

    Attributes:
        question: Number of the question, as given.
        cost: The lower, the closer; 0 is right behind the question, ``PARTED`` and more beyond another one.
    """

    question: int
    side: Side
    cost: float


def link(questions: Sequence[Box], answers: Sequence[Box]) -> list[Link | None]:
    """Return each answer's question; None only where there are no questions.

    Args:
        questions: Boxes of the printed labels of one page, in any unit.
        answers: Boxes of what was filled in on it: words, options.
    """
    if not questions or not answers:
        return [None] * len(answers)
    ways = costs(questions, answers)
    habit = np.zeros(len(SIDES))
    chosen: list[tuple[int, int]] = []
    for _ in range(ROUNDS):
        total = ways + habit[:, None, None]
        nearest = total.argmin(axis=0)
        chosen = [
            (question, int(nearest[question, answer]))
            for answer, question in enumerate(_assigned(total.min(axis=0)))
        ]
        habit = _habit([side for _, side in chosen])
    return [
        Link(question, SIDES[side], float(ways[side, question, answer]))
        for answer, (question, side) in enumerate(chosen)
    ]


def costs(questions: Sequence[Box], answers: Sequence[Box]) -> Numbers:
    """Return what it costs to link each question with each answer: ``SIDES`` x questions x answers.

    Infinite where an answer does not stand on that side.
    """
    height = max(float(np.median([box.height for box in (*questions, *answers)])), 1e-6)
    asked = Edges(*(np.array(questions, dtype=float).T[:, :, None] / height))
    given = Edges(*(np.array(answers, dtype=float).T[:, None, :] / height))
    return np.stack([_right(asked, given), _below(asked, given), _above(asked, given)])


def _right(asked: Edges, given: Edges) -> Numbers:
    on_line = _common(asked, given, up=True) > SAME_LINE * np.minimum(asked.height, given.height)
    gap = ACROSS * np.maximum(0, given.left - asked.right)
    other = _others(asked)
    between = (
        (_common(other, given, up=True) > 0.5 * np.minimum(other.height, given.height))
        & (other.left >= asked.right - TOUCH)
        & (other.right <= given.left + TOUCH)
    )
    return np.where(on_line & (given.left >= asked.left), gap + PARTED * between.sum(axis=0), np.inf)


def _below(asked: Edges, given: Edges) -> Numbers:
    gap = BELOW + DOWN * np.maximum(0, given.top - asked.bottom) + _askew(asked, given, SIDEWAYS)
    other = _others(asked)
    between = (other.down > asked.bottom) & (other.down < given.top) & _in_column(other, given)
    return np.where(given.down > asked.down, gap + PARTED * between.sum(axis=0), np.inf)


def _above(asked: Edges, given: Edges) -> Numbers:
    gap = ABOVE + UP * np.maximum(0, asked.top - given.bottom) + _askew(asked, given, 2 * SIDEWAYS)
    other = _others(asked)
    between = (other.down > given.bottom) & (other.down < asked.top) & _in_column(other, given)
    return np.where(given.down < asked.down, gap + PARTED * between.sum(axis=0), np.inf)


def _others(asked: Edges) -> Edges:
    """Return the questions once more, along an axis of their own."""
    return Edges(*(edge[:, None, :] for edge in asked))


def _common(one: Edges, other: Edges, *, up: bool) -> Numbers:
    """Return the length that is common to two boxes, up and down or across; negative for a gap."""
    if up:
        return np.minimum(one.bottom, other.bottom) - np.maximum(one.top, other.top)
    return np.minimum(one.right, other.right) - np.maximum(one.left, other.left)


def _in_column(one: Edges, other: Edges) -> NDArray[np.bool_]:
    return _common(one, other, up=False) > 0


def _askew(asked: Edges, given: Edges, sideways: float) -> Numbers:
    """Return what it costs not to stand straight below or above: out of the column, or indented in it."""
    out = np.maximum(0, -_common(asked, given, up=False))
    aligned = np.minimum(np.abs(given.left - asked.left), np.abs(given.across - asked.across))
    return sideways * out + INDENT * np.minimum(np.where(out > 0, out, aligned), MOST_INDENT)


def _habit(sides: Sequence[int]) -> Numbers:
    """Return what each side costs on a form on which answers stand on these sides."""
    counts = np.bincount(sides, minlength=len(SIDES))
    share: Numbers = (counts + FEW * len(sides) + 1) / (len(sides) + len(SIDES))
    return -np.log(share)


def _assigned(total: Numbers) -> list[int]:
    """Return the question of each answer, of which a question holds the one that suits it best.

    Answers ask their questions in the order of what they cost; the best one has its first place, and
    all others may stay for ``ANOTHER``.
    """
    size = len(total)
    prices = np.concatenate([total, total + ANOTHER])
    wishes = [iter(order) for order in np.argsort(prices, axis=0, kind="stable").T.tolist()]
    first: dict[int, int] = {}
    chosen = [0] * total.shape[1]
    asking = list(range(total.shape[1]))
    while asking:
        answer = asking.pop()
        place = next(wishes[answer])
        question = place % size
        held = first.get(question)
        if place < size and (held is None or total[question, answer] < total[question, held]):
            first[question] = answer
            if held is not None:
                asking.append(held)
        elif place < size:
            asking.append(answer)
            continue
        chosen[answer] = question
    return chosen
