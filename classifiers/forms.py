"""Which procedure an application form belongs to: by its title, its printed marks, and its labels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from rapidfuzz import fuzz, process

from classifiers.terms import title_words
from contracts.procedure import Procedure
from contracts.reading import Confidence, PageText, Word
from contracts.records import Record
from contracts.values import fold

_BIAS: Final = -6.0
_TITLE: Final = 5.0
_MARKS: Final = 6.0
_LABELS: Final = 4.0
_LIKELY: Final = 0.6
"""Probability below which a form is said to be of no known procedure."""
_TITLE_WORDS: Final = 6
"""A line of so few words that begins with a title is one."""
_FIRST_LINES: Final = 14
_ALIKE: Final = 88
"""Score of rapidfuzz from which two folded texts count as the same in spite of OCR."""
_LEAST_LABEL: Final = 5


class FormGuess(Record):
    """The procedure whose form this is."""

    procedure: str
    confidence: Confidence


def form_procedure(pages: Sequence[PageText], procedures: Sequence[Procedure]) -> FormGuess | None:
    """Return the procedure that a form belongs to; None when it fits none of ``procedures``."""
    if not pages or not procedures:
        return None
    text = fold(" ".join(page.text for page in pages))
    titles = list(_title_lines(pages[0]))
    guesses = [_guess(procedure, text, titles) for procedure in procedures]
    best = max(guesses, key=lambda guess: guess.confidence)
    return best if best.confidence >= _LIKELY else None


def _guess(procedure: Procedure, text: str, titles: Sequence[str]) -> FormGuess:
    form = procedure.form
    score = (
        _BIAS
        + _TITLE * max((_title_score(fold(title), titles) for title in form.titles), default=0)
        + _MARKS * _share([fold(mark) for mark in form.marks], text)
        + _LABELS * _labelled(procedure, text)
    )
    return FormGuess(procedure=procedure.id, confidence=1 / (1 + math.exp(-score)))


def _title_score(title: str, lines: Sequence[str]) -> float:
    """Return 1 for a line that is the title, less where the line says more than a one-word title."""
    found = process.extractOne(title, lines, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE)
    if found is None:
        return 0
    if any(len(line.split()) <= _TITLE_WORDS and f"{line} ".startswith(f"{title} ") for line in lines):
        return 0.9
    line = found[0]
    whole = fuzz.ratio(title, line) / 100
    return max(whole, 0.95) if " " in title and len(line) >= len(title) else whole


def _share(wanted: Sequence[str], text: str) -> float:
    """Return the share of the wanted phrases that stand in the text as whole words."""
    framed = f" {text} "
    return sum(f" {phrase} " in framed for phrase in wanted) / max(len(wanted), 1)


def _labelled(procedure: Procedure, text: str) -> float:
    """Return the share of the procedure's required fields of which any label stands in the text."""
    framed = f" {text} "
    asked = [spec for spec in procedure.form.fields.values() if spec.required and spec.labels]
    found = [
        any(len(label) >= _LEAST_LABEL and f" {label} " in framed for label in map(fold, spec.labels))
        for spec in asked
    ]
    return sum(found) / max(len(found), 1)


def _title_lines(page: PageText) -> Iterator[str]:
    """Yield the folded lines that may hold the title: lines of large words, then the first lines."""
    yield from _lines(title_words(page))
    lines = list(_lines(page.words))[:_FIRST_LINES]
    yield from lines
    yield from (f"{first} {second}" for first, second in pairwise(lines))


def _lines(words: Sequence[Word]) -> Iterator[str]:
    """Yield the folded lines of words that stand in reading order."""
    ordered = sorted(words, key=lambda word: (round(word.box.bottom / 4), word.box.left))
    for _, line in groupby(ordered, key=lambda word: round(word.box.bottom / 4)):
        folded = fold(" ".join(word.text for word in line))
        if folded:
            yield folded
