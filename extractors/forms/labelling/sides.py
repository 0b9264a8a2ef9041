"""Whether a label stands under its answer, on the line that the answer fills: a form keeps to one way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from contracts.records import Box

OVER: Final = 24.0
"""Points over a label within which the words on its line stand."""

UNDER: Final = 16.0
"""Points under a label within which an answer right below it stands."""

BESIDE: Final = 260.0
"""Points right of a label within which an answer on its line begins."""

INDENT: Final = 8.0
COMMON: Final = 0.5
"""Share of a form's labels, without those in cells, that stand under lines that are filled in."""

CLOSER: Final = 0.7
"""Distance from a label over a word, at most, as a share of that to the one under it, to be the word's."""

RARE: Final = 0.3
"""Share of labels over answers up to which rulings above them are there by chance."""

LEAST: Final = 3
"""So many labels under lines show a form's way, at least."""


class Surroundings(NamedTuple):
    """What is close to a label: a ruling above it, words (of no label) over it, right under it, beside it.

    Words over it count only if none under it are closer: a list of lines has both all the way down.
    """

    ruled: bool
    over: bool
    under: bool
    beside: bool = False


def surroundings(
    label: Box, words: Sequence[Box], *, ruled: bool, line: Box | None = None, labels: Sequence[Box] = ()
) -> Surroundings:
    """Return what stands over and under a label; ``words`` are those of its page that are no labels.

    Where the label stands in the middle under a ``line``, its answer begins where the line does. What stands
    closer under another one of the page's ``labels`` answers that, on a line of its own.
    """
    left, right = label.left - INDENT, max(label.right, label.left + 4 * INDENT)
    on_line = line or label
    over = Box(min(left, on_line.left), label.top - OVER, max(right, on_line.right), label.top)
    under = Box(left, label.bottom - 1, right, label.bottom + UNDER)
    higher = [word for word in words if _inside(over)(word)]
    own = _without_answers_of_others(higher, label, labels)
    ruled = ruled and bool(own or not higher)
    above = [label.top - word.bottom for word in own]
    below = [word.top - label.bottom for word in words if _inside(under)(word)]
    closer = bool(above) and (not below or min(above) <= min(below))
    line = Box(label.right + 1, label.top, label.right + BESIDE, label.bottom)
    return Surroundings(ruled, closer, bool(below), any(map(_inside(line), words)))


def _without_answers_of_others(words: Sequence[Box], label: Box, labels: Sequence[Box]) -> list[Box]:
    """Return the words over a label that answer no other one; a long answer goes on beside its label."""
    own: list[Box] = []
    others: list[Box] = []
    for word in sorted(words, key=lambda each: each.left):
        goes_on = any(_is_next_word(before, word) for before in others)
        (others if goes_on or _answers_another(word, label, labels) else own).append(word)
    return own


def _is_next_word(before: Box, word: Box) -> bool:
    near = -1 < word.left - before.right < before.height
    return near and before.top < word.middle[1] < before.bottom


def _answers_another(word: Box, label: Box, labels: Sequence[Box]) -> bool:
    """Whether a word over a label stands much closer under another one, in its column."""
    return any(
        other.left - INDENT < word.left < other.right + INDENT
        and other.bottom < word.middle[1]
        and word.top - other.bottom < CLOSER * (label.top - word.bottom)
        for other in labels
    )


def keeps_labels_under(labels: Sequence[Surroundings]) -> bool:
    """Whether the labels of a form stand under the lines that they name."""
    named = sum(each.ruled and each.over for each in labels)
    return named >= LEAST and named > COMMON * len(labels)


def are_over(labels: Sequence[Surroundings]) -> bool:
    """Whether most labels with words under them have no ruling above: what rulings there are, are borders."""
    over = [label.ruled for label in labels if label.under]
    return len(over) >= LEAST and sum(over) < RARE * len(over) and not keeps_labels_under(labels)


def is_under(label: Surroundings, *, way: bool) -> bool:
    """Whether a label stands under its answer, on a form whose ``way`` that is or is not.

    A ruling over a label may also be the border of a table's row: then the answer stands below.
    """
    if way:
        return label.ruled or label.over
    return label.ruled and (label.over or not (label.under or label.beside))


def _inside(area: Box) -> Callable[[Box], bool]:
    return lambda word: (
        area.top <= word.middle[1] < area.bottom and area.left <= word.right and word.left < area.right
    )
