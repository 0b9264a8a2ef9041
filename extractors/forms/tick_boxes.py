"""Printed tick boxes of a page, square or round, told from letters."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.circles import find_circles
from extractors.forms.marks import InkPicture
from extractors.forms.squares import find_squares


def tick_boxes(picture: InkPicture, words: Sequence[Word]) -> list[Box]:
    """Return the tick boxes of a page, in points; a small frame amid the letters of a word is a letter."""
    squares = find_squares(picture)
    circles = [
        circle for circle in find_circles(picture) if not any(circle.overlap(square) for square in squares)
    ]
    letters = [word.box for word in words if sum(map(str.isalpha, word.text)) > 1]
    return [
        box
        for box in squares + circles
        if picture.stands_apart(box) or not any(_inside(box, letter) for letter in letters)
    ]


def _inside(box: Box, word: Box) -> bool:
    return word.overlap(box) > 0.6 * box.width * box.height and word.width > 1.6 * box.width
