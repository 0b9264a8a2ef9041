"""Words in the order in which people read them: line by line, from the left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from contracts.reading import Word

_SAME_LINE: Final = 0.5
"""Share of the lower word's height by which two words of a line overlap at least."""

_ABOVE: Final = 0.25
"""Share of the narrower word's width from which on two words stand one over the other: a caption and what
it names, in larger print, reach into each other's height."""


def in_reading_order(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return words of a level page from top to bottom, and along each line from left to right.

    OCR that looks for sparse text returns words in no order. Columns are not told apart: in forms, a line
    across the whole page (label, value, label, value) is what belongs together.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        if lines and _on_line(word, lines[-1][-1]) and not any(_is_over(word, each) for each in lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(word for line in lines for word in sorted(line, key=lambda word: word.box.left))


def _on_line(word: Word, other: Word) -> bool:
    shared = min(word.box.bottom, other.box.bottom) - max(word.box.top, other.box.top)
    return shared >= _SAME_LINE * max(min(word.box.height, other.box.height), 1)


def _is_over(word: Word, other: Word) -> bool:
    shared = min(word.box.right, other.box.right) - max(word.box.left, other.box.left)
    return shared > _ABOVE * min(word.box.width, other.box.width)
