"""Which words of a form are its print, and not what somebody typed into it, told by how they are set.

Forms are filled in another font, size or colour than they are printed in. In which, each says itself: what
stands in labels is print; dates, amounts, accounts and addresses are answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby, takewhile
from typing import Final

import numpy as np

from contracts.reading import FontRun, Word
from contracts.records import Box
from extractors.forms.page.layout import lines

LEAST_ANSWERS, LEAST_LABELS, LEAST_IN_FAMILY = 3, 2, 5
"""Words that show a font to be that of answers, one to be that of print, and a family of fonts to be."""

MOSTLY: Final = 2
"""So many times more answers stand in fonts of their own than in those of print: also an office has dates."""

CLOSE: Final = 0.6
"""Heights of a line between two lines of one label, at most."""

_BEGINNING: Final = re.compile(r"[A-Z]{1,2}|€|EUR|[–/,.-]")
"""What is printed for an answer to go on from, or to end in: "DE" before the cells of an account, a dash, the
comma before the cents, the points between day, month and year."""

CLEARLY: Final = 4
"""So many times more words of the one kind than of the other show what a font is for."""

LEAST_FITTED, HIGH_ENOUGH = 4, 0.9
"""Words that are made smaller to fit into a cell, at least; share of their label's height that they keep."""

Words = Mapping[int, Sequence[Word]]
IsLabel = Callable[[int, Word], bool]

_ANSWER: Final = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|[\d.]*\d,\d{2}|\S+@\S+\.\w+|\d{5}|[A-Z]{2}\d{2}(?:\d{4})*|0\d{2,5}[/-]?\d*"
)
"""A day, an amount, a mail address, a postcode, the beginning of an account, a number to call."""


class Print:
    """The fonts in which a form is printed.

    Args:
        words: Of its pages, by their number.
        runs: How their letters are set.
        is_label: Whether a word is surely part of a label.
    """

    def __init__(self, words: Words, runs: Mapping[int, Sequence[FontRun]], is_label: IsLabel) -> None:
        self._fonts = {page: fonts_of(words[page], runs[page]) for page in words if runs.get(page)}
        placed = [(page, word, font) for page, fonts in self._fonts.items() for word, font in fonts.items()]
        labels = Counter(font for page, word, font in placed if is_label(page, word))
        answers = Counter(
            font for page, word, font in placed if _ANSWER.fullmatch(word.text) and not is_label(page, word)
        )
        self._typed = {
            font
            for font, count in answers.items()
            if count >= LEAST_ANSWERS and count >= CLEARLY * labels[font]
        }
        families = {family(font) for font in labels} - {family(font) for font in self._typed}
        self._families = {each for each in families if _is_print(labels, answers, each, LEAST_IN_FAMILY)}
        self._fonts_of_print = {
            font for font in labels if _is_print(labels, answers, font, LEAST_LABELS)
        } - self._typed
        in_own_fonts = sum(answers[font] for font in self._typed)
        in_print = sum(count for font, count in answers.items() if self._is_of_print(font))
        if in_own_fonts < MOSTLY * in_print:
            self._typed = set()  # only a table, or a stamp, has a font of its own

    def typed(self, page: int, words: Sequence[Word], label: Box | None) -> list[Word]:
        """Return the first words in a row that are no print, without what a label goes on with on its line.

        Other print before them is another label, whose answer they are; a hint in brackets is none, nor is
        what stands in a cell of the answer's own (then ``label`` is None).
        """
        found: list[Word] = []
        for line in lines(words):
            parts = [
                (is_print, list(part)) for is_print, part in groupby(line, partial(self._is_print, page))
            ]
            parts = [(is_print and not _BEGINNING.fullmatch(_text(part)), part) for is_print, part in parts]
            if parts[0][0] and _is_aside(parts[0][1], label):
                label = label and Box.around([word.box for word in parts[0][1]])
                parts = parts[1:]
            typed = list(takewhile(lambda part: not part[0], parts))
            found += [word for _, part in typed for word in part]
            if len(typed) < len(parts):
                break
        return found

    def fitted(self, page: int, words: Sequence[Word], label: Box) -> list[Word]:
        """Return a text that fills a cell of its own, made smaller to fit in, until it is as small as print.

        Unlike print it is not set as its label is, and hardly smaller.
        """
        fonts = self._fonts.get(page, {})
        own = {font for word, font in fonts.items() if label.holds(*word.box.middle)}
        is_text = len(words) >= LEAST_FITTED and len(lines(words)) == 1
        is_high = all(word.box.height > HIGH_ENOUGH * label.height for word in words)
        return list(words) if is_text and is_high and not own & {fonts.get(word) for word in words} else []

    def _is_print(self, page: int, word: Word) -> bool:
        """Whether a word is set in a font of labels, on a form that is filled in another one.

        A day or an amount is an answer all the same: some are filled in by another program than the rest.
        """
        font = self._fonts.get(page, {}).get(word)
        if font is None or not self._typed or _ANSWER.fullmatch(word.text):
            return False
        return self._is_of_print(font)

    def _is_of_print(self, font: str) -> bool:
        return font in self._fonts_of_print or family(font) in self._families


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def _is_aside(words: Sequence[Word], label: Box | None) -> bool:
    """Whether print before an answer is no other label: in the answer's own cell, or its label's rest."""
    return label is None or words[0].text.startswith("(") or _goes_on(label, words[0].box)


def _goes_on(label: Box, first: Box) -> bool:
    """Whether print is the rest of a label: behind it without a gap, or the line right under it."""
    high = label.height
    beside = abs(first.middle[1] - label.middle[1]) < 0.5 * high and first.left - label.right < high
    under = abs(first.left - label.left) < high and -high < first.top - label.bottom < CLOSE * high
    return beside or under


def family(font: str) -> str:
    """Return the name of a font without its weight, size and colour."""
    return font.partition(" ")[0].partition("-")[0].partition(",")[0]


def _is_print(labels: Counter[str], answers: Counter[str], name: str, least: int) -> bool:
    """Whether a font, or a family of fonts, is that of labels."""
    in_labels, in_answers = (
        sum(count for font, count in counts.items() if name in {font, family(font)})
        for counts in (labels, answers)
    )
    return in_labels >= max(least, CLEARLY * in_answers)


def fonts_of(words: Sequence[Word], runs: Sequence[FontRun]) -> dict[Word, str]:
    """Return per word the font of the run that its middle lies in, of the one set as high as it.

    Where a line to write on is made of underscores, its run lies around what is typed on it.
    """
    if not runs:
        return {}
    left, top, right, bottom = np.array([run.box for run in runs]).T
    found = {}
    for word in words:
        x, y = word.box.middle
        at = np.flatnonzero((left <= x) & (x <= right) & (top <= y) & (y <= bottom))
        if at.size:
            off = np.abs(top[at] - word.box.top) + np.abs(bottom[at] - word.box.bottom)
            found[word] = runs[int(at[np.argmin(off)])].font
    return found


def boxed(labels: Mapping[int, Sequence[Box]]) -> IsLabel:
    """Return whether words lie in one of the boxes of their page."""
    return lambda page, word: any(box.holds(*word.box.middle) for box in labels.get(page, ()))
