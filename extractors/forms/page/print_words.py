"""Which words of a form are its print: no answers in live fields, no ticks that OCR takes for letters."""

from __future__ import annotations

import re
from typing import Final

from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from extractors.forms.page.boxes_in_brackets import with_signs_for_brackets
from extractors.forms.page.by_hand import unread
from extractors.forms.page.foreign_words import is_foreign
from extractors.forms.page.layout import legible
from extractors.forms.page.owners import TEXT_KINDS
from extractors.forms.page.spaced_letters import words_of_combs

TYPED_TICKS: Final = "✓✔✗✘"
"""Signs that are typed, or stamped by a program, into a tick box that is drawn."""

UPRIGHT_WORD, UPRIGHT = 4, 2.0
"""Letters of a word, at least, that is so many times as high as it is wide: it does not lie on a line."""

_LANGUAGES: Final = re.compile(r"([^\W\d_]+)(/)([^\W\d_]+[:?*]?)")
"""Words of two languages, as in "Familienname/Surname"."""

SAME_SIDES: Final = 0.5
"""Points by which the sides of words on one upright line differ, at most."""


def is_print(word: Word, box: Box, *, exact: bool) -> bool:
    """Whether a word is print: OCR reads a ticked box as a capital or two, narrow as the box."""
    return (
        word.box.width > 1.5 * box.width
        or (len(word.text) > 1 and word.text.islower())
        or (len(word.text) > 1 and exact)
    )


def printed_words(page: PageText) -> list[Word]:
    """Return the page's words without those that stand in live fields: they are read from the fields."""
    fields = [widget.box for widget in page.widgets if widget.kind in TEXT_KINDS and widget.value]
    words = [*_with_words_of_combs(page), *unread(page)]
    upright = [word.box for word in words if _is_upright(word)]
    printed = [
        part
        for word in words
        if not any(_is_on_upright_line(word.box, box) for box in upright)
        if page.source is TextSource.OCR or not any(box.holds(*word.box.middle) for box in fields)
        for part in _apart(word)
    ]
    live = any(widget.kind not in TEXT_KINDS for widget in page.widgets)
    return printed if live else with_signs_for_brackets(printed)


def _is_upright(word: Word) -> bool:
    """Whether a word is set from bottom to top, as printers name themselves in the margin."""
    return len(word.text) >= UPRIGHT_WORD and word.box.height > UPRIGHT * word.box.width


def _is_on_upright_line(word: Box, upright: Box) -> bool:
    """Whether a word, perhaps a short one, has the sides of an upright word."""
    return max(abs(word.left - upright.left), abs(word.right - upright.right)) < SAME_SIDES


def _with_words_of_combs(page: PageText) -> list[Word]:
    combs = words_of_combs(page)
    letters = {letter for word in combs.values() for letter in word}
    return [*(word for word in legible(page) if word not in letters), *combs]


def _apart(word: Word) -> tuple[Word, ...]:
    """Return words that touch apart: a label and its translation, a tick and the word behind it.

    A tick that is typed into its box touches the next word.
    """
    if (two := _LANGUAGES.fullmatch(word.text)) and is_foreign(two[3]) and not is_foreign(two[1]):
        return tuple(_cut(word, two.start(part), two.end(part)) for part in (1, 2, 3))
    rest = word.text.lstrip(TYPED_TICKS)
    if not rest or len(rest) == len(word.text):
        return (word,)
    box = word.box
    end = min(box.left + box.height, box.left + box.width * (1 - len(rest) / (len(word.text) + 1)))
    return (
        word._replace(text=word.text[: -len(rest)], box=box._replace(right=end)),
        word._replace(text=rest, box=box._replace(left=end)),
    )


def _cut(word: Word, start: int, end: int) -> Word:
    """Return some letters of a word as a word of its own, as if all of them were as wide."""
    step = word.box.width / len(word.text)
    box = word.box._replace(left=word.box.left + start * step, right=word.box.left + end * step)
    return word._replace(text=word.text[start:end], box=box)
