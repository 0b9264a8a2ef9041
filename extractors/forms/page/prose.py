"""Printed sentences of several lines: what stands in their midst is neither a heading nor a label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.records import Box
from extractors.forms.page.layout import Segment

MOST_HEADING_WORDS: Final = 9

LEAST_OF_QUESTION: Final = 4
"""Words of the first line of a question, at least."""

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
    """Return the places of lines that go on from a line over them: page and box.

    Both lines are long, or the lower one is the end of a question.
    """
    long = [each for each in segments if len(each.tokens) > MOST_HEADING_WORDS]
    open_lines = [each for each in segments if len(each.tokens) >= LEAST_OF_QUESTION and is_open(each)]
    ends = [each for each in segments if each.text.endswith("?")]
    return {
        (each.page, each.box)
        for lines, lower in ((long, long), (open_lines, ends))
        for each in lower
        if any(is_next_line(line, each) for line in lines)
    }


def is_open(line: Segment) -> bool:
    """Whether a line ends amid a sentence: in a small word, or in a comma."""
    last = line.words[-1].text
    return last.endswith(",") or (last.isalpha() and last.islower())
