"""Whether amounts and bank accounts stand in a document, as papers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from checks.words import EXACT, NOWHERE, PERHAPS, Sighting, Spot, Words
from contracts.values import parse_amount, parse_iban

MOST_AMOUNTS = 40
"""A paper with more amounts is no certificate of one rent, and every sum would stand in it."""
MOST_TOGETHER = 3
SHORTEST_ACCOUNT = 5
_IBAN = re.compile(r"\bDE\s?\d{2}(?:\s?\d){18}(?!\d)", re.IGNORECASE)
_LIKE_IBAN = re.compile(r"\bDE\s?\d{2}[\s\w]{12}", re.IGNORECASE)
_AMOUNT = re.compile(r"(?<![\d.,])\d[\d.]*(?:,(?:\d{2}|-{1,2}|–))?(?![\d.,]*\d)")
_ACCOUNT = 12
"""In a German IBAN the account number stands behind country, check digits and bank."""


class FoundIban(NamedTuple):
    """An IBAN without blanks, and where it begins."""

    iban: str
    spot: Spot


def find_rent(value: str, words: Words) -> Sighting:
    """Look for an amount ("575.00"); with or without what is added to the rent, it is only "perhaps"."""
    wanted, amounts = Decimal(value), _amounts(words)
    if wanted in amounts:
        return Sighting(EXACT)
    if len(amounts) > MOST_AMOUNTS:
        return Sighting(PERHAPS)
    composed = any(wanted == total or wanted + total in amounts for total in _totals(amounts))
    return Sighting(PERHAPS) if composed else NOWHERE


def find_iban(value: str, words: Words) -> Sighting:
    """Look for an IBAN; with the account number alone it is only "perhaps"."""
    compact = "".join(words.text.split()).upper()
    if value in compact:
        return Sighting(EXACT)
    account = value[_ACCOUNT:].lstrip("0")
    known = len(account) < SHORTEST_ACCOUNT or account in re.sub(r"\D", "", compact)
    return Sighting(PERHAPS) if known else NOWHERE


def first_iban(words: Words) -> FoundIban | None:
    """Return the first German IBAN; None where it cannot be read for sure."""
    first = _LIKE_IBAN.search(words.text)
    whole = _IBAN.match(words.text, first.start()) if first else None
    iban = parse_iban(whole[0]) if whole else None
    return FoundIban(iban, words.spot_at(whole.start())) if whole and iban else None


def _amounts(words: Words) -> frozenset[Decimal]:
    read = (parse_amount(match[0]) for match in _AMOUNT.finditer(words.text))
    return frozenset(amount for amount in read if amount)


def _totals(amounts: frozenset[Decimal]) -> Iterator[Decimal]:
    for count in range(1, MOST_TOGETHER + 1):
        for some in combinations(amounts, count):
            yield sum(some, Decimal())
