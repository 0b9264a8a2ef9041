"""Facts that stand in running text behind words of their own: amounts, IBANs, register entries, plots.

They are looked for where no label of a form has them: on letters, plans and invoices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.values import parse_amount, parse_iban
from extractors.facts.labelled import best_name, labels_of, reading_of
from extractors.facts.mentions import Layout, Span

NAMED, RIVALS, PHRASE, CHECKED = 0.85, 0.6, 0.7, 0.95
"""Confidence in an amount behind its label, in one of several, in a phrase, in the only IBAN."""

_TOWN: Final = r"[A-ZÄÖÜ][\wäöüß.-]+(?: (?:an der|am|im|in|bei|ob|vor der|[A-ZÄÖÜ][\wäöüß-]+))*"
_PLOT: Final = r"\d{1,5}(?:/\d{1,4})?"
_AMOUNT: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:\.?\d{3})*,\d{2}(?![\d.,]\d)")
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[\dA-Z]{4}){3,7}(?:\s?[\dA-Z]{1,3})?\b")

PHRASES: Final[Mapping[str, re.Pattern[str]]] = {
    "registernummer": re.compile(r"\b(?P<value>(?:HR\s?[AB]|GnR|GsR|VR|PR)\s?\d{1,6}(?:\s[A-Z]{1,2}\b)?)"),
    "gemarkung": re.compile(rf"\bGemarkung:?\s+(?P<value>{_TOWN}?)(?=\s*(?:[,;)(·|]|\s{{2}}|Flur|Flst|$))"),
    "flur": re.compile(r"\bFlur(?:-?Nr\.?)?:?\s+(?P<value>\d{1,3})\b(?![.,]\d|\s?m[²2])"),
    "flurstueck": re.compile(
        rf"\b(?:Flurstücke?|Flurstücks-?Nr\.|Flurstücksnummer|Flst\.?(?:\s?-?Nr\.)?|Parzelle):?\s*"
        rf"(?P<value>{_PLOT}(?:(?:,| und)\s?{_PLOT})*)"
    ),
}
"""How facts are told that need no label."""


def read_amount(spec: FieldSpec, layouts: Sequence[Layout]) -> FieldReading | None:
    """Return the amount of money that a label names in a sentence, or at the end of a list."""
    named = best_name(
        (each for layout in layouts for each in layout.mentions(_amounts)), labels_of(spec.labels)
    )
    if not named:
        return None
    rivals = {each.mention.value for each in named if each[:2] == named[0][:2]}
    first = named[0].mention
    return reading_of(first, first.value, at_most=RIVALS if len(rivals) > 1 else NAMED)


def read_iban(layouts: Sequence[Layout]) -> FieldReading | None:
    """Return the first IBAN whose check digits are right; with doubt if there are others."""
    found = [each for layout in layouts for each in layout.mentions(_ibans)]
    if not found:
        return None
    alone = len({each.value for each in found}) == 1
    return reading_of(found[0], found[0].value, at_most=CHECKED if alone else RIVALS)


def read_phrase(name: str, layouts: Sequence[Layout]) -> FieldReading | None:
    """Return what the first phrase of the document tells; the fact is one of ``PHRASES``."""

    def spans(text: str) -> Iterator[Span[str]]:
        for match in PHRASES[name].finditer(text):
            yield Span(match["value"], *match.span("value"))

    first = next((each for layout in layouts for each in layout.mentions(spans)), None)
    return reading_of(first, first.value, at_most=PHRASE) if first else None


def _amounts(text: str) -> Iterator[Span[str]]:
    for match in _AMOUNT.finditer(text):
        amount = parse_amount(match[0])
        if amount is not None:
            yield Span(str(amount), *match.span())


def _ibans(text: str) -> Iterator[Span[str]]:
    for match in _IBAN.finditer(text):
        blocks = match[0].split()
        for count in range(len(blocks), 0, -1):  # what follows may look like one more block
            raw = match[0] if count == len(blocks) else " ".join(blocks[:count])
            iban = parse_iban(raw)
            if iban is not None:
                yield Span(iban, match.start(), match.start() + len(raw))
                break
