"""Names with letters that German OCR does not know, read a second time by a network that knows them.

The German network reads "Szőke" as "Szöke" and "Čapek" as "Capek", and is sure of it. What it has seen tells
such letters apart nevertheless (``strange_letters``): words with one are shown to the other network. Where
both agree but for marks, its marks count; where they do not, nobody knows the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from PIL import Image

from contracts.reading import Word
from extractors.ocr.latin_network import LatinNetwork, Letter

DOUBT: Final = 0.4
"""Confidence of words that nobody knows: too little for a form's value."""
_SURE: Final = 0.7
"""Least probability of a letter from which on the second reading counts."""
_STRANGE, _STRANGE_SMALL = -1.0, 2.0
"""Logarithm of the odds that a letter is a strange one from which on its word is read again. Names are seldom
written small, and most words are."""
_VERY_STRANGE: Final = 2.0
"""The same, from which on a letter is doubted that has no mark in the second reading, either: nor does that
network know "ı", "Þ" and the letters of Vietnamese."""
_LEGIBLE: Final = 0.25
"""Confidence of words below which nobody can tell."""
_SENSE: Final = 0.6
"""Mean confidence of pages below which they make no sense as they lie."""
_RIM: Final = 0.2
"""Paper around a word that is shown, in heights of the word."""
_NAME: Final = re.compile(r"([\W_]*?)([^\W\d_].*[^\W_]|[$&].*[^\W\d_]|[^\W\d_].*[&£])([.,:;)]*)")
"""What may be a name, and what stands before and behind it. "&" and "$" are said for "é" and "š"."""
_NO_NAME: Final = re.compile(r"[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}|[^\W\d_]{2,}\.-[^\W\d_]+")
"""A car's plate, and what is shortened: "B-AB", "Dipl.-Ing". They have the letters of German only."""
_DIRT: Final = "‚.:'"
"""What is read of specks before a word."""
_LEAST_SHARE: Final = 0.5
"""Share of letters among the signs of a name, at least: "Ter6z"."""
KNOWN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜabcdefghijklmnopqrstuvwxyzäöüßı-'’")
"""Letters that the first network knows."""


_TURKISH: Final = KNOWN | frozenset("çğşâîûÇĞŞÂÎÛİ")


class LineReading(NamedTuple):
    """A line as the first network read it.

    Attributes:
        strange: For each word how strange its letters are (``Glyph.strange``).
    """

    words: tuple[Word, ...]
    strange: tuple[tuple[float, ...], ...]


class SecondReader:
    """Reads words with strange letters again."""

    def __init__(self) -> None:
        self._network = LatinNetwork()

    def settle(self, lines: Sequence[LineReading], picture: Image.Image) -> list[tuple[Word, ...]]:
        """Return the words of a page's lines; those with strange letters are read again from its picture."""
        words = [word for line in lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        if sum(len(word.text) * word.confidence for word in words) < _SENSE * letters:
            return [line.words for line in lines]
        return [tuple(self._settled(line, picture)) for line in lines]

    def _settled(self, line: LineReading, picture: Image.Image) -> Iterator[Word]:
        for word, strange in zip(line.words, line.strange, strict=True):
            name = _name_in(word.text) if max(strange) >= _STRANGE and word.confidence >= _LEGIBLE else None
            if name is None or max(strange) < (_STRANGE if name[1][0].isupper() else _STRANGE_SMALL):
                yield word
                continue
            before, known, behind = name
            odds = strange if len(strange) == len(word.text) else (max(strange),) * len(word.text)
            odds = odds[len(before) : len(before) + len(known)]
            said = agreed(known, self._network.read(_cut(picture, word)), odds)
            if said is None:
                yield word._replace(confidence=min(word.confidence, DOUBT))
            else:
                sure = word.confidence if said.text == known else said.probability
                yield word._replace(text=before.strip(_DIRT) + said.text + behind, confidence=sure)


def agreed(first: str, second: Sequence[Letter], strange: Sequence[float]) -> Letter | None:
    """Return a word as both networks read it, with the marks that only the second knows; None if in doubt.

    Args:
        first: What the first one read.
        second: What the second one read.
        strange: How strange the letters of ``first`` are.
    """
    second = _without_marks_around(second)
    if len(second) == len(first) - 1:
        first, strange = _with_enye(first, strange)
    if len(second) != len(first):
        return None
    letters = [_same(one, other.text) for one, other in zip(first, second, strict=True)]
    doubted = (
        not letter or (odds > _VERY_STRANGE and letter.isascii())
        for letter, odds in zip(letters, strange, strict=True)
    )
    text = _spelled("".join(letters), capital=first[0].isupper())
    if any(doubted) or (text != first and text[0].islower()):
        return None
    sure = min(letter.probability for letter in second)
    return Letter(text, sure) if sure >= _SURE or text == first else None


def _with_enye(first: str, strange: Sequence[float]) -> tuple[str, Sequence[float]]:
    """Return a word with "n" for "fi", which is what the first network says for "ñ"."""
    at = first.find("fi")
    if at < 0:
        return first, strange
    return f"{first[:at]}n{first[at + 2 :]}", (*strange[:at], max(strange[at : at + 2]), *strange[at + 2 :])


def _spelled(text: str, *, capital: bool) -> str:
    """Return a name with its capital, and with "ı" only where it may be Turkish: copies lose dots."""
    if "ı" in text and not set(text) <= _TURKISH:
        text = text.replace("ı", "i")
    return text[:1].upper() + text[1:] if capital else text


def _same(first: str, second: str) -> str:
    """Return the letter that both mean; nothing where they mean two."""
    if first == second or (first == "ı" and second == "i"):
        return first
    if second == "p" and first in "PB":  # "Þ"
        return ""
    if second not in KNOWN:
        return second
    return max(first, second, key=str.islower) if first.lower() == second.lower() else ""


def _name_in(text: str) -> tuple[str, str, str] | None:
    """Return what stands before a name, the name, and what stands behind it."""
    found = _NAME.fullmatch(text)
    if found is None or _NO_NAME.fullmatch(found[2]):
        return None
    if sum(map(str.isalpha, found[2])) < _LEAST_SHARE * len(found[2]):
        return None
    return found[1], found[2], found[3]


def _cut(picture: Image.Image, word: Word) -> Image.Image:
    left, top, right, bottom = word.box
    rim = _RIM * (bottom - top) + 2
    return picture.crop((int(left - rim), int(top - rim), int(right + rim), int(bottom + rim)))


def _without_marks_around(letters: Sequence[Letter]) -> Sequence[Letter]:
    """Return letters without dots and blanks before and behind them."""
    places = [number for number, letter in enumerate(letters) if letter.text.isalpha()]
    return letters[places[0] : places[-1] + 1] if places else ()
