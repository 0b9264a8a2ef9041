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
    rf"|\w*vermerke?\b.*\b(?:{_OFFICE}|auszufüllen)(?:\W+(?:bitte )?(?:freilassen|nicht ausfüllen))?\W*"
    r"|.*\bnicht vom antragsteller auszufüllen\W*",
    re.IGNORECASE,
)
MOST_WORDS: Final = 10
LARGEST: Final = 200.0
"""Points that a block without a frame goes on under its heading, at most."""

INSIDE: Final = 4.0
"""Points from a ruling to a place that is surely in the cell behind it."""


def office_blocks(
    segments: Sequence[Segment], cell: Callable[[int, Box], Box | None]
) -> Iterator[tuple[int, Box]]:
    """Yield the page and place of each block for the authority: its frame, else what follows its heading."""
    for printed in segments:
        if len(printed.words) <= MOST_WORDS and _HEADING.fullmatch(printed.text):
            box = printed.box
            under = Box(0, box.top, 10_000, box.bottom + LARGEST)
            frame = cell(printed.page, box)
            yield printed.page, under if frame is None else _with_rows(printed.page, frame, cell)


def _with_rows(page: int, frame: Box, cell: Callable[[int, Box], Box | None]) -> Box:
    """Return a heading's frame with the rows of several cells under it, up to the next bar as wide as it."""
    whole = frame
    while whole.height < LARGEST:
        low = Box(
            frame.left + INSIDE, whole.bottom + INSIDE, frame.left + 2 * INSIDE, whole.bottom + 2 * INSIDE
        )
        row = cell(page, low)
        if row is None or row.top < whole.bottom - INSIDE or row.bottom <= whole.bottom + INSIDE:
            break
        if abs(row.left - frame.left) > INSIDE or row.right > frame.right - INSIDE:
            break
        whole = whole._replace(bottom=row.bottom)
    return whole
