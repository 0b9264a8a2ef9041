"""Whether an address stands in a document: street, house number and postcode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from contracts.values import Address, split_address

PLZ_DIGITS = 5
EXTRA_PIECES = 2
NEIGHBOURS = 4
"""So many words before the street, and behind its number, may hold the postcode."""


def find_address(value: str, words: Words) -> Sighting:
    """Look for an address (``Straße Nr, PLZ Ort``); "Str." is "Straße".

    Beside the street the postcode must not be another one; where there is none, the town is enough.
    """
    address = split_address(value)
    if address is None:
        return _find_every_word(value, words)
    street, number = _street_key(split_words(address.street)), split_words(address.number)
    best = NOWHERE
    for start, end, certainty in _streets(street, number, words):
        certain = min(certainty, _town_certainty(address, words, start, end))
        if certain > best.certainty:
            best = Sighting(certain, words.tokens[start].spot)
    return best


def shows_addresses(words: Words) -> bool:
    """Whether there is any postcode with a town at all."""
    return any(_is_plz(one.text) and not after.text.isdigit() for one, after in pairwise(words.tokens))


def _streets(street: str, number: Sequence[str], words: Words) -> Iterator[tuple[int, int, float]]:
    """Yield where the street stands with its number: first token, token behind, certainty."""
    for start in range(len(words.tokens)):
        for width, certainty in _widths(words, start, street):
            end = start + width
            behind = [piece.text for piece in words.tokens[end : end + len(number) + EXTRA_PIECES]]
            yield start, end + len(number), min(certainty, _number_certainty(number, behind))


def _town_certainty(address: Address, words: Words, start: int, end: int) -> float:
    near = [token.text for token in words.tokens[max(0, start - NEIGHBOURS) : end + NEIGHBOURS]]
    postcodes = [text for text in near if _is_plz(text)]
    if address.plz in postcodes:
        return EXACT
    if postcodes:
        misread = words.scanned and any(likeness(text, address.plz) for text in postcodes)
        return PERHAPS if misread else ABSENT
    if words.find(address.plz).certainty == EXACT:
        return EXACT
    return ALMOST if words.find_run(split_words(address.town)).certainty else PERHAPS


def _widths(words: Words, start: int, street: str) -> list[tuple[int, float]]:
    """Return how many tokens from ``start`` on are the street, with the certainty of each possibility."""
    possible = []
    pieces: list[Token] = []
    for piece in words.tokens[start:]:
        pieces.append(piece)
        key = _street_key([token.text for token in pieces])
        certainty = likeness(key, street) if words.scanned else float(key == street)
        if certainty >= ALMOST or (certainty and not piece.text.isdigit()):
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
