"""Numbers of footnotes behind labels: small raised digits that a text layer has as words of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from contracts.reading import Word

_NUMBER: Final = re.compile(r"\d{1,2}[),]?|\*{1,3}")

_UNIT: Final = re.compile(r"(?:[qk]?m|\d.*)\W*", re.IGNORECASE)
"""What is raised to a power, no label: "m" and a raised 2."""

SMALLER: Final = 0.8
"""Height of a raised number, at most, as a share of the word's before it."""

RAISED: Final = 0.2
"""By how much it stands higher than that word, at least, as a share of its height."""

CLOSE: Final = 0.25
"""Space between the two, at most, as a share of the word's height."""


def without_footnotes(words: Sequence[Word]) -> list[Word]:
    """Return words, as a text layer has them in order, without the numbers of footnotes behind them."""
    return [
        word for before, word in pairwise((None, *words)) if word and not (before and _is_note(before, word))
    ]


def _is_note(before: Word, word: Word) -> bool:
    """Whether a word is a small number, close behind another one and raised above its foot."""
    if not _NUMBER.fullmatch(word.text) or _UNIT.fullmatch(before.text):
        return False
    height = before.box.height
    close = -1 <= word.box.left - before.box.right < CLOSE * height
    raised = before.box.bottom - word.box.bottom > RAISED * height and word.box.bottom > before.box.top
    return close and raised and word.box.height < SMALLER * height
