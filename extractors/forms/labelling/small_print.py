"""Small print in ruled cells that is no answer: what a label means, and labels that no field has."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import lines

SAME_LEFT: Final = 2.5
"""Points by which the left edges of a label and of the line under it differ."""

LABEL_AND_ANSWER, LARGER = 2, 1.15
"""Lines of a cell with a label; how much larger answers are."""


def is_small_print(words: Sequence[Word], hit: Hit) -> bool:
    """Whether words in a label's cell explain it: a line right under it, as far left, in smaller letters."""
    if len(lines(words)) != 1:
        return False
    box = Box.around([word.box for word in words])
    under = abs(box.left - hit.box.left) < SAME_LEFT and box.top - hit.box.bottom < hit.box.height
    return under and median(word.box.height for word in words) < hit.box.height


def without_label(words: list[Word]) -> list[Word]:
    """Return what stands in a cell under a heading without its label of no known field, in smaller print."""
    rows = lines(words)
    if len(rows) < LABEL_AND_ANSWER:
        return words
    label, answer = ([word.box.height for word in row] for row in rows[:LABEL_AND_ANSWER])
    small = max(label) < min(answer) and LARGER * median(label) < median(answer)
    return [word for row in rows[1:] for word in row] if small else words
