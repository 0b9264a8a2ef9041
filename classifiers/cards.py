"""Cards of which both sides are handed in: whether a page is the back of the card before, or another one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from classifiers.interface import Classification
from classifiers.openings import has_heading
from classifiers.terms import has_mrz
from contracts.reading import PageText
from contracts.values import fold

CARDS: Final = frozenset({"ausweis", "aufenthaltstitel", "schwerbehindertenausweis"})
_FRONT: Final = re.compile(
    r"\b(?:name|surname|familienname|vornamen?|given names?|geburtsdatum|geburtstag|date of birth)\b"
)
_BACK: Final = re.compile(
    r"\b(?:anschrift|address|augenfarbe|colour of eyes|grosse|height|behorde|authority|anmerkungen|remarks"
    r"|merkzeichen|ruckseite)\b"
)


class Side(NamedTuple):
    """What a page that may be the side of a card bears: labels of a front or back, machine-readable rows."""

    front: bool
    back: bool
    readable: bool
    titled: bool


def side(page: PageText) -> Side:
    """Return what a page bears, if it is the side of a card."""
    words = fold(page.text)
    return Side(bool(_FRONT.search(words)), bool(_BACK.search(words)), has_mrz(page), has_heading(page))


def is_back(before: Side, after: Side) -> bool:
    """Whether a side may be the back of the card whose front is the side before.

    A back has machine-readable rows and no title (passports have both), or labels of a back alone.
    """
    if before.readable:
        return False
    return (after.readable and not after.titled) or (before.front and after.back and not after.front)


def cardness(types: Sequence[Classification]) -> float:
    """Return the probability that both pages are cards."""
    one, other = (sum(guess.probabilities.get(kind, 0) for kind in CARDS) for guess in types)
    return one * other
