"""Numbers whose digits stand in a cell each: a file has them as numbers of one digit.

On scans OCR names the digits of a comb in one, and takes the comma before the cents for another sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageText, Word
from contracts.records import Box
from extractors.forms.answering.answers import Answer
from extractors.forms.page.cells import edge
from extractors.forms.page.layout import in_cells
from extractors.forms.page.spaced_letters import NARROWEST, WIDEST
from extractors.forms.parts.sheet import Sheet
from extractors.forms.ticks.marks import InkPicture

FOOT: Final = (4.0, 1.0)
"""Points over the lower edge of digits between which the ruling from one cell to the next is looked for."""


_COMMA: Final = re.compile(r"[,.‚'’`´;]")
"""A comma, and what OCR makes of one that stands alone between two combs."""

_EUROS_AND_CENTS: Final = re.compile(r"\d+ \d\d")


def with_number_in_one(spec: FieldSpec, answer: Answer, sheet: Sheet) -> Answer:
    """Return an answer to what asks for a number, or an amount, with the digits of its cells as one."""
    if answer.written is None or len(answer.words) < 2:
        return answer
    page = sheet.pages[answer.written.page]
    if spec.kind is FieldKind.AMOUNT and _are_euros_and_cents(answer.words, page):
        return answer._replace(written=answer.written._replace(raw=",".join(_texts(answer))))
    picture = sheet.ink(page.index) if spec.kind is FieldKind.NUMBER else None
    if picture is None or not _are_in_cells(answer.words, picture):
        return answer
    return answer._replace(written=answer.written._replace(raw="".join(_texts(answer))))


def _texts(answer: Answer) -> list[str]:
    return [word.text for word in answer.words]


def _are_euros_and_cents(words: Sequence[Word], page: PageText) -> bool:
    """Whether words stand in two combs, the second for cents, with a comma at the foot between the two."""
    if not (_EUROS_AND_CENTS.fullmatch(" ".join(word.text for word in words)) and all(map(in_cells, words))):
        return False
    euros, cents = words
    between = Box(euros.box.right, cents.box.middle[1], cents.box.left, cents.box.bottom + cents.box.height)
    marks = [word for word in page.words if between.holds(*word.box.middle)]
    return bool(marks) and all(_COMMA.fullmatch(mark.text) for mark in marks)


def _are_in_cells(words: Sequence[Word], picture: InkPicture) -> bool:
    """Whether words are single digits side by side, with a ruling between each two."""
    digits = all(len(word.text) == 1 and word.text.isdigit() for word in words)
    return digits and all(_is_next_cell(one, other, picture) for one, other in pairwise(words))


def _is_next_cell(one: Word, other: Word, picture: InkPicture) -> bool:
    step = other.box.middle[0] - one.box.middle[0]
    high, low = (one.box.bottom - foot for foot in FOOT)
    between = Box(one.box.right, high, other.box.left, low)
    level = abs(one.box.bottom - other.box.bottom) < FOOT[1]
    return NARROWEST <= step <= WIDEST and level and edge(picture, between, vertical=True) is not None
