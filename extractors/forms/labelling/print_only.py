"""Labels of a page that are print: what begins an answer in a label's words is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.labelling.wordings import LEFT_ALIGNED, NEXT_LINE
from extractors.forms.page.layout import Segment

MOST_KNOWN: Final = 0.5
"""Share of a label that goes on in unknown words which the words known to begin another one make up."""

BESIDE: Final = 40.0
"""Points between a label and what stands right of it that answers it."""


def print_of(hits: Sequence[Hit], printed: Sequence[Segment] = ()) -> list[Hit]:
    """Return the labels of a page without beginnings of answers, as in "Büro" over "Architekturbüro Said".

    These are labels that go on in words not known, right under one that ends clearly; a label with something
    else ``printed`` right of it has its answer there.
    """
    known = [hit.box for hit in hits if not hit.goes_on]
    hits = [hit for hit in hits if not hit.goes_on or not any(_begins(hit.box, box) for box in known)]
    sure = [hit.box for hit in hits if hit.sure]
    others = [each.box for each in printed if not any(each.box.overlap(box) > 0 for box in sure)]
    sure = [box for box in sure if not any(_is_beside(box, other) for other in others)]
    return [hit for hit in hits if hit.sure or not any(_is_over(box, hit.box) for box in sure)]


def _begins(whole: Box, known: Box) -> bool:
    """Whether words that are all known stand at the beginning of others: what follows is the answer."""
    start = abs(known.left - whole.left) < 1 and whole.top < known.middle[1] < whole.bottom
    return start and MOST_KNOWN * whole.width < known.width < whole.width - 1


def _is_beside(label: Box, other: Box) -> bool:
    return 0 < other.left - label.right < BESIDE and label.top < other.middle[1] < label.bottom


def _is_over(label: Box, answer: Box) -> bool:
    below = -0.5 * answer.height < answer.top - label.bottom < NEXT_LINE * answer.height
    return below and abs(label.left - answer.left) < LEFT_ALIGNED
