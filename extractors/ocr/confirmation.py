"""Answers on scans, read once more: what two networks read alike is right.

The network for lines is sure of "Hagedom" where "Hagedorn" stands, and of "Malgorzata". The one for words
knows better, but is too slow for whole pages; the answers of a form are a few words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from PIL import Image
from rapidfuzz import fuzz

from contracts.reading import Word
from contracts.records import Box
from contracts.values import fold
from extractors.ocr.confirmed_numbers import confirmed_number, is_number
from extractors.ocr.latin_network import LatinNetwork, Letter
from extractors.ocr.second_reading import KNOWN

SURE: Final = 0.9
"""Least probability of the second reading's letters from which on it counts."""
LEGIBLE: Final = 0.5
"""The same, from which on the two readings are compared."""
AGREED: Final = 0.92
"""Confidence of a word that both read."""
DOUBT: Final = 0.4
"""Confidence of a word that nobody knows: too little for a form's value."""
ALIKE: Final = 60.0
"""Similarity, 0 to 100, of two readings of one word."""
UNSURE: Final = 0.6
"""Confidence of first readings below which the second need not be like them."""
LEAST_LETTERS: Final = 2
_RIM: Final = 0.2
"""Paper around a word that is shown, in heights of the word."""
Cut = Callable[[tuple[int, int, int, int]], Image.Image]
"""Cuts a piece out of a page (mode L); left, top, right, bottom in pixels."""
_PARTS: Final = re.compile(r"([^\w(„\"]*)([(„\"]*)(\w(?:.*\w)?)([\W_]*)")
"""What is read of specks before a word, an opening bracket, the word, and what stands behind it."""
_SIGNS_FOR_LETTERS: Final = re.compile(r"[\w'’&%#§$€£*+<>|^°®©-]+")
"""He&lene."""
_CLOSING: Final = re.compile(r"[.,;:!?)”“\"'’/…-]*")
_NAME: Final = re.compile(r"[\w'’-]+")
_SHORTENED: Final = re.compile(r"[^\W\d_]{2,}\.-[^\W\d_]+,")
"""Words with the comma that OCR makes of their last point: "Dipl.-Ing,"."""


class Confirmation:
    """Reads words again by a network of its own; the model is loaded at the first reading."""

    def __init__(self) -> None:
        self._network = LatinNetwork()

    def of_words(self, words: Sequence[Word], cut: Cut, *, scale: float) -> tuple[Word, ...]:
        """Return words as both networks together read them.

        Args:
            words: As the first one read them; boxes in points.
            cut: Of the upright, level page.
            scale: Pixels per point.
        """
        return tuple(
            self._confirmed(word, cut(_around(word.box, scale))) if len(word.text) >= LEAST_LETTERS else word
            for word in words
        )

    def _confirmed(self, word: Word, picture: Image.Image) -> Word:
        if is_number(word.text):
            return confirmed_number(word, self._network.read(picture, numbers=True))
        second = self._network.read(picture)
        return confirmed(with_point(word, second), second)


def with_point(word: Word, letters: Sequence[Letter]) -> Word:
    """Return a shortened word with its last point, if the second reading is sure of it."""
    shortened = f"{word.text[:-1]}."
    sure = "".join(each.text for each in letters) == shortened and letters[-1].probability >= SURE
    return word._replace(text=shortened) if sure and _SHORTENED.fullmatch(word.text) else word


def confirmed(word: Word, second: Sequence[Letter]) -> Word:
    """Return a word as two readings together have it; with little confidence where they contradict."""
    parts = _PARTS.fullmatch(word.text)
    letters = _without_marks_around(second)
    if parts is None or not letters or not _is_name(parts[3], word.confidence):
        return word
    _, bracket, first, behind = parts.groups()
    text, sure = "".join(each.text for each in letters), min(each.probability for each in letters)
    if text.casefold() == first.casefold():
        doubted = word.confidence <= DOUBT  # for a letter that neither knows
        agreed = sure >= LEGIBLE and len(first) > LEAST_LETTERS and not doubted
        return word._replace(confidence=max(word.confidence, AGREED)) if agreed else word
    if not _NAME.fullmatch(text) or _marks_settled(first, text, sure, word.confidence):
        return word
    alike = fuzz.ratio(fold(first), fold(text)) >= ALIKE
    if sure >= SURE and (alike or word.confidence < UNSURE):
        closing = behind if _CLOSING.fullmatch(behind) else ""  # "Ren&" is "René", and no "René&"
        return word._replace(text=f"{bracket}{text}{closing}", confidence=min(sure, AGREED))
    if sure < LEGIBLE:
        return word
    return word._replace(confidence=min(word.confidence, DOUBT))


def _marks_settled(first: str, second: str, sure: float, confidence: float) -> bool:
    """Whether readings differ in nothing but marks, and the first one's count.

    It says "ą" where both networks were asked already (``second_reading``): one that is not sure of its "a"
    takes nothing from that. The second network does not know "ı" at all.
    """
    if first == second or len(first) != len(second) or confidence < AGREED:
        return False
    pairs = [(one, other) for one, other in zip(first, second, strict=True) if one != other]
    dotless = all(pair == ("ı", "i") for pair in pairs)
    return dotless or (
        sure < SURE and all(one not in KNOWN and fold(one) == fold(other) for one, other in pairs)
    )


def _is_name(text: str, confidence: float) -> bool:
    """Whether a word is a name, or one in which signs stand for letters that the network does not know."""
    return bool(_NAME.fullmatch(text) or (confidence < UNSURE and _SIGNS_FOR_LETTERS.fullmatch(text)))


def _without_marks_around(letters: Sequence[Letter]) -> Sequence[Letter]:
    """Return letters without dots and blanks before and behind them."""
    places = [number for number, letter in enumerate(letters) if letter.text.isalpha()]
    return letters[places[0] : places[-1] + 1] if places else ()


def _around(box: Box, scale: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (side * scale for side in box)
    rim = _RIM * (bottom - top) + 2
    return int(left - rim), int(top - rim), int(right + rim), int(bottom + rim)
