"""Words of a PDF page: which of them people see, and which way they run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import Any, Final, NamedTuple

import numpy as np
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.files.pdf_widgets import clean_text
from extractors.pictures.components import components
from extractors.pictures.drawn_lines import LEGIBLE, Line, lines_and_pictures
from extractors.pictures.page_ink import ink_mask
from extractors.plausible import is_garbled

_FAR: Final = 1e5
"""Points; words further out, at infinity or nowhere (NaN) come from broken matrices."""
_SIDEWAYS: Final = 0.8
"""Share of the letters that run in one other direction, if the page is to be turned."""
_ENOUGH: Final = 20
"""Letters that say which way a page lies, or whether a font is garbled."""
_TURNS: Final = {(0, -1): 90, (-1, 0): 180, (0, 1): 270}
"""Degrees clockwise that make lines upright, by the direction in which they run (x to the right, y down)."""

_BOX, _WORD = partial(tuple.__new__, Box), partial(tuple.__new__, Word)
"""What ``_make`` does, without counting: pages have hundreds of words."""

_CONTRAST: Final = 16
"""Of 255; between the lightest and the darkest pixel where something is seen."""
_GLANCE_DPI: Final = 72
_LOW, _HIGH = 3, 14
"""Pixels of a glance; heights of letters in usual type."""


class PageWords(NamedTuple):
    """The text layer of a page, on the page as a viewer shows it.

    Attributes:
        shown: What people see.
        undrawn: What lies unseen on or under a picture, as a scanner's own OCR does.
        hidden: Other words that nobody sees.
        garbled: Words whose font does not say what their letters are.
        turned: Degrees clockwise by which the page must be turned for its lines to be upright.
    """

    shown: tuple[Word, ...]
    undrawn: tuple[Word, ...] = ()
    hidden: tuple[Word, ...] = ()
    garbled: tuple[Word, ...] = ()
    turned: int = 0


class Glance:
    """A coarse look at the page, drawn when it is needed first."""

    def __init__(self, draw: Callable[[int], Image.Image]) -> None:
        self._draw = draw

    @cached_property
    def _picture(self) -> Image.Image:
        return self._draw(_GLANCE_DPI)

    def shows(self, box: Box) -> bool:
        """Whether there is anything to be seen in a box: light on dark, or dark on light."""
        extrema: Any = self._picture.crop(_pixels(box)).getextrema()  # of a grey picture: two numbers
        darkest, lightest = extrema
        return bool(lightest - darkest >= _CONTRAST)

    def marks_beside(self, boxes: Iterable[Box]) -> int:
        """Return how many marks of the size of letters lie outside of all boxes."""
        mask = ink_mask(self._picture)
        for box in boxes:
            left, top, right, bottom = (max(side, 0) for side in _pixels(box.grown(1)))
            mask[top:bottom, left:right] = False
        marks = components(mask)
        like_letters = (marks.height >= _LOW) & (marks.height <= _HIGH) & (marks.width <= _HIGH)
        return int(np.count_nonzero(like_letters))


def _pixels(box: Box) -> tuple[int, int, int, int]:
    """Return a box in whole pixels; a pixel of a glance is a point."""
    return round(box.left), round(box.top), max(round(box.right), 1), max(round(box.bottom), 1)


class DrawnText:
    """The words, lines and pictures of a page.

    Args:
        textpage: PyMuPDF's ``TextPage``, with pictures.
    """

    def __init__(self, textpage: Any) -> None:
        self._lines, self.pictures = lines_and_pictures(textpage.this)
        self._opaque = [each for each in self.pictures if each.opaque]
        found = textpage.extractWORDS()
        clean = str if "".join(each[4] for each in found).isprintable() else clean_text
        lines = self._lines
        self._words = [
            (_WORD((clean(text), _BOX((left, top, right, bottom)), 1.0)), lines[block, line])
            for left, top, right, bottom, text, block, line, _ in found
            if -_FAR < left < right < _FAR and -_FAR < top < bottom < _FAR
        ]

    def words(self, glance: Glance) -> PageWords:
        """Sort the words; the page is only drawn where some are veiled."""
        garbled = self._garbled_fonts()
        if not garbled and not self._opaque and all(line.plain for line in self._lines.values()):
            return PageWords(shown=tuple(word for word, _ in self._words), turned=self._turned())
        heaps: dict[str, list[Word]] = defaultdict(list)
        for word, line in self._words:
            if self._is_shown(word, line, glance):
                heaps["garbled" if garbled and line.fonts & garbled else "shown"].append(word)
            else:
                on_picture = any(each.box.holds(*word.box.middle) for each in self.pictures)
                heaps["undrawn" if on_picture else "hidden"].append(word)
        return PageWords(
            shown=tuple(heaps["shown"]),
            undrawn=tuple(heaps["undrawn"]),
            hidden=tuple(heaps["hidden"]),
            garbled=tuple(heaps["garbled"]),
            turned=self._turned(),
        )

    def _is_shown(self, word: Word, line: Line, glance: Glance) -> bool:
        if line.plain and not self._opaque:
            return True
        if not line.inked or line.size < LEGIBLE:
            return False
        if any(each.order > line.order and each.box.holds(*word.box.middle) for each in self._opaque):
            return False
        return not line.veiled or glance.shows(word.box)

    def _garbled_fonts(self) -> frozenset[int]:
        """Return the fonts in which words make no sense; single signs may be bullets and ticks."""
        by_fonts: dict[frozenset[int], list[Word]] = defaultdict(list)
        for word, line in self._words:
            if len(word.text) > 1:
                by_fonts[line.fonts].append(word)
        by_font: dict[int, list[Word]] = defaultdict(list)
        for fonts, words in by_fonts.items():
            for font in fonts:
                by_font[font] += words
        return frozenset(
            font for font, words in by_font.items() if letters(words) >= _ENOUGH and is_garbled(words)
        )

    def _turned(self) -> int:
        """Return 0 unless nearly all letters run in one and the same other direction."""
        if not any(line.direction in _TURNS for line in self._lines.values()):
            return 0
        running: Counter[tuple[int, int]] = Counter()
        for word, line in self._words:
            running[line.direction] += len(word.text)
        if running.total() < _ENOUGH:
            return 0
        (direction, count), *_ = running.most_common(1)
        return _TURNS.get(direction, 0) if count >= _SIDEWAYS * running.total() else 0


def letters(words: Iterable[Word]) -> int:
    """Return how many letters words have."""
    return sum(len(word.text) for word in words)
