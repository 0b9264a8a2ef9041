"""Blocks that the authority fills in: "Nur von der Behörde auszufüllen". Nothing in them is an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from contracts.records import Box
from extractors.forms.layout import Segment

_OFFICE: Final = r"\w*(?:behörde|amt(?:e?s)?|stelle|verwaltung|gemeinde|stadt)\b"
_HEADING: Final = re.compile(
    rf"(?:(?:nur|wird|bitte nicht)\b.*|von de[rmn] )\b{_OFFICE}.*\baus(?:zu|ge)?füll(?:en|t)\W*"
    rf"|\w*vermerke?\b.*\b(?:{_OFFICE}|auszufüllen)(?:\W+bitte (?:freilassen|nicht ausfüllen))?\W*"
    r"|.*\bnicht vom antragsteller auszufüllen\W*",
    re.IGNORECASE,
)
MOST_WORDS: Final = 10
LARGEST: Final = 200.0
"""Points that a block without a frame goes on under its heading, at most."""


def office_blocks(
    segments: Sequence[Segment], cell: Callable[[int, Box], Box | None]
) -> Iterator[tuple[int, Box]]:
    """Yield the page and place of each block for the authority: its frame, else what follows its heading."""
    for printed in segments:
        if len(printed.words) <= MOST_WORDS and _HEADING.fullmatch(printed.text):
            box = printed.box
            under = Box(0, box.top, 10_000, box.bottom + LARGEST)
            yield printed.page, cell(printed.page, box) or under
