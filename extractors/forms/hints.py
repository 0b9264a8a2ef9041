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

_BEGINNING: Final = re.compile(r"(?:z\. ?B\.|möglichst|bitte|[lI]t\.|laut|gemäß) \S|[–-] [a-zäöü]")
"""How a hint begins that stands alone or goes on behind a label."""


def hints(segments: Sequence[Segment], labels: Sequence[Box]) -> Iterator[Box]:
    """Yield where hints stand on a page: lines of their own, and what goes on behind ``labels``."""
    for segment in segments:
        start = _start(segment, labels)
        if start is not None:
            yield Box.around([word.box for word in segment.words[start:]])


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
