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
    words = _from((own or answer.words)[0], page, sheet)[: len(PARTS)] if answer.words else []
    if not words or own != words[: len(own)]:
        return answer
    whole = written(words, sheet.pages[page])
    is_day = _WHOLE.fullmatch(whole.raw) is not None and normalise(spec, whole.raw) is not None
    return (
        answer._replace(written=whole, words=words) if is_day and _are_apart(words, page, sheet) else answer
    )


def _is_part(word: Word) -> bool:
    """Whether a word is no caption of a part, and no point between two of them."""
    return any(map(str.isalnum, word.text)) and fold(word.text) not in PARTS


def _from(first: Word, page: int, sheet: Sheet) -> list[Word]:
    """Return the parts on a line from its ``first`` word on, from left to right."""
    top, bottom = first.box.top, first.box.bottom
    level = (word for word in sheet.words[page] if top < word.box.middle[1] < bottom and _is_part(word))
    return sorted((word for word in level if word.box.left >= first.box.left), key=lambda word: word.box.left)


def _are_apart(words: Sequence[Word], page: int, sheet: Sheet) -> bool:
    """Whether words stand close to each other in a cell each."""
    cells = [sheet.frame(page, word.box) for word in words]
    close = all(after.box.left - before.box.right < NEXT for before, after in pairwise(words))
    return close and None not in cells and len(set(cells)) == len(words)
