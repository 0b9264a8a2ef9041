"""By what lines name a paper: the names of its type, titles of other papers, phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from classifiers.title_lines import DETERMINER, TitlePart
from contracts.document_types import DocumentType
from contracts.values import fold

ALIKE: Final = 90.0
"""Score of rapidfuzz from which two folded texts count as the same in spite of OCR."""
SHORTEST_ALIKE: Final = 8
_AS_LARGE: Final = 0.8
"""Share of another title's height below which a name above it belongs to the letterhead."""
NAME: Final = "{name}"
_ANY_WORDS: Final = r"\s(?:\S+\s){0,8}?"
_DETERMINED: Final = re.compile(rf"(?<= ){DETERMINER}(?= )")
"""Inside a title any determiner stands for all: "Bestätigung des Antrags" and "Bestätigung Ihres Antrags"."""
_WHOLE_WORD: Final = 3
"""Marks of so few letters must be words of their own."""


def is_named(part: TitlePart, kind: DocumentType) -> bool:
    """Whether a line has one of the type's title words, or one that ends with it: "Gaststättenerlaubnis"."""
    return has_name(part.text, kind)


def has_name(text: str, kind: DocumentType) -> bool:
    """Whether a text has one of the type's title words, or one that ends with it."""
    return any(f"{word} " in f"{text} " for word in map(fold, kind.title_words))


def begins(text: str, title: str, kind: DocumentType) -> bool:
    """Whether a folded line begins with a title; what an ellipsis in it stands for is not the type's name.

    "Bescheid über Einkommensteuer und Zinsen" is none "über Zinsen".
    """
    found = _title_pattern(title).match(text)
    return found is not None and not any(has_name(between, kind) for between in found.groups())


@cache
def _title_pattern(title: str) -> re.Pattern[str]:
    """Return what finds a title; it may begin with any words, "… Auszahlung", or any stem, "…angebot"."""
    first, *others = (_wording(fold(piece)) for piece in title.split("…"))
    if not first and others:
        first = (r"(?:\S+\s){0,8}?" if title.startswith("… ") else r"\w*") + others.pop(0)
    return re.compile(rf"{rf'({_ANY_WORDS})'.join((first, *others))}\b")


def _wording(title: str) -> str:
    """Return a pattern of a folded title, whichever determiners stand in it."""
    return DETERMINER.join(map(re.escape, _DETERMINED.split(title)))


_folded = cache(fold)


def nearly(text: str, title: str) -> bool:
    """Whether a line that OCR may have misread begins with a title without an ellipsis."""
    title = _folded(title)
    beginning = " ".join(text.split()[: title.count(" ") + 1])
    if beginning.startswith(title):  # another word: a "Mietvertragsdatum" is no misread "Mietvertrag"
        return False
    return len(title) >= SHORTEST_ALIKE and fuzz.ratio(beginning, title) >= ALIKE


def has_any(marks: Sequence[str], text: str, *, scanned: bool) -> bool:
    """Whether a folded text has one of the marks: words, or parts of them; a scan may have one misread."""
    folded = [_folded(mark) for mark in marks]
    if any(mark in text if len(mark) > _WHOLE_WORD else f" {mark} " in f" {text} " for mark in folded):
        return True
    long = (mark for mark in folded if len(mark) >= SHORTEST_ALIKE)
    return scanned and any(fuzz.partial_ratio(mark, text) >= ALIKE for mark in long)


def heads(own: TitlePart, other: TitlePart) -> bool:
    """Whether a name stands above another title, in letters that are not those of a letterhead over it."""
    return own.row < other.row and own.height >= _AS_LARGE * other.height


def outdoes(own: TitlePart, other: TitlePart) -> bool:
    """Whether a name is so much larger than another title that this is one of the table below it."""
    return _AS_LARGE * own.height >= other.height


@cache
def phrase_pattern(phrase: str, names: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return what finds a phrase in a folded text: "…" for some words, ``names`` in the place of "{name}"."""
    name = rf"(?:{'|'.join(re.escape(fold(each)) for each in names)})(?:e?[sn])?"
    pieces = (
        name.join(f" {re.escape(fold(text))} " if text.strip() else "" for text in piece.split(NAME)).strip()
        for piece in phrase.split("…")
    )
    return re.compile(rf"\b{_ANY_WORDS.join(pieces)}\b")
