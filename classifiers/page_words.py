"""A page as a transformer reads it: marks for its look, its title, its last words, then its first words.

What a page says first and largest tells its type, so the title comes first and what is cut off at the
encoder's length is the middle of the page. Numbers become marks of their kinds: they tell a person apart,
not a type. Layout comes as words of their own (``[sheet-high]``), so that plans and cards, which say
little, can be told as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from classifiers.interface import Excerpt
from classifiers.terms import layout_terms, title_words
from contracts.reading import PageText, Word

FIRST: Final = 130
"""Words from the beginning of the page; the encoder's length cuts off more."""
LAST: Final = 22
MARKS: Final = (
    *("[title]", "[last]", "[first]", "[date]", "[amount]", "[iban]", "[number]", "[code]"),
    *(f"[{shape}-{way}]" for shape in ("card", "sheet", "plan", "strip") for way in ("wide", "high")),
    *(f"[words-{bucket}]" for bucket in range(6)),
    *(f"[picture-{bucket}]" for bucket in range(4)),
    *(f"[amounts-{bucket}]" for bucket in range(4)),
    *("[mrz]", "[widgets]"),
)
"""Words that the vocabulary holds beside those of the language."""
_KINDS: Final = (
    (re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[\dX]{4}){3,7}\s?\d{0,2}"), "[iban]"),
    (
        re.compile(r"\b[0-3]?\d\.\s?[01]?\d\.\s?(?:(?:19|20)\d\d|\d\d)\b|\b(?:19|20)\d\d-[01]\d-[0-3]\d\b"),
        "[date]",
    ),
    (re.compile(r"-?\b\d{1,3}(?:[. ]?\d{3})*,\d{2}\b"), "[amount]"),
    (re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w{6,}\b"), "[code]"),
    (re.compile(r"\d[\d /.-]{3,}\d"), "[number]"),
)
_SHOUTED: Final = re.compile(r"\b[A-ZÄÖÜ]{4,}\b")
_FILLERS: Final = re.compile(r"[._…\-=*]{3,}|<{2,}|«+")


def page_words(page: PageText) -> str:
    """Return the page as one line for the tokenizer."""
    words = page.words
    last = words[-LAST:] if len(words) > FIRST else ()
    parts = [
        *_marks(page),
        "[title]",
        _plain(title_words(page)),
        *(("[last]", _plain(last)) if last else ()),
        "[first]",
        _plain(words[:FIRST]),
    ]
    return " ".join(part for part in parts if part)


def _marks(page: PageText) -> Iterator[str]:
    """Yield the layout's marks; how long the document is a page cannot know."""
    seen = dict.fromkeys(layout_terms(Excerpt(pages=(page,))))
    yield from (f"[{term[1:]}]" for term in seen if not term.startswith("#pages"))


def _plain(words: Sequence[Word]) -> str:
    """Return words with numbers as kinds; capitals, of which the vocabulary has few, as in running text."""
    text = _FILLERS.sub(" ", " ".join(word.text for word in words))
    for pattern, mark in _KINDS:
        text = pattern.sub(f" {mark} ", text)
    return " ".join(_SHOUTED.sub(lambda found: found[0].capitalize(), text).split())
