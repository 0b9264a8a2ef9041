"""Whether a form asks what a label says, or only mentions it: small print names what to enclose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.records import Box
from contracts.values import fold
from extractors.forms.choosing.tick_marks import TICKS
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import Segment
from extractors.forms.parts.sheet import Sheet

ANSWERS: Final = frozenset({"ja", "nein"})
BELOW: Final = 40.0
"""Points under a question within which its answers begin."""

INDENT, LEADING = 30.0, 6.0
"""Points by which the lines of a question begin apart, at its number and behind it; and between two lines."""

BEFORE, BOTH = 16.0, 60.0
"""Points from a tick box to its words, at most; from the first of two boxes for yes and no to them."""

ENDS: Final = ("?", ".", ":", "!")

MOST_MORE_WORDS: Final = 2
"""A label that is all of its line but for so many words is a question, with or without an answer."""


def lines_of_question(label: Hit, sheet: Sheet) -> Iterator[Hit]:
    """Yield a label, and the lines of its question over and under it: boxes may stand beside any of them.

    What stands in another ruled cell than the label answers, or asks, something else.
    """
    yield label
    cell = sheet.cell(label.page, label.box)
    lines = [
        each
        for each in sheet.segments
        if each.page == label.page and (cell is None or cell.holds(*each.box.middle))
    ]
    own = next((each for each in lines if each.box.holds(*label.box.middle)), None)
    if own is None:
        return
    yield from (label._replace(box=each.box) for each in lines if _goes_on(each, own) or _goes_on(own, each))


def _goes_on(line: Segment, following: Segment) -> bool:
    """Whether a question that begins on one line goes on right under it; the answers to another do not."""
    if _are_answers(line) or _are_answers(following):
        return False
    down, across = following.box.top - line.box.bottom, following.box.left - line.box.left
    return -3 < down < LEADING and abs(across) < INDENT and not line.text.endswith(ENDS)


def _are_answers(line: Segment) -> bool:
    """Whether a line is nothing but yes and no, and signs or ticks before them."""
    return all(word in ANSWERS for word in line.folded.split() if len(word) > 1)


def is_option(label: Hit, sheet: Sheet) -> bool:
    """Whether a single tick box stands right before the words that hold a label: they are an option's.

    Two boxes, for yes and no, may stand in columns before their questions.
    """
    own = next(
        (each for each in sheet.segments_on_line(label.page, label.box) if each.overlap(label.box) > 0), None
    )
    if own is None:
        return False
    gaps = sorted(
        own.left - box.right
        for box in sheet.squares(label.page)
        if box.middle[0] < own.left and own.top < box.middle[1] < own.bottom
    )
    return bool(gaps) and gaps[0] < BEFORE and not any(gap < BOTH for gap in gaps[1:])


def is_question(label: LabelHit, sheet: Sheet) -> bool:
    """Whether answers or tick boxes stand beside a label or below it, or it stands for itself."""
    page, box = label.hit.page, label.hit.box
    if label.widget is not None or _stands_alone(label, sheet):
        return True
    around = Box(box.left - BELOW, box.top - 4, sheet.pages[page].size.width, box.bottom + BELOW)
    if any(fold(word.text) in ANSWERS and around.holds(*word.box.middle) for word in sheet.words[page]):
        return True
    live = [widget.box for widget in sheet.pages[page].widgets if widget.kind in TICKS]
    line = Box(0.0, box.top - 4, sheet.pages[page].size.width, box.bottom + 4)
    return any(line.holds(*each.middle) for each in live or sheet.squares(page))


def _stands_alone(label: LabelHit, sheet: Sheet) -> bool:
    page, box = label.hit.page, label.hit.box
    for segment in sheet.segments:
        if segment.page == page and segment.box.holds(*box.middle):
            inside = sum(box.grown(1).holds(*word.box.middle) for word in segment.words)
            return "?" in segment.text or len(segment.words) - inside <= MOST_MORE_WORDS
    return True
