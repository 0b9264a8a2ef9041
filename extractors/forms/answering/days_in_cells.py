"""Days of which day, month and year have a ruled cell each, side by side, with captions or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Word
from contracts.values import fold
from extractors.forms.answering.answers import Answer, written
from extractors.forms.answering.days_in_parts import PARTS
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.normalise import normalise

NEXT: Final = 90.0
"""Points from one part of a day to the next, at most; a cell with a caption may stand between them."""

_WHOLE: Final = re.compile(r"\d{1,2}\.? \d{1,2}\.? \d{4}")


def with_whole_day(spec: FieldSpec, answer: Answer, sheet: Sheet) -> Answer:
    """Return an answer to what asks for a day; a day's number with month and year behind it."""
    if spec.kind is not FieldKind.DATE or answer.written is None or answer.widget is not None:
        return answer
    own = [word for word in answer.words if _is_part(word)]
    page = answer.written.page
    parts = _from((own or answer.words)[0], page, sheet)[: len(PARTS)] if answer.words else []
    words = [word for part in parts for word in part]
    if not words or own != words[: len(own)]:
        return answer
    raw = " ".join("".join(word.text for word in part) for part in parts)
    is_day = _WHOLE.fullmatch(raw) is not None and normalise(spec, raw) is not None
    if not is_day or not _are_apart(parts, page, sheet):
        return answer
    return answer._replace(written=written(words, sheet.pages[page])._replace(raw=raw), words=words)


def _is_part(word: Word) -> bool:
    """Whether a word is no caption of a part, and no point between two of them."""
    return any(map(str.isalnum, word.text)) and fold(word.text) not in PARTS


def _from(first: Word, page: int, sheet: Sheet) -> list[list[Word]]:
    """Return the parts on a line from its ``first`` word on, from left to right.

    The digits of one cell are one part, even where the teeth of a comb stand between them.
    """
    top, bottom = first.box.top, first.box.bottom
    level = (word for word in sheet.words[page] if top < word.box.middle[1] < bottom and _is_part(word))
    parts: list[list[Word]] = []
    for word in sorted(level, key=lambda word: word.box.left):
        if word.box.left < first.box.left:
            continue
        if parts and _are_of_one(parts[-1][-1], word, page, sheet):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _are_of_one(one: Word, other: Word, page: int, sheet: Sheet) -> bool:
    """Whether two digits stand in one cell."""
    cell = sheet.frame(page, one.box)
    digits = all(len(word.text) == 1 and word.text.isdigit() for word in (one, other))
    return digits and cell is not None and cell.holds(*other.box.middle)


def _are_apart(parts: Sequence[Sequence[Word]], page: int, sheet: Sheet) -> bool:
    """Whether parts stand close to each other in a cell each."""
    cells = [sheet.frame(page, part[0].box) for part in parts]
    close = all(after[0].box.left - before[-1].box.right < NEXT for before, after in pairwise(parts))
    return close and None not in cells and len(set(cells)) == len(parts)
