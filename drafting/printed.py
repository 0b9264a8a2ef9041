"""What is printed around a place: the words beside a tick box, and the question above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.reading import PageText, Word
from contracts.records import Box
from contracts.values import fold
from drafting.blanks import same_line
from extractors.forms.page.layout import Segment, segments
from extractors.forms.page.print_words import printed_words

NEAR: Final = 26.0
"""Points between a tick box and its words, at most."""

AT_BOX: Final = 18.0
"""Points between a tick box and print that is its words, at most."""

TOUCHING: Final = 4.0
"""Points by which print may reach into its tick box."""

LETTER_GAP: Final = 1.1
"""Of a line's height: a wider gap ends the words of a tick box."""

ABOVE: Final = 34.0
"""Points between a question and the first of its tick boxes below, at most."""

ASIDE: Final = 330.0
"""Points between a question and its tick boxes on the right, at most."""


class Print:
    """The print of one page."""

    def __init__(self, page: PageText, boxes: Sequence[Box] = ()) -> None:
        """Take a page, and the tick boxes on it."""
        self.page = page
        self.boxes = boxes
        self.words: list[Word] = printed_words(page)
        self.segments: list[Segment] = segments(page, self.words)
        self._leftward = self._words_stand_left()

    def option(self, box: Box) -> str:
        """Return the words of a tick box."""
        return self._beside(box, leftward=self._leftward)

    def is_option(self, segment: Segment) -> bool:
        """Whether a segment is the words of a tick box."""
        gaps = (
            box.left - segment.box.right if self._leftward else segment.box.left - box.right
            for box in self.boxes
            if same_line(segment.box, box)
        )
        return any(-TOUCHING <= gap <= AT_BOX for gap in gaps)

    def _words_stand_left(self) -> bool:
        right, left = (
            sum(bool(self._beside(box, leftward=leftward)) for box in self.boxes)
            for leftward in (False, True)
        )
        return left > right

    def _beside(self, box: Box, *, leftward: bool) -> str:
        """Return the words right of a tick box (left of it with ``leftward``), up to the next box."""
        line = [word for word in self.words if same_line(word.box, box.grown(1)) and _has_letters(word)]
        found: list[Word] = []
        edge = box.left if leftward else box.right
        allowed = NEAR
        for word in sorted(line, key=lambda word: word.box.left, reverse=leftward):
            gap = edge - word.box.right if leftward else word.box.left - edge
            if gap < -3:  # noqa: PLR2004 - points; the word is on the other side
                continue
            if gap > allowed or _between(self.boxes, edge, word.box, box):
                break
            found.append(word)
            edge = word.box.left if leftward else word.box.right
            allowed = LETTER_GAP * word.box.height
        return " ".join(word.text for word in (reversed(found) if leftward else found))

    def question(self, box: Box) -> str:
        """Return what is asked by tick boxes that begin at ``box``: print left of them, else above."""
        free = [each for each in self.segments if not self.is_option(each) and asks(each.text)]
        left = [each for each in free if same_line(each.box, box) and 0 <= box.left - each.box.right <= ASIDE]
        if left:
            nearest = max(left, key=lambda each: each.box.right)
            return self.whole(nearest, free)
        above = [
            each
            for each in free
            if 0 <= box.top - each.box.bottom <= ABOVE
            and each.box.left - 60 <= box.left <= each.box.right + 60
        ]
        return self.whole(max(above, key=lambda each: each.box.bottom), free) if above else ""

    def begins_question(self, box: Box) -> bool:
        """Whether a tick box is the first on its line, and print on its left asks something."""
        if any(other != box and same_line(other, box) and other.left < box.left for other in self.boxes):
            return False
        free = [each for each in self.segments if not self.is_option(each) and asks(each.text)]
        return bool(self._left_of(box, free))

    def _left_of(self, box: Box, among: Sequence[Segment]) -> list[Segment]:
        return [
            each for each in among if same_line(each.box, box) and 0 <= box.left - each.box.right <= ASIDE
        ]

    def column_head(self, box: Box) -> str:
        """Return what is printed over a column of a table that begins at ``box``."""
        over = [
            each
            for each in self.segments
            if 0 <= box.top - each.box.bottom <= ABOVE
            and not self.is_option(each)
            and min(each.box.right, box.right) - max(each.box.left, box.left) > 0
        ]
        return self.whole(max(over, key=lambda each: each.box.bottom)) if over else ""

    def whole(self, last: Segment, among: Sequence[Segment] | None = None) -> str:
        """Return a printed text with the lines above that it goes on from."""
        found = [last]
        for each in reversed(self.segments if among is None else among):
            lower = found[0]
            close = 0 <= lower.box.top - each.box.bottom + 2 < 0.8 * lower.box.height + 2
            aligned = abs(each.box.left - lower.box.left) < 6  # noqa: PLR2004 - points
            goes_on = lower.text[:1].islower() or each.text.rstrip().endswith((",", "-", "oder", "und"))
            if each is not lower and close and aligned and goes_on:
                found.insert(0, each)
        return " ".join(each.text for each in found)


def asks(text: str) -> bool:
    """Whether a printed text says what is asked: it has words beyond "ja", "nein" and letters that count."""
    return any(
        len(word) > 1 and word not in {"ja", "nein"} and not word.isdigit() for word in fold(text).split()
    )


def _between(boxes: Sequence[Box], edge: float, word: Box, own: Box) -> bool:
    """Whether another tick box stands between an edge and a word."""
    low, high = sorted((edge, word.middle[0]))
    return any(other != own and same_line(other, own) and low - 1 < other.middle[0] < high for other in boxes)


def _has_letters(word: Word) -> bool:
    return any(letter.isalnum() for letter in word.text)
