"""Numbers of answers on scans, read once more: a digit misread makes another day, and nothing looks wrong.

The network for lines reads "1983" where "1988" stands, in script or worn type. Where the other network is
sure of all digits and the first was not, its digits count; where both are sure, nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from contracts.reading import Word
from extractors.ocr.latin_network import Letter

SURE: Final = 0.9
"""Least probability of the second reading's digits from which on it counts."""
CERTAIN: Final = 0.95
"""Confidence of first readings from which on a contradiction leaves a doubt."""
AGREED: Final = 0.92
"""Confidence of a number that both read, or the second alone."""
DOUBT: Final = 0.4
"""Confidence of a number that nobody knows: too little for a form's value."""
_NUMBER: Final = re.compile(r"\W*\d[\d.,/ -]*\W*")
_DIGIT: Final = re.compile(r"\d")
_SIGNS: Final = re.compile(r"[.,/ '’-]")


def is_number(text: str) -> bool:
    """Whether a word has digits and no letters."""
    return _NUMBER.fullmatch(text) is not None


def confirmed_number(word: Word, second: Sequence[Letter]) -> Word:
    """Return a number as two readings together have it; with little confidence where they contradict."""
    letters = [letter for letter in second if not _SIGNS.fullmatch(letter.text)]
    digits = "".join(letter.text for letter in letters)
    if not digits.isdecimal() or min(letter.probability for letter in letters) < SURE:
        return word
    first = _DIGIT.findall(word.text)
    if digits == "".join(first):
        return word._replace(confidence=max(word.confidence, AGREED))
    if len(digits) != len(first) or word.confidence >= CERTAIN:
        return word._replace(confidence=min(word.confidence, DOUBT))
    others = iter(digits)
    return word._replace(text=_DIGIT.sub(lambda _: next(others), word.text), confidence=AGREED)
