"""Blocks that the authority fills in: "Nur von der Behörde auszufüllen". Nothing in them is an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from contracts.records import Box
from extractors.forms.page.layout import Segment

_OFFICE: Final = r"\w*(?:behörde|amt(?:e?s)?|stelle|verwaltung|gemeinde|stadt)\b"
_HEADING: Final = re.compile(
    rf"(?:(?:nur|wird|bitte nicht)\b.*|von de[rmn] )\b{_OFFICE}.*\baus(?:zu|ge)?füll(?:en|t)(?:\W*|:.*)"
    rf"|\w*vermerke?\b.*\b(?:{_OFFICE}|auszufüllen)(?:\W+(?:bitte )?(?:freilassen|nicht ausfüllen))?\W*"
    r"|.*\bnicht vom antragsteller auszufüllen\W*"
    rf"|(?:das|dies(?:en teil)?|hier) (?:füll(?:en|t)|schreib(?:en|t)) (?:wir|d(?:as|ie) {_OFFICE})\b.*",
    re.IGNORECASE,
)
_RECIPIENTS: Final = re.compile(
    r"(?:verteiler|weiterleitung an|durchschrift(?:en)? (?:an|für)|mehrfertigung(?:en)? (?:an|für))\b",
    re.IGNORECASE,
)
"""How the line begins that says which authorities get a copy: none of them is asked for."""

MOST_WORDS: Final = 10
"""Words of a heading, without dashes and signs of paragraphs, at most."""

LARGEST: Final = 200.0
"""Points that a block without a frame goes on under its heading, at most."""

BESIDE, NEXT_LINE = 20.0, 24.0
"""Points between a block and print on its left, at least; between two of the block's lines, at most."""

BAR: Final = 2.5
"""Heights of its heading that a bar is high, at most; and of itself that the frame under it is, at least."""

INSIDE: Final = 4.0
"""Points from a ruling to a place that is surely in the cell behind it."""


def office_blocks(
    segments: Sequence[Segment],
    cell: Callable[[int, Box], Box | None],
    headings: Collection[tuple[int, Box]],
    *,
    card: Callable[[int, Box], Box | None] | None = None,
) -> Iterator[tuple[int, Box]]:
    """Yield the page and place of each block for the authority: its frame, else what follows its heading.

    A list of those who get a copy is one line.

    Without a frame it ends where the next of the form's ``headings`` begins. Its frame under a bar may be
    a ``card`` around many labels.
    """
    for printed in segments:
        if _RECIPIENTS.match(printed.text):
            yield printed.page, printed.box.grown(INSIDE)._replace(right=10_000)
        if len(printed.tokens) <= MOST_WORDS and _HEADING.fullmatch(printed.text):
            box = printed.box
            frame = cell(printed.page, box)
            ends = [each.top for page, each in headings if page == printed.page and each.top > box.bottom]
            foot = min([*ends, box.bottom + LARGEST])
            beside = _beside_letterhead(printed, segments)
            if frame is None:
                yield printed.page, beside or Box(0, box.top, 10_000, foot)
            else:
                whole = _whole_block(printed, frame, cell, card or cell)
                yield printed.page, _with_lines(printed.page, whole, cell) if beside else whole


def _beside_letterhead(heading: Segment, segments: Sequence[Segment]) -> Box | None:
    """Return the block under a heading that stands right of other print; None if it begins its line.

    It has no frame, as where only its ground is grey, and ends where its own lines do.
    """
    box = heading.box
    others = [each.box for each in segments if each.page == heading.page and each is not heading]
    if not any(
        other.right < box.left - BESIDE and abs(other.middle[1] - box.middle[1]) < NEXT_LINE
        for other in others
    ):
        return None
    bottom = box.bottom
    for other in sorted(others, key=lambda other: other.top):
        if other.left > box.left - BESIDE and 0 < other.top - bottom < NEXT_LINE:
            bottom = other.bottom
    return Box(box.left - BESIDE, box.top, 10_000, bottom + INSIDE)


def _whole_block(
    heading: Segment,
    frame: Box,
    cell: Callable[[int, Box], Box | None],
    card: Callable[[int, Box], Box | None],
) -> Box:
    """Return a heading's frame, or its bar with the one frame under it that is as wide and much higher."""
    body = card(heading.page, _start_under(frame))
    if body is not None and frame.height < BAR * heading.box.height and _is_body(body, frame):
        return frame._replace(bottom=body.bottom)
    return _with_rows(heading.page, frame, cell)


def _with_lines(page: int, block: Box, cell: Callable[[int, Box], Box | None]) -> Box:
    """Return a block beside the letterhead with what is under it as wide: its lines to write on part it."""
    whole = block
    while whole.height < LARGEST:
        row = cell(page, _start_under(whole))
        if row is None or max(abs(row.left - block.left), abs(row.right - block.right)) > INSIDE:
            break
        if not -INSIDE < row.top - whole.bottom < INSIDE or row.bottom < whole.bottom + INSIDE:
            break
        whole = whole._replace(bottom=row.bottom)
    return whole


def _is_body(body: Box, bar: Box) -> bool:
    sides = max(abs(body.left - bar.left), abs(body.right - bar.right))
    return body.top > bar.bottom - INSIDE and sides < INSIDE and BAR * bar.height < body.height < LARGEST


def _start_under(frame: Box) -> Box:
    """Return a place at the beginning of what stands right under a frame."""
    left, top = frame.left + INSIDE, frame.bottom + INSIDE
    return Box(left, top, left + INSIDE, top + INSIDE)


def _with_rows(page: int, frame: Box, cell: Callable[[int, Box], Box | None]) -> Box:
    """Return a heading's frame with the rows of several cells under it, up to the next bar as wide as it."""
    whole = frame
    while whole.height < LARGEST:
        row = cell(page, _start_under(whole))
        if row is None or row.top < whole.bottom - INSIDE or row.bottom <= whole.bottom + INSIDE:
            break
        if abs(row.left - frame.left) > INSIDE or row.right > frame.right - INSIDE:
            break
        whole = whole._replace(bottom=row.bottom)
    return whole
