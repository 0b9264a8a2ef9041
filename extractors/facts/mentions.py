"""Where days, months, periods and plates stand on the pages, and the words around them.

A label says what a value means: the words before it on its line (or at the end of the line before, in
running text), the words after it, or the words above or below it in its column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from contracts.reading import PageText, TextSource, Widget, WidgetKind, Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.page.layout import WIDE_GAP, Segment, legible, lines, segments

T = TypeVar("T")

ALIGNED: Final = 14.0
"""Points by which the left edges of two lines of one paragraph may differ."""

CLOSE: Final = 2.4
"""Heights of the lower line by which two lines of one column may lie apart, top to top, and no more."""

HEADED: Final = 3.5
"""Heights of a value by which its label or the head of its column may stand above it: tables have air."""

FULL_LINE: Final = 0.75
"""A line that goes on in the next one reaches this share of the way to the rightmost word."""

TYPED: Final = frozenset({WidgetKind.TEXT, WidgetKind.CHOICE})
"""Live fields that hold words."""

AROUND: Final = 14
"""Words before and after a value that are looked at, at most."""


class Span(NamedTuple, Generic[T]):
    """A value in a text, and the half-open range of characters in which it stands."""

    value: T
    start: int
    end: int


class Mention(NamedTuple, Generic[T]):
    """A value on a page, with the folded words around it.

    Attributes:
        words: The words that the value is read from.
        lead: What stands before it on its line, as printed, up to the value before.
        tail: What stands after it on its line, as printed, up to the next value.
            A wide gap is two blanks.
        before: The last folded words before it, the end of the line before among them where it goes on.
        after: The first folded words after it, likewise.
        above: The nearest words above it in its column; below: the nearest ones below it.
    """

    value: T
    page: PageText
    words: tuple[Word, ...]
    lead: str
    tail: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    above: Segment | None
    below: Segment | None

    @property
    def box(self) -> Box:
        """Around the value's words."""
        return Box.around([word.box for word in self.words])

    @property
    def raw(self) -> str:
        """The value's words as printed."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Of the word that was read worst."""
        return min(word.confidence for word in self.words)

    @property
    def source(self) -> TextSource:
        """How the page was read."""
        return TextSource.OCR if self.page.source is TextSource.OCR else TextSource.TEXT


class Layout:
    """A page in lines and segments, prepared once for all that is looked for."""

    def __init__(self, page: PageText) -> None:
        words = _words(page)
        self.page = page
        self.lines = lines(words)
        self.segments = segments(page, words)
        self._right = max((word.box.right for word in words), default=0.0)

    def mentions(self, find: Callable[[str], Iterable[Span[T]]]) -> Iterator[Mention[T]]:
        """Yield the values that ``find`` sees in the page's lines, from top to bottom."""
        for number, line in enumerate(self.lines):
            text, starts = typed(line)
            spans = list(find(text))
            for index, span in enumerate(spans):
                begin = spans[index - 1].end if index else 0
                end = spans[index + 1].start if index + 1 < len(spans) else len(text)
                before, after = text[begin : span.start], text[span.end : end]
                words = tuple(
                    word
                    for word, start in zip(line, starts, strict=True)
                    if start < span.end and start + len(word.text) > span.start
                )
                box = Box.around([word.box for word in words])
                carried = () if index else self._end_of(number - 1, line)
                follows = () if index + 1 < len(spans) else self._start_of(number + 1, line)
                yield Mention(
                    value=span.value,
                    page=self.page,
                    words=words,
                    lead=before,
                    tail=after,
                    before=(*carried, *fold(before).split())[-AROUND:],
                    after=(*fold(after).split(), *follows)[:AROUND],
                    above=self.above(box),
                    below=self.below(box),
                )

    def above(self, box: Box) -> Segment | None:
        """Return the nearest segment above a box in its column, if it is close."""
        over = [
            each
            for each in self.segments
            if each.box.middle[1] < box.top
            and _in_column(each.box, box)
            and box.top - each.box.top < HEADED * box.height
        ]
        return max(over, key=lambda each: each.box.bottom, default=None)

    def below(self, box: Box) -> Segment | None:
        """Return the nearest segment below a box in its column, if it is close."""
        under = [
            each
            for each in self.segments
            if each.box.middle[1] > box.bottom
            and _in_column(each.box, box)
            and each.box.top - box.top < max(CLOSE * 1.5 * box.height, HEADED * each.box.height)
        ]
        return min(under, key=lambda each: each.box.top, default=None)

    def _end_of(self, number: int, line: Sequence[Word]) -> tuple[str, ...]:
        """Return the last words of a line that goes on in ``line``."""
        if number < 0 or not self._goes_on(self.lines[number], line):
            return ()
        return tuple(token for word in self.lines[number][-6:] for token in fold(word.text).split())

    def _start_of(self, number: int, line: Sequence[Word]) -> tuple[str, ...]:
        """Return the words of the line that ``line`` goes on in."""
        if number >= len(self.lines) or not self._goes_on(line, self.lines[number]):
            return ()
        return tuple(token for word in self.lines[number][:AROUND] for token in fold(word.text).split())

    def _goes_on(self, first: Sequence[Word], second: Sequence[Word]) -> bool:
        left = first[0].box.left
        near = second[0].box.top - first[0].box.top < CLOSE * second[0].box.height
        full = first[-1].box.right - left > FULL_LINE * (self._right - left)
        return near and full and abs(second[0].box.left - left) < ALIGNED


def _words(page: PageText) -> list[Word]:
    """Return the page's words; what is typed into live fields stands where the field is."""
    fields = [widget for widget in page.widgets if widget.kind in TYPED and widget.value]
    printed = [word for word in legible(page) if not any(each.box.holds(*word.box.middle) for each in fields)]
    return printed + [word for widget in fields for word in _words_in(widget)]


def _words_in(widget: Widget) -> Iterator[Word]:
    """Yield the words of a live field, each with its share of the field's width."""
    text = widget.value or ""
    for match in re.finditer(r"\S+", text):
        left, right = (widget.box.left + widget.box.width * at / len(text) for at in match.span())
        yield Word(match[0], Box(left, widget.box.top, right, widget.box.bottom))


def typed(line: Sequence[Word]) -> tuple[str, list[int]]:
    """Return a line as text, two blanks for a wide gap, and where in it each word begins."""
    text, starts = "", []
    for index, word in enumerate(line):
        if index:
            text += "  " if parted(line[index - 1], word) else " "
        starts.append(len(text))
        text += word.text
    return text, starts


def parted(left: Word, right: Word) -> bool:
    """Whether two words of a line stand apart."""
    height = max(min(left.box.height, right.box.height), 4.0)
    return right.box.left - left.box.right > WIDE_GAP * height


def _in_column(one: Box, other: Box) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.3 * min(one.width, other.width) or abs(one.left - other.left) < ALIGNED / 2
