"""Readings on their way from a child process to its parent: records as JSON, their words as columns.

A page has hundreds of words. As columns they are packed and unpacked in a third of the time, to the same
numbers. A child may be in the hands of the file that it reads, so the parent takes nothing on trust.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain, pairwise
from typing import Final

import numpy as np
from pydantic import TypeAdapter

from contracts.reading import Word
from contracts.records import Box
from extractors.pages.page_reading import PageReading
from extractors.pages.reader import Opening

_FOUND: Final = TypeAdapter[Opening | PageReading](Opening | PageReading)
_LENGTH: Final = 4
"""Bytes that say how long the JSON behind them is."""
_NUMBERS: Final = 6
"""Of each word: letters, confidence and four sides, in three columns."""
_BOX, _WORD = partial(tuple.__new__, Box), partial(tuple.__new__, Word)
"""What ``_make`` does, without counting to four once a word."""


def to_answer(found: Opening | PageReading) -> bytes:
    """Return a record as its JSON's length, the JSON, and its words if it is a page."""
    if not isinstance(found, PageReading) or found.page is None:
        return _framed(found.model_dump_json().encode())
    page = found.page.model_copy(update={"words": ()})
    record = found.model_copy(update={"page": page}).model_dump_json().encode()
    return _framed(record) + _columns(found.page.words)


def from_answer(answer: bytes) -> Opening | PageReading:
    """Return what ``to_answer`` was given.

    Raises:
        ValueError: if it is anything else.
    """
    end = _LENGTH + int.from_bytes(answer[:_LENGTH])
    found = _FOUND.validate_json(answer[_LENGTH:end])
    if not isinstance(found, PageReading) or found.page is None:
        return found
    page = found.page.model_copy(update={"words": _words(answer[end:])})
    return found.model_copy(update={"page": page})


def page_from_answer(answer: bytes) -> PageReading:
    """Return the reading that ``to_answer`` was given.

    Raises:
        ValueError: if it is anything else.
    """
    found = from_answer(answer)
    if not isinstance(found, PageReading):
        raise ValueError("not a page")  # noqa: TRY004 - the child's fault, not the caller's
    return found


def _framed(record: bytes) -> bytes:
    return len(record).to_bytes(_LENGTH) + record


def _columns(words: Sequence[Word]) -> bytes:
    """Return how many words there are, their numbers column by column, and their letters."""
    texts = [word.text for word in words]
    sides = chain.from_iterable(word.box for word in words)
    numbers = chain(map(len, texts), (word.confidence for word in words), sides)
    packed = np.fromiter(numbers, np.float64, _NUMBERS * len(texts)).tobytes()
    return len(texts).to_bytes(_LENGTH) + packed + "".join(texts).encode()


def _words(columns: bytes) -> tuple[Word, ...]:
    count = int.from_bytes(columns[:_LENGTH])
    numbers = np.frombuffer(columns, np.float64, _NUMBERS * count, _LENGTH) if count else np.empty(0)
    text = columns[_LENGTH + numbers.nbytes :].decode()
    lengths, confidences, sides = np.split(numbers, (count, 2 * count))
    if not np.isfinite(numbers).all() or (lengths < 0).any() or lengths.sum() != len(text):
        raise ValueError("columns that do not belong together")
    texts = (text[start:end] for start, end in pairwise([0, *lengths.astype(int).cumsum().tolist()]))
    boxes = map(_BOX, sides.reshape(-1, 4).tolist())
    return tuple(map(_WORD, zip(texts, boxes, confidences.tolist(), strict=True)))
