"""Whether a number plate, or any other short sign such as a plot number, stands in a document."""

from __future__ import annotations

import re

from checks.words import ALMOST, EXACT, NOWHERE, Sighting, Words, split_words

_MISREAD = str.maketrans({"0": "o", "1": "i", "l": "i", "5": "s", "8": "b"})
LONGEST_PLATE = 5
_ANY_PLATE = re.compile(
    r"\b(?:[A-ZÄÖÜ]{1,3}[- :]{1,3}[A-Z]{1,2}|[A-ZÄÖÜ]{3,5})[- ]?[1-9]\d{0,3}[EH]?\b"  # scans lose blanks
)


def find_plate(value: str, words: Words) -> Sighting:
    """Look for a number plate; blanks and hyphens don't count."""
    wanted = "".join(split_words(value))
    best = NOWHERE
    for start, token in enumerate(words.tokens):
        joined = ""
        for piece in words.tokens[start : start + LONGEST_PLATE]:
            joined += piece.text
            if joined == wanted:
                return Sighting(EXACT, token.spot)
            if words.scanned and joined.translate(_MISREAD) == wanted.translate(_MISREAD):
                best = Sighting(ALMOST, token.spot)
    return best


def shows_plates(words: Words) -> bool:
    """Whether there is any number plate at all."""
    return _ANY_PLATE.search(words.text) is not None


def find_text(value: str, words: Words) -> Sighting:
    """Look for a text, word for word; of several, parted by commas, one is enough.

    Where a text has digits, only they count: "Flurstück 123/4" is found as "123/4".
    """
    for piece in re.split(r"[,;]", value):
        wanted = split_words(piece)
        digits = tuple(word for word in wanted if word.isdigit())
        found = words.find_run(digits or wanted) if wanted else NOWHERE
        if found.certainty:
            return found
    return NOWHERE
