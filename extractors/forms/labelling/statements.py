"""Other wordings of labels that ask the same.

Plain language puts questions as statements: "So heißt das Kind" asks "Wie heißt das Kind". What one label
names together, signs or a word may join: "Name, Büro", "Name und Büro".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractors.forms.page.layout import Segment

_ANSWERING: Final = {"Wie": "So", "Wer": "Das", "Wo": "Hier"}
"""Words that ask, at the beginning of a question, and those that a statement has in their place."""

_WHICH: Final = re.compile(r"\b([Ww])elche([mnrs]?)\b")

_LAST_JOINT: Final = re.compile(r"(?:, | ?/ ?)(?=[A-ZÄÖÜ][^,/()]*$)")
"""What stands before the last of the things that one label names."""

_STATES: Final = re.compile(r"so\b|(?:\w+ )?diese[mnrs]?\b")
"""How folded statements begin that leave the rest of the line to say what is asked."""


def as_statement(question: str) -> str | None:
    """Return a question as a statement, to be completed by its answer; None if it asks with no such word."""
    first, _, rest = question.partition(" ")
    if first in _ANSWERING and rest:
        return f"{_ANSWERING[first]} {rest}"
    stated, count = _WHICH.subn(lambda word: f"{'D' if word[1] == 'W' else 'd'}iese{word[2]}", question, 1)
    return stated if count else None


def wordings(phrase: str) -> Sequence[str]:
    """Return a phrase; the same as a statement if it is a question; with "und" before what it names last.

    >>> wordings("Wo wohnen Sie"), wordings("Straße, Hausnummer")
    (('Wo wohnen Sie', 'Hier wohnen Sie'), ('Straße, Hausnummer', 'Straße und Hausnummer'))
    """
    others = (as_statement(phrase), _LAST_JOINT.sub(" und ", phrase))
    return (phrase, *(other for other in others if other not in {None, phrase}))


def is_statement(printed: Segment) -> bool:
    """Whether print is a sentence that an answer completes: "An diesem Tag ist das Kind geboren"."""
    return _STATES.match(" ".join(token.text for token in printed.tokens)) is not None
