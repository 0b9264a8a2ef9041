"""Printed sentences of several lines: what stands in their midst is neither a heading nor a label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.records import Box
from extractors.forms.layout import Segment

MOST_HEADING_WORDS: Final = 9

ALIGNED: Final = 3.0
CLOSE, SAME_SIZE = 0.6, 0.25
"""Points by which the lines of a sentence begin further left or right; shares of a line's height that are
between it and the next one, at most, and by which the two differ."""


def is_next_line(sentence: Segment, printed: Segment) -> bool:
    """Whether print is the next line of a sentence: of the same size, closely under its beginning.

    A sentence may begin with a dash or a number.
    """
    one, other = sentence.box, printed.box
    return (
        sentence.page == printed.page
        and min(abs(word.box.left - other.left) for word in sentence.words[:2]) < ALIGNED
        and -ALIGNED < other.top - one.bottom < CLOSE * other.height
        and abs(one.height - other.height) < SAME_SIZE * other.height
    )


def later_lines(segments: Sequence[Segment]) -> set[tuple[int, Box]]:
    """Return the places of long lines that go on from a long line over them: page and box."""
    long = [each for each in segments if len(each.tokens) > MOST_HEADING_WORDS]
    return {(each.page, each.box) for each in long if any(is_next_line(line, each) for line in long)}
