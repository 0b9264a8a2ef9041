"""Printed tick boxes of a page, square or round, told from letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.ticks.circles import find_circles
from extractors.forms.ticks.marks import InkPicture
from extractors.forms.ticks.squares import find_squares

LOOSE: Final = 3.0
"""Points by which OCR may begin or end a word too late or too early."""

SURE: Final = 0.9
"""Confidence from which a word is what OCR says."""

GUESSED: Final = 0.3
"""Confidence below which OCR has read no word at all, as where a check mark runs through two lines."""

LOOPS: Final = 4.0
"""Widths of a tick box from which on what is written around it is more than its cross."""

DIGITS: Final = 3
"""Digits of a word that is a number."""

LIKE_BOXES: Final = frozenset("OoÖÜQ0DUXxKMBHE8C&@#%[](){}|") | frozenset("□☐☑☒✓✗")
"""What OCR makes of a tick box that stands close to a word."""


SIGNS: Final = frozenset("□☐☑☒")
"""Tick boxes that are letters of a font."""


def tick_boxes(picture: InkPicture, words: Sequence[Word]) -> list[Box]:
    """Return the tick boxes of a page, in points; a small frame amid the letters of a word is a letter."""
    circles = find_circles(picture)
    squares = [box for box in find_squares(picture) if not any(_is_in(box, circle) for circle in circles)]
    circles = [circle for circle in circles if not any(circle.overlap(square) for square in squares)]
    numbers = [word.box for word in words if _is_number(word)]
    letters = [word for word in words if sum(map(str.isalpha, word.text)) > 1]
    places = np.array([word.box for word in letters]).reshape(-1, 4) + np.array([-LOOSE, 0, LOOSE, 0])
    return [
        box
        for box in squares + circles
        if not any(_is_letter(box, letters[at], picture) for at in _covering(places, box))
        and not any(number.holds(*box.middle) for number in numbers)
    ]


def without_loops(boxes: Sequence[Box], written: Sequence[Box]) -> list[Box]:
    """Return boxes without the loops of a pen: those that are part of what is ``written`` by hand."""
    return [
        box
        for box in boxes
        if not any(place.holds(*box.middle) and place.width > LOOPS * box.width for place in written)
    ]


def _is_in(square: Box, circle: Box) -> bool:
    """Whether what looks like a square with round corners is the inside of a circle."""
    return (
        square.width < circle.width
        and circle.grown(0.5).holds(*square.middle)
        and (square.overlap(circle) > 0.95 * square.width * square.height)
    )


def _is_number(word: Word) -> bool:
    """Whether a word is surely a number, as a date or a telephone number: its round digits are no boxes."""
    digits = sum(map(str.isdigit, word.text))
    return digits >= DIGITS and word.confidence >= SURE and digits >= len(word.text) / 2


def _covering(places: NDArray[np.float64], box: Box) -> Sequence[int]:
    """Return the rows of ``places`` (left, top, right, bottom) that cover most of a box."""
    left, top, right, bottom = places.T
    across = np.minimum(right, box.right) - np.maximum(left, box.left)
    down = np.minimum(bottom, box.bottom) - np.maximum(top, box.top)
    covered = np.clip(across, 0, None) * np.clip(down, 0, None)
    at: list[int] = np.flatnonzero(covered > 0.6 * box.width * box.height).tolist()
    return at


def _is_letter(box: Box, word: Word, picture: InkPicture) -> bool:
    """Whether a box is part of the word that it lies in: OCR was sure of it, or box and letters touch.

    A tick box before or behind a word is read as a capital or a sign of it: "Oja", "#ledig".
    """
    if {word.text[0], word.text[-1]} & SIGNS:
        return False
    sure, apart = word.confidence >= SURE, picture.stands_apart(box)
    if word.confidence < GUESSED and apart:
        return False
    if word.box.width <= 1.6 * box.width:  # no more than a letter or two, or "Sie"
        small = word.text.islower() or (word.text[1:].islower() and len(word.text) > 2 and not apart)
        return sure and small and not LIKE_BOXES.issuperset(word.text)
    ends = {word.text[0]: box.left - word.box.left, word.text[-1]: word.box.right - box.right}
    beside = [sign for sign, inside in ends.items() if inside < LOOSE]
    if any(sign in LIKE_BOXES or not (sure or sign.islower()) for sign in beside):
        return sure and (word.text.isupper() or not apart)
    return bool(beside) or sure or not apart
