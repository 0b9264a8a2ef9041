"""What a whole sentence asks for: "Bitte geben Sie Ihren Familiennamen an", "Wie lautet die IBAN?".

Such a sentence says what a caption does, and besides some words that are the same for whatever is asked.
"""

from __future__ import annotations

import re
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.layout import Segment, segment

_ARTICLE: Final = r"(?:d(?:er|ie|as|en|em)|(?:ihr|mein|dein|unser)(?:e[mnrs]?)?(?: eigene[mnrs]?)?)"
_PLEASE: Final = r"(?:(?:uns|mir|hier|bitte|jetzt|nachfolgend|unten) )*"
_ASKED: Final = r"(?P<asked>\S.*?)(?: (?:hier|unten|bitte))*"

_SENTENCES: Final = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        (
            rf"(?:wie (?:lautet|lauten|ist|sind|war|hoch (?:ist|sind|war|waren))|wer ist|was ist) {_ARTICLE} "
            r"(?P<asked>\S.*)"
        ),
        (
            rf"(?:bitte )?(?:(?:geben|nennen|tragen|schreiben|notieren|teilen|sagen) sie"
            rf"|gib|nenne?|trage?|schreibe?|notiere?|sage?) {_PLEASE}(?:{_ARTICLE} )?{_PLEASE}"
            rf"{_ASKED}(?: (?:an|ein|auf|mit))?[.:!]?"
        ),
        (
            rf"(?:können|könnten|würden) sie {_PLEASE}{_ARTICLE} "
            rf"{_ASKED} (?:nennen|sagen|angeben|mitteilen|eintragen|aufschreiben)\?"
        ),
        (
            rf"bitte {_PLEASE}(?:{_ARTICLE} )?{_PLEASE}"
            rf"{_ASKED} (?:angeben|eintragen|eingeben|nennen|aufschreiben|notieren)[.:!]?"
        ),
        rf"welche[mnrs]? {_ASKED} (?:haben sie|hast du|habe ich|besitzen sie|besitzt du)\??",
    )
)
"""Sentences by what they ask for."""

_FIRST: Final = frozenset(
    {"wie", "wer", "was", "bitte", "geben", "nennen", "tragen", "schreiben", "notieren", "teilen", "sagen"}
    | {"gib", "nenn", "nenne", "trag", "trage", "schreib", "schreibe", "notier", "notiere", "sag", "sage"}
    | {"konnen", "konnten", "wurden", "welche", "welchem", "welchen", "welcher", "welches"}
)
"""Folded words with which one of these sentences begins, perhaps behind a number."""

_NUMBER: Final = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2})?[a-z]?[.)]?|[a-z]\)) ", re.IGNORECASE)

_CLOSED: Final = re.compile(r"[?:](?= |$)")
"""Where a sentence ends that its answer may follow."""

_NAMES: Final = re.compile(r"(\w*[Nn]ame)n\b")
"""A name, as one asks for it: "Ihren Nachnamen"."""


def asked_for(printed: Segment) -> Segment | None:
    """Return what a sentence asks for, as a caption, and what follows the sentence; None if it is none."""
    if not _FIRST.intersection(token.text for token in printed.tokens[:2]):
        return None
    text = printed.text
    number = _NUMBER.match(text)
    closed = _CLOSED.search(text)
    end = closed.end() if closed else len(text)
    for sentence in _SENTENCES:
        found = sentence.fullmatch(text, number.end() if number else 0, end)
        if found is not None:
            first, last = (text.count(" ", 0, at) for at in found.span("asked"))
            return _caption(printed, first, last, text.count(" ", 0, end))
    return None


def _caption(printed: Segment, first: int, last: int, ending: int) -> Segment:
    """Return a sentence's words from the first to the last asked one, closed as it is, and all behind it."""
    words, closing = list(printed.words), printed.words[last : ending + 1]
    asked, sign = words[first : last + 1], closing[-1].text[-1]
    text = asked[-1].text if len(closing) == 1 or sign.isalnum() else asked[-1].text + sign
    asked[-1] = Word(text, Box.around([each.box for each in closing]), asked[-1].confidence)
    asked = [each._replace(text=_NAMES.sub(r"\1", each.text)) for each in asked]
    return segment(printed.page, [*asked, *words[ending + 1 :]])
