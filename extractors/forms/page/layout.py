"""Words of a page as lines and segments: a segment is what stands together without a wide gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.page.footnotes import without_footnotes
from extractors.forms.values.abbreviations import spelled_out
from extractors.forms.values.days import day_in

WIDE_GAP: Final = 1.1
"""Gap between two words, as a share of the line's height, that parts segments."""

WIDE_GAP_OCR: Final = 1.5
"""The same for words found by OCR: their boxes are as high as their letters, not as the line."""

LEAST_GAPS, UNUSUAL, NEXT_CELL = 5, 3.0, 0.7
"""Gaps of a line that show which is usual; so many times as wide is one between the labels of two cells; such
a gap as a share of the words' height, at least."""

TRACE_HEIGHT: Final = 3.0
"""OCR "words" lower than this, in points, are traces of rules."""

TRACE_CONFIDENCE, SHAKY = 0.1, 0.5
"""What OCR is less sure of is no word; is none if it looks like rulings."""

_FRAMES: Final = re.compile(r"(?=.*[\[\]|])[EFHIJLTilj\[\]|_]{3,}")

RAISED, RAISED_OCR, NO_BLANK = 0.4, 1.2, 0.42
"""Points by which a word stands higher or lower than the one before it where somebody typed it on a line;
gap between the two, as a share of their height: a raised footnote stands closer."""

TAIL: Final = 0.22
"""Share of a word's height that the tail of a letter hangs below the others."""

_HANGING: Final = re.compile(r"[a-zäöü]*[gjpqy][a-zäöü]*")

CELL: Final = 1.15
"""Width per letter, in heights of the word, from which on it stands in a comb: typed digits have 0.8."""


class Token(NamedTuple):
    """A folded word; a printed word such as "Ort/Datum" has several tokens."""

    text: str
    word: Word


class Segment(NamedTuple):
    """Words that stand together on one line."""

    page: int
    words: tuple[Word, ...]
    tokens: tuple[Token, ...]
    box: Box

    @property
    def text(self) -> str:
        """The words as printed."""
        return " ".join(word.text for word in self.words)

    @property
    def folded(self) -> str:
        """The words in the form in which spellings are equal."""
        return " ".join(token.text for token in self.tokens)


_FILLING: Final = re.compile(r"[.…·_‥–—-]{3,}|\*{1,3}\)?|[¹²³⁴⁵⁶⁷⁸⁹]\)?")
"""Lines of dots to write on, and the signs of required fields and of footnotes: no words."""

_LINE_TO_FILL: Final = re.compile(r"_{3,}|[.…·‥]{4,}")


def legible(page: PageText) -> list[Word]:
    """Return the page's words without lines of dots, signs of footnotes, and what OCR makes of rules."""
    if page.source is not TextSource.OCR:
        pieces = (piece for word in without_footnotes(page.words) for piece in _pieces(word))
        return [word for word in pieces if not _FILLING.fullmatch(word.text)]
    return [
        word
        for word in page.words
        if word.box.height >= TRACE_HEIGHT
        and word.confidence >= TRACE_CONFIDENCE
        and word.text.strip("|_[](){}!¦—-–")
        and not _FILLING.fullmatch(word.text)
        and not _is_frames(word)
    ]


def _is_frames(word: Word) -> bool:
    """Whether a word is what OCR makes of the frames of empty cells, and is not sure of: "LIJLL]"."""
    return word.confidence < SHAKY and _FRAMES.fullmatch(word.text) is not None


def _pieces(word: Word) -> Iterator[Word]:
    """Yield a word without the line that it was typed on: "Muster____" is a name, and a gap."""
    length, start = len(word.text), 0
    step = word.box.width / max(length, 1)
    for line in (*_LINE_TO_FILL.finditer(word.text), None):
        end = length if line is None else line.start()
        if end > start:
            box = word.box._replace(left=word.box.left + start * step, right=word.box.left + end * step)
            yield word._replace(text=word.text[start:end], box=box)
        start = length if line is None else line.end()


_COMB_TRACE: Final = re.compile(r"[lI|!i.,'_\[\]-]{1,3}")


def without_traces(line: Sequence[Word]) -> list[Word]:
    """Return a line of words, or none of it where all are what OCR makes of the teeth of a comb."""
    return [] if all(_COMB_TRACE.fullmatch(word.text) for word in line) else list(line)


BLANK_CELL: Final = 1.1
"""Widths of a cell from one word in a comb to the next one, at most."""


DAY_PARTS: Final = 3
"""Words, or live fields, of day, month and year where each has cells of its own."""


