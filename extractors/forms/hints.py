"""Hints beside labels: an example, a form of date, what is meant in small print. They are no answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.layout import Segment

_WHOLE: Final = re.compile(
    r"\([^()\d]{5,}\)\W*"
    r"|Tag\s?[/.,]?\s?Monat\s?[/.,]?\s?Jahr\W*"
    r"|T\s?T\W{0,3}M\s?M\W{0,3}J\s?J(?:\s?J\s?J)?\W*",
    re.IGNORECASE,
)
"""A line that is all hint: in brackets, or the parts of a date."""

_BEGINNING: Final = re.compile(
    r"(?:z\. ?B\.|möglichst|bitte|[lI]t\.|laut|gemäß) \S|[–-] [a-zäöü]|[\d*'’!]{1,2}\)(?: |$)"
)
"""How a hint begins that stands alone or goes on behind a label, and the number of a footnote."""

_ONLY_PRINT: Final = re.compile(r"v\. ?H\.|[%€]|EUR|Euro|Prozent|[qk]?m[²³]?|Uhr|Stück|Jahre?", re.IGNORECASE)
"""Units that are printed where a number is to be written."""

OPEN_LINES: Final = 3
NEXT_LINE: Final = 2.0
LEFT_ALIGNED: Final = 6.0
"""Lines of a hint in brackets; heights of a line from one to the next; points between their left edges."""


def is_only_print(raw: str) -> bool:
    """Whether a text says nothing by itself: a unit, or the dashes between the cells of a comb."""
    dashes = raw.strip() != "" and not any(sign.isalnum() or sign == "…" for sign in raw)
    return dashes or _ONLY_PRINT.fullmatch(raw.strip()) is not None


def hints(segments: Sequence[Segment], labels: Sequence[Box]) -> Iterator[Box]:
    """Yield where hints stand on a page: lines of their own, and what goes on behind ``labels``."""
    for segment in segments:
        start = _start(segment, labels)
        if start is not None:
            yield Box.around([word.box for word in segment.words[start:]])
        elif segment.text.startswith("(") and ")" not in segment.text:
            yield from _open(segment, segments)


def _open(first: Segment, segments: Sequence[Segment]) -> list[Box]:
    """Return the lines of a hint in brackets that ends some lines below; none if it does not."""
    hint = [first]
    for segment in segments:
        last = hint[-1].box
        close = 0 < segment.box.top - last.top < NEXT_LINE * last.height
        if close and abs(segment.box.left - first.box.left) < LEFT_ALIGNED:
            hint.append(segment)
            if ")" in segment.text:
                return [each.box for each in hint] if segment.text.rstrip(" .:*").endswith(")") else []
            if len(hint) > OPEN_LINES:
                break
    return []


def _start(segment: Segment, labels: Sequence[Box]) -> int | None:
    """Return the number of the word with which a hint begins; None if there is none."""
    if _WHOLE.fullmatch(segment.text):
        return 0
    for number, word in enumerate(segment.words):
        if _BEGINNING.match(" ".join(each.text for each in segment.words[number:])):
            return number
        if not _in_label(word, labels):
            return None
    return None


def _in_label(word: Word, labels: Sequence[Box]) -> bool:
    return any(label.holds(*word.box.middle) for label in labels)
