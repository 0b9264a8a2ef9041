"""How pages and their sections are numbered, and whether the numbers of the next page go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from classifiers.zones import END, FOOT, rows, text, zone
from contracts.reading import PageText, Word

_NUMBERED: Final = re.compile(
    r"(?<!von )(?<!auf )(?<!siehe )\b(?:seite|blatt|bl\.|page|s\.)(?:\s?-?\s?nr\.?)?\s?:?\s?"
    r"(\d{1,3})(?:\s?(?:von|/|of)\s?(\d{1,3}))?\b",
    re.IGNORECASE,
)
"""A page's own number, not that of another one: "Fortsetzung von Seite 1"."""
_BARE: Final = re.compile(r"(?:^|\s)[-–]?\s?([1-9]\d?)\s?(?:von|/|of)\s?([1-9]\d?)\s?[-–]?(?=\s|$)")
_DASHED: Final = re.compile(r"(?:^|\s)[-–—]\s?([1-9]\d?)()\s?[-–—](?=\s|$)")
"""A bare number between dashes at the top of a page: "– 2 –"."""

_SECTION: Final = re.compile(
    r"(§|artikel|art\.|ziffer|abschnitt|teil|nr\.)?\s?(\d{1,3})(\.|\)|(?=\s))\s?(?!\d)\S", re.IGNORECASE
)
_NEAR: Final = 14.0
"""Points by which page numbers may be set differently from page to page."""
_NUMBER_HEAD: Final = 0.22
_NUMBER_FOOT: Final = 0.88
_TOP: Final = 0.08


class Numbering(NamedTuple):
    """``Seite 2 von 4``; ``total`` is None where only the number is printed."""

    number: int
    total: int | None


class Section(NamedTuple):
    """The number with which a row begins, and the marks around it: 3 and ``§``, 4 and ``.``."""

    mark: str
    number: int


def numbering(page: PageText) -> Numbering | None:
    """Return the page number printed at the head or foot of a page."""
    head = text(zone(page, 0, _NUMBER_HEAD))
    foot = text(zone(page, _NUMBER_FOOT, END))
    top = text(zone(page, 0, _TOP))
    for place, pattern in ((foot, _NUMBERED), (head, _NUMBERED), (foot, _BARE), (top, _DASHED)):
        for match in pattern.finditer(place):
            number, total = int(match[1]), int(match[2]) if match[2] else None
            if total is None or 1 <= number <= total:
                return Numbering(number, total)
    return None


def continues(first: Numbering, second: Numbering) -> bool:
    """Whether a page number is the next one of the same document."""
    same_total = first.total is None or second.total is None or first.total == second.total
    return second.number == first.number + 1 and same_total


def bare_numbers(page: PageText) -> list[Word]:
    """Return the numbers of one or two digits that stand alone at the head and the foot of a page."""
    margins = [*zone(page, 0, _TOP), *zone(page, FOOT - 0.02, END)]
    return [word for word in margins if len(word.text) < 3 and word.text.isdecimal()]  # noqa: PLR2004 - digits


def counts_up(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether one of the bare numbers is, at the same place of the next page, the next number."""
    return any(
        abs(one.box.middle[0] - other.box.middle[0]) < _NEAR
        and abs(one.box.middle[1] - other.box.middle[1]) < _NEAR
        and int(other.text) == int(one.text) + 1
        for one in before
        for other in after
    )


def sections(page: PageText) -> list[Section]:
    """Return the numbers with which rows of a page begin."""
    found = map(_SECTION.match, rows(zone(page, 0.03, FOOT)))
    return [Section((match[1] or "").casefold() + match[3], int(match[2])) for match in found if match]


def sections_go_on(before: Sequence[Section], after: Sequence[Section]) -> float:
    """Return 1 if the sections of the next page go on where those of this page end; -1 if they begin anew."""
    last = {section.mark: section.number for section in before}
    number, following = next(((last[mark], first) for mark, first in after if mark in last), (0, 0))
    return float(0 < number == following - 1) - float(following == 1)
