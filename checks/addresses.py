"""Whether an address stands in a document: street, house number and postcode."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checks.words import (
    ABSENT,
    ALMOST,
    EXACT,
    NOWHERE,
    PERHAPS,
    Sighting,
    Token,
    Words,
    likeness,
    split_words,
)
from contracts.values import split_address

PLZ_DIGITS = 5
EXTRA_PIECES = 2


def find_address(value: str, words: Words) -> Sighting:
    """Look for an address (``Straße Nr, PLZ Ort``); "Str." is "Straße", and the town's name is not asked."""
    address = split_address(value)
    if address is None:
        return _find_every_word(value, words)
    street, number = _street_key(split_words(address.street)), split_words(address.number)
    plz = words.find(address.plz)
    found = _find_street(street, number, words)
    return Sighting(min(found.certainty, plz.certainty), found.spot)


def shows_addresses(words: Words) -> bool:
    """Whether there is any postcode with a town at all."""
    return any(_is_plz(one.text) and not after.text.isdigit() for one, after in pairwise(words.tokens))


def _find_street(street: str, number: Sequence[str], words: Words) -> Sighting:
    best = NOWHERE
    for start, token in enumerate(words.tokens):
        for width, certainty in _widths(words, start, street):
            behind = words.tokens[start + width : start + width + len(number) + EXTRA_PIECES]
            certain = min(certainty, _number_certainty(number, [piece.text for piece in behind]))
            if certain > best.certainty:
                best = Sighting(certain, token.spot)
    return best


def _widths(words: Words, start: int, street: str) -> list[tuple[int, float]]:
    """Return how many tokens from ``start`` on are the street, with the certainty of each possibility."""
    possible = []
    pieces: list[Token] = []
    for piece in words.tokens[start:]:
        pieces.append(piece)
        key = _street_key([token.text for token in pieces])
        certainty = likeness(key, street) if words.scanned else float(key == street)
        if certainty >= ALMOST:
            possible.append((len(pieces), certainty))
        if len(key) > len(street) + EXTRA_PIECES:
            break
    return possible


def _number_certainty(number: Sequence[str], behind: list[str]) -> float:
    """Compare a house number with what stands behind the street; 12 is not 12 a, but may be 12 D-76133."""
    if not behind or not behind[0].isdigit():
        return PERHAPS
    if behind[: len(number)] != list(number):
        return ABSENT
    rest = behind[len(number) :]
    letter = bool(rest) and len(rest[0]) == 1 and rest[0].isalpha()
    country = len(rest) > 1 and rest[0] == "d" and _is_plz(rest[1])
    return ABSENT if letter and not country and number[-1].isdigit() else EXACT


def _find_every_word(value: str, words: Words) -> Sighting:
    found = [words.find(part) for part in split_words(value)]
    return min(found, key=lambda sighting: sighting.certainty, default=NOWHERE)


def _street_key(pieces: Sequence[str]) -> str:
    joined = "".join(pieces)
    return f"{joined}asse" if joined.endswith("str") else joined


def _is_plz(text: str) -> bool:
    return len(text) == PLZ_DIGITS and text.isdigit()
