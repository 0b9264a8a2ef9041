"""Whether a number plate, or any other short sign such as a plot number, stands in a document."""

from __future__ import annotations

import re
import string

from rapidfuzz.distance import Levenshtein

from checks.words import (
    ABSENT,
    ALMOST,
    EXACT,
    NOWHERE,
    PERHAPS,
    SURE_WORD,
    Sighting,
    Words,
    split_words,
)

_MISREAD = str.maketrans({"0": "o", "1": "i", "l": "i", "2": "z", "5": "s", "6": "g", "8": "b"})
"""Digits for the letters that OCR takes them for."""

_OF_ONE_SHAPE = str.maketrans({"q": "o", "d": "o", "0": "o", "g": "c", "6": "c", "f": "e", "v": "u"})
"""Letters that OCR takes for each other, however sure it is: the form may be misread as well."""

LONGEST_PLATE = 5
_DIGITS = tuple(string.digits)
SHORTEST_ALIKE = 5
"""Signs that a plate has at least for one misread to be told from another plate."""
MOST_WRONG = 2
"""Signs that may be misread where the number is right."""
_ANY_PLATE = re.compile(
    r"\b(?:[A-ZÄÖÜ]{1,3}[- :]{1,3}[A-Z]{1,2}|[A-ZÄÖÜ]{3,5})[- ]?[1-9]\d{0,3}[EH]?\b"  # some print no blanks
)
_PRINTED_PLATE = re.compile(
    r"(?<![\w*/-])(?=\d?[A-ZÄÖÜ])[A-ZÄÖÜ\d]{1,3} ?[-–:] ?[A-Z] ?[A-Z]?[- ]{0,2}[1-9]\d{0,3}[EH]?(?![\w*/])"
)
"""With the hyphen that parts the district: on a scan "EURO 6" is no plate, "6S-AB 12" is, and "B-S P 901"."""


def find_plate(value: str, words: Words) -> Sighting:
    """Look for a number plate; blanks and hyphens don't count."""
    wanted = "".join(split_words(value))
    best = NOWHERE
    for start, token in enumerate(words.tokens):
        joined, surely = "", 1.0
        for piece in words.tokens[start : start + LONGEST_PLATE]:
            joined += piece.text
            surely = min(surely, piece.confidence)
            if joined == wanted:
                return Sighting(EXACT, token.spot)
            certainty = _likeness(joined, wanted, surely) if words.scanned else ABSENT
            best = max(best, Sighting(certainty, token.spot), key=lambda sighting: sighting.certainty)
    return best


def shows_plates(words: Words) -> bool:
    """Whether there is any number plate at all; a scan must show it clearly."""
    return (_PRINTED_PLATE if words.scanned else _ANY_PLATE).search(words.text) is not None


def _likeness(read: str, wanted: str, surely: float) -> float:
    """Say how surely OCR read one plate as another; perhaps only where it was not sure of every sign."""
    wrong = Levenshtein.distance(read.translate(_MISREAD), wanted.translate(_MISREAD))
    if wrong == 0:
        return ALMOST
    if read.translate(_OF_ONE_SHAPE) == wanted.translate(_OF_ONE_SHAPE):
        return PERHAPS
    if surely > SURE_WORD or len(wanted) < SHORTEST_ALIKE:
        return ABSENT
    number = wanted.lstrip(string.ascii_lowercase)
    same_number = len(number) > 1 and read.endswith(number) and not read[: -len(number)].endswith(_DIGITS)
    return PERHAPS if wrong == 1 or (same_number and wrong <= MOST_WRONG) else ABSENT


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
