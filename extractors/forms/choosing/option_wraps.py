"""Options of several lines: what names one may stand in its last line, as "(Erhöhungsantrag)"."""

from __future__ import annotations

from typing import Final

from contracts.records import Box
from extractors.forms.parts.sheet import Sheet

SAME_LEFT, SAME_HEIGHT = 4.0, 1.0
"""Points by which the beginnings of an option's lines differ, and their heights."""

CLOSE: Final = 0.6
"""Heights of a line between the lines of one option, at most."""

NEXT_TO: Final = 26.0
"""Points from a tick box to the words of its option, at most."""


def next_lines(words: Box, page: int, sheet: Sheet) -> str:
    """Return how the words behind a tick box go on in the next lines, closely under them and as far left."""
    last, texts = words, []
    below = [
        each
        for each in sheet.segments
        if each.page == page
        and abs(each.box.left - words.left) <= SAME_LEFT
        and each.box.top > words.middle[1]
    ]
    for each in sorted(below, key=lambda each: each.box.top):
        apart = each.box.top - last.bottom > CLOSE * last.height
        other = abs(each.box.height - last.height) > SAME_HEIGHT
        if apart or other or any(_is_before(box, each.box) for box in sheet.squares(page)):
            break
        texts.append(each.text)
        last = each.box
    return " ".join(texts)


def _is_before(box: Box, words: Box) -> bool:
    """Whether a tick box stands right before words: they are another option."""
    return 0 <= words.left - box.right < NEXT_TO and words.top < box.middle[1] < words.bottom
