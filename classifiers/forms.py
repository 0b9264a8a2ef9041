"""Which procedure an application form belongs to: by its title, its printed marks, and its labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from classifiers.title_lines import largest_lines, title_lines
from contracts.procedure import Procedure
from contracts.reading import Confidence, PageText
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
_ALIKE: Final = 88
"""Score of rapidfuzz from which two folded texts count as the same in spite of OCR."""
_LEAST_LABEL: Final = 5
_AHEAD: Final = 0.02
"""By how much another form's title must fit better than the procedure's own."""
_LARGEST: Final = 0.9
"""Score from which a title surely stands in a page's largest letters."""
_SAME: Final = 97
"""Score of rapidfuzz that another form's title must have: one letter tells "Abmeldung" from "Anmeldung"."""


class FormGuess(Record):
    """The procedure whose form this is.

    Attributes:
        procedure: None where the title is that of a form which only looks alike.
        title: Then, that title.
    """

    procedure: str | None
    confidence: Confidence
    title: str = ""


def form_procedure(pages: Sequence[PageText], procedures: Sequence[Procedure]) -> FormGuess | None:
    """Return the procedure that a form belongs to; None when it fits none of ``procedures``."""
    if not pages or not procedures:
        return None
    text = fold(" ".join(page.text for page in pages))
    titles, largest = list(title_lines(pages[0])), list(largest_lines(pages[0]))
    guesses = [_guess(procedure, text, titles, largest) for procedure in procedures]
    best = max(guesses, key=lambda guess: guess.confidence)
    return best if best.confidence >= _LIKELY else None


def _guess(procedure: Procedure, text: str, titles: Sequence[str], largest: Sequence[str]) -> FormGuess:
    """Return how well a form fits; beside its own title in the largest letters, others are options.

    "Bauantrag", and smaller "Antrag auf Vorbescheid", to be ticked.
    """
    form = procedure.form
    own, _ = _best_title(form.titles, titles, alike=_ALIKE)
    own_largest, _ = _best_title(form.titles, largest, alike=_SAME)
    other_largest, _ = _best_title(form.other_titles, largest, alike=_ALIKE)
    optional = own_largest >= _LARGEST and not other_largest
    other, title = (0.0, "") if optional else _best_title(form.other_titles, titles, alike=_SAME)
    marks, labels = _share([fold(mark) for mark in form.marks], text), _labelled(procedure, text)
    score = _BIAS + _TITLE * max(own, other) + _MARKS * marks + _LABELS * labels
    confidence = 1 / (1 + math.exp(-score))
    if other > own + _AHEAD:
        return FormGuess(procedure=None, confidence=confidence, title=title)
    return FormGuess(procedure=procedure.id, confidence=confidence)


def _best_title(wanted: Sequence[str], lines: Sequence[str], *, alike: float) -> tuple[float, str]:
    """Return the score of the title that fits a form's lines best, and that title."""
    scored = ((_title_score(fold(title), lines, alike=alike), title) for title in wanted)
    return max(scored, default=(0, ""))


def _title_score(title: str, lines: Sequence[str], *, alike: float) -> float:
    """Return 1 for a line that is the title, less where the line says more than a one-word title."""
    if title in lines:
        return 1
    found = process.extractOne(title, lines, scorer=fuzz.partial_ratio, score_cutoff=alike)
    if found is None:
        return 0
    line = found[0]
    whole = fuzz.ratio(title, line) / 100
    if " " in title and len(line) >= len(title):
        return max(whole, 0.95 * found[1] / 100)
    begins = any(len(line.split()) <= _TITLE_WORDS and line.startswith(f"{title} ") for line in lines)
    return max(whole, 0.9) if begins else whole


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
