"""Other wordings of labels that ask the same.

Plain language puts questions as statements: "So heißt das Kind" asks "Wie heißt das Kind". Those whom it
asks may speak themselves, or be spoken to as friends: "Wo wohne ich", "Wo wohnst du". Questions that ask
when may name the day. What one label names together, signs or a word may join: "Name, Büro", "Name und Büro".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from extractors.forms.page.layout import Segment

_ANSWERING: Final = {"Wie": "So", "Wer": "Das", "Wo": "Hier"}
"""Words that ask, at the beginning of a question, and those that a statement has in their place."""

_WHEN: Final = {"Wann": "An welchem", "Ab wann": "Ab welchem", "Seit wann": "Seit welchem"}
"""How questions for a day begin, and how those that name what they ask for."""

_DAYS: Final = ("Tag", "Datum")

_VERB: Final = re.compile(r"\b(\w+) Sie\b")

_VERBS: Final = {
    "sind": ("bin", "bist"),
    "werden": ("werde", "wirst"),
    "wurden": ("wurde", "wurdest"),
    "waren": ("war", "warst"),
    "haben": ("habe", "hast"),
    "hatten": ("hatte", "hattest"),
    "wollen": ("will", "willst"),
    "möchten": ("möchte", "möchtest"),
    "müssen": ("muss", "musst"),
    "können": ("kann", "kannst"),
    "erhalten": ("erhalte", "erhältst"),
    "hießen": ("hieß", "hießt"),
    "fangen": ("fange", "fängst"),
}
"""Verbs as they stand before "Sie", "ich" and "du"; others have the same endings."""

_HISSING, _DENTAL = ("ß", "z", "s"), ("t", "d")
"""Letters at the end of a stem that change the ending behind them: "heißt", "arbeitest"."""

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


def asked_of(question: str) -> Sequence[str]:
    """Return a question as one asks it of oneself and of a friend; nothing if it asks nobody.

    >>> asked_of("Wo wohnen Sie")
    ('Wo wohne ich', 'Wo wohnst du')
    """
    verb = _VERB.search(question)
    forms = _forms_of(verb[1]) if verb else None
    if verb is None or forms is None:
        return ()
    own, friends = (
        f"{question[: verb.start()]}{form} {who}{question[verb.end() :]}"
        for form, who in zip(forms, ("ich", "du"), strict=True)
    )
    return own.replace("Ihnen", "mir"), friends.replace("Ihnen", "dir")


def _forms_of(verb: str) -> tuple[str, str] | None:
    """Return a verb as it stands before "ich" and "du"; None if the word is none."""
    known = _VERBS.get(verb[0].lower() + verb[1:])
    if known is None:
        stem = verb.removesuffix("en")
        ending = "est" if stem.endswith(_DENTAL) else "t" if stem.endswith(_HISSING) else "st"
        return None if stem == verb else (f"{stem}e", f"{stem}{ending}")
    own, friends = known
    return (own.capitalize(), friends.capitalize()) if verb[0].isupper() else known


def _for_the_day(question: str) -> Iterator[str]:
    """Yield a question for a time as one for a day: "An welchem Tag" for "Wann"."""
    for asking, naming in _WHEN.items():
        if question.startswith(f"{asking} "):
            yield from (f"{naming} {day}{question.removeprefix(asking)}" for day in _DAYS)


@cache
def wordings(phrase: str) -> Sequence[str]:
    """Return a phrase; if it is a question, the same for the day, of others, and as a statement.

    What it names last may have "und" before it.

    >>> wordings("Wo arbeiten"), wordings("Straße, Hausnummer")
    (('Wo arbeiten', 'Hier arbeiten'), ('Straße, Hausnummer', 'Straße und Hausnummer'))
    """
    days = (phrase, *_for_the_day(phrase))
    questions = [each for day in days for each in (day, *asked_of(day))]
    others = (*map(as_statement, questions), _LAST_JOINT.sub(" und ", phrase))
    return tuple(dict.fromkeys([*questions, *(other for other in others if other is not None)]))


def is_statement(printed: Segment) -> bool:
    """Whether print is a sentence that an answer completes: "An diesem Tag ist das Kind geboren"."""
    return _STATES.match(" ".join(token.text for token in printed.tokens)) is not None
