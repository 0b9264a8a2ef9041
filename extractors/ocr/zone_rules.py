"""What machine-readable zones look like (ICAO Doc 9303, parts 3 to 6): lines, signs and check digits."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Final, NamedTuple

FILLER: Final = "<"
LOOK_LIKE_DIGITS: Final = str.maketrans("ODQILZASTGB", "00011245768")
"""Letters that OCR reads for digits."""
_LOOK_LIKE_FILLERS: Final = str.maketrans(
    dict.fromkeys("«‹£¢({[€", FILLER) | dict.fromkeys(" .,;:'’´`_-|»>*\"", "")
)
_WEIGHTS: Final = (7, 3, 1)

_DIGITS: Final = string.digits
_NAMES: Final = string.ascii_uppercase + FILLER
SIGNS: Final = string.ascii_uppercase + string.digits + FILLER
_ALL: Final = SIGNS
_LETTERS: Final = "CFGHJKLMNPRTVWXYZ"
"""In numbers of German documents: no vowels, so that no words arise, and nothing that looks like a digit."""
_NUMBER: Final = (_LETTERS, *[_LETTERS + string.digits] * 8, string.digits)
_DAYS: Final = (*[_DIGITS] * 7, "MFX<", *[_DIGITS] * 7)
_STATE: Final = (_NAMES,) * 3

Range = tuple[int, int, int]
"""Line, start, end."""


class Zone(NamedTuple):
    """A kind of zone.

    Attributes:
        size: Number of lines.
        length: Letters per line.
        dates: Line and place of birth and expiry: six digits, check digit, sex, six digits, check digit.
        names: Line and place of the names.
        composite: Ranges under the check digit that ends the line of the dates.
        checked: Ranges, each with its own check digit behind it.
        signs: Of each line, the signs that may stand in each place.
    """

    size: int
    length: int
    dates: tuple[int, int]
    names: tuple[int, int]
    composite: tuple[Range, ...]
    checked: tuple[Range, ...]
    signs: tuple[tuple[str, ...], ...]


_BOOK: Final = ((1, 0, 10), (1, 13, 20))
_BOOK_CHECKED: Final = ((1, 0, 9), (1, 13, 19), (1, 21, 27))
_BOOK_SIGNS: Final = (*_NUMBER, *_STATE, *_DAYS)
TD1: Final = Zone(
    3,
    30,
    (1, 0),
    (2, 0),
    ((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)),
    ((0, 5, 14), (1, 0, 6), (1, 8, 14)),
    (
        ("IACR", _NAMES, *_STATE, *_NUMBER, *[_ALL] * 15),
        (*_DAYS, *_STATE, *[_ALL] * 11, _DIGITS),
        (_NAMES,) * 30,
    ),
)
TD2: Final = Zone(
    2,
    36,
    (1, 13),
    (0, 5),
    (*_BOOK, (1, 21, 35)),
    _BOOK_CHECKED,
    (("IACR", _NAMES, *_STATE, *[_NAMES] * 31), (*_BOOK_SIGNS, *[_ALL] * 7, _DIGITS)),
)
TD3: Final = Zone(
    2,
    44,
    (1, 13),
    (0, 5),
    (*_BOOK, (1, 21, 43)),
    _BOOK_CHECKED,
    (("P", _NAMES, *_STATE, *[_NAMES] * 39), (*_BOOK_SIGNS, *[_ALL] * 14, _DIGITS + FILLER, _DIGITS)),
)
ZONES: Final = (TD1, TD2, TD3)


def folded(text: str) -> str:
    """Return a line as the zone has it: capitals, fillers for what OCR reads for them, no blanks."""
    return text.upper().translate(_LOOK_LIKE_FILLERS)


def check_digit(text: str) -> int:
    """Return the check digit of ICAO Doc 9303-3, 4.9: weights 7, 3, 1, letters from A = 10, ``<`` = 0."""
    values = [0 if letter == FILLER else int(letter, 36) for letter in text]
    return sum(value * _WEIGHTS[index % 3] for index, value in enumerate(values)) % 10


def composite_agrees(zone: Zone, texts: Sequence[str]) -> bool:
    """Whether the check digit over number, dates and optional data agrees; ``texts`` are the zone's lines."""
    last = texts[zone.dates[0]][-1].translate(LOOK_LIKE_DIGITS)
    whole = "".join(texts[line][start:end] for line, start, end in zone.composite)
    full = all(len(text) == zone.length for text in texts)
    return full and last.isdigit() and check_digit(whole) == int(last)


def agreeing(zone: Zone, texts: Sequence[str]) -> int:
    """Return how many check digits agree, the composite one counted too.

    Those over signs that cannot stand there do not, nor any where a line is missing, too long or short.
    """
    if len(texts) != zone.size or any(len(text) != zone.length or not text.isascii() for text in texts):
        return 0
    own = sum(_range_agrees(zone, texts, each) for each in zone.checked)
    exact = own == len(zone.checked) and texts[zone.dates[0]][-1].isdigit()
    return own + (exact and composite_agrees(zone, texts))


def _range_agrees(zone: Zone, texts: Sequence[str], part: Range) -> bool:
    line, start, end = part
    places = zip(texts[line][start : end + 1], zone.signs[line][start : end + 1], strict=True)
    if not all(sign in allowed for sign, allowed in places):
        return False
    return str(check_digit(texts[line][start:end])) == texts[line][end]
