"""Numbers whose digits stand in a cell each: a file has them as numbers of one digit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.answering.answers import Answer
from extractors.forms.page.cells import edge
from extractors.forms.page.spaced_letters import NARROWEST, WIDEST
from extractors.forms.parts.sheet import Sheet
from extractors.forms.ticks.marks import InkPicture

FOOT: Final = (4.0, 1.0)
"""Points over the lower edge of digits between which the ruling from one cell to the next is looked for."""


def with_number_in_one(spec: FieldSpec, answer: Answer, sheet: Sheet) -> Answer:
    """Return an answer to what asks for a number with the digits of a comb as one."""
    if spec.kind is not FieldKind.NUMBER or answer.written is None or len(answer.words) < 2:
        return answer
    picture = sheet.ink(answer.written.page)
    if picture is None or not _are_in_cells(answer.words, picture):
        return answer
    return answer._replace(written=answer.written._replace(raw="".join(word.text for word in answer.words)))


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