def in_cells(word: Word) -> bool:
    """Whether the letters of a word stand so far apart that each has a cell of a comb."""
    return len(word.text) > 1 and word.box.width / len(word.text) > CELL * word.box.height


def with_cells(word: Word) -> Box:
    """Return where a word stands; in a comb that is as high as its cells, in whose middle the letters are."""
    room = word.box.height / 2 if in_cells(word) else 0
    return word.box._replace(top=word.box.top - room, bottom=word.box.bottom + room)


def with_rest_of_comb(words: Sequence[Word], page: Sequence[Word]) -> list[Word]:
    """Return words that stand in a comb with those in its further cells: a tooth may pass for its end.

    A cell left empty is a blank between two words. Behind a day begins the next comb.
    """
    found = list(words)
    if not found or not all(map(in_cells, found)):
        return found
    for word in sorted(page, key=lambda each: each.box.left):
        if len(found) == DAY_PARTS and day_in(" ".join(each.text for each in found)):
            break
        last = found[-1]
        apart = word.box.left - last.box.right
        cell = last.box.width / len(last.text)
        if in_cells(word) and _same_line(last, word) and 0 < apart < BLANK_CELL * cell:
            found.append(word)
    return found


def lines(words: Sequence[Word]) -> list[list[Word]]:
    """Group words into lines from top to bottom, each from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        line = next((line for line in reversed(found[-4:]) if _continues(line, word)), None)
        if line is None:
            found.append([word])
        else:
            line.append(word)
    return [sorted(line, key=lambda word: word.box.left) for line in found]


def segments(page: PageText, words: Sequence[Word]) -> list[Segment]:
    """Return the page's segments, line by line."""
    found = []
    by_ocr = page.source is TextSource.OCR
    wide = WIDE_GAP_OCR if by_ocr else WIDE_GAP
    for line in lines(words):
        start, least = 0, wide * median(word.box.height for word in line)
        usual = float("inf") if by_ocr else _usual_gap(line)
        for index in range(1, len(line) + 1):
            if (
                index == len(line)
                or _parted(line[index - 1], line[index], least=least, by_ocr=by_ocr)
                or _is_next_label(line[index - 1], line[index], usual)
            ):
                found.append(segment(page.index, line[start:index]))
                start = index
    return found


def segment(page: int, words: Sequence[Word]) -> Segment:
    """Return words that stand together as a segment."""
    tokens = tuple(Token(text, word) for word in words for text in fold(spelled_out(word.text)).split())
    return Segment(page, tuple(words), tokens, Box.around([word.box for word in words]))


def _continues(line: Sequence[Word], word: Word) -> bool:
    """Whether a word is on a line; small print right under a word of the line is not."""
    return _same_line(line[-1], word) and all(
        _same_line(other, word) for other in line if _common(other.box, word.box) > 1
    )


def _common(one: Box, other: Box) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _same_line(one: Word, other: Word) -> bool:
    overlap = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return overlap > 0.5 * min(one.box.height, other.box.height)


def _foot(word: Word) -> float:
    """Return where the letters of a small word stand, without tails: OCR's boxes hold just the ink.

    Typed answers begin with a capital, or a digit; they do stand lower than print on their line.
    """
    hangs = _HANGING.fullmatch(word.text) is not None
    return word.box.bottom - (TAIL * word.box.height if hangs else 0.0)


def _usual_gap(line: Sequence[Word]) -> float:
    """Return the gap between most words of a line; of few words none can be told."""
    gaps = [right.box.left - left.box.right for left, right in pairwise(line)]
    return median(gaps) if len(gaps) >= LEAST_GAPS else float("inf")


def _is_next_label(left: Word, right: Word, usual: float) -> bool:
    """Whether a word begins the label of the next cell, which the one before almost reaches."""
    gap = right.box.left - left.box.right
    return gap > max(UNUSUAL * usual, NEXT_CELL * left.box.height) and right.text[:1].isupper()


def _parted(left: Word, right: Word, *, least: float, by_ocr: bool) -> bool:
    """Whether the gap between two words is wide, for their own height and their line's; or one is raised."""
    height = max(min(left.box.height, right.box.height), 4.0)
    gap = right.box.left - left.box.right
    up, down = left.box.top - right.box.top, left.box.bottom - right.box.bottom
    if by_ocr:
        down = _foot(left) - _foot(right)
    is_raised = min(abs(up), abs(down)) > (RAISED_OCR if by_ocr else RAISED) and up * down > 0
    return gap > max(WIDE_GAP * height, least) or (is_raised and gap > NO_BLANK * height)
