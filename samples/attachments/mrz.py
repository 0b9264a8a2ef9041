"""Machine readable zones of travel documents (ICAO Doc 9303 parts 3 to 6), with right check digits."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import NamedTuple

FILLER = "<"
_SPELLED = {"Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "Ø": "OE", "Å": "AA", "Æ": "AE", "Ł": "L", "Đ": "D"}


def check_digit(text: str) -> str:
    """Return the check digit of ``text``: weights 7, 3, 1 over 0-9, A-Z (10-35) and ``<`` (0)."""
    total = 0
    for position, sign in enumerate(text):
        value = 0 if sign == FILLER else int(sign, 36)
        total += value * (7, 3, 1)[position % 3]
    return str(total % 10)


def latin(name: str) -> str:
    """Return a name in the letters of the zone: ``Öztürk-Groß`` as ``OEZTUERK<GROSS``."""
    spelled = "".join(_SPELLED.get(sign.upper() if sign != "ß" else sign, sign) for sign in name)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().upper()
    return "".join(sign if sign.isalpha() else FILLER for sign in plain if sign.isalpha() or sign in "- ")


def checked(text: str) -> str:
    """Return ``text`` followed by its check digit."""
    return text + check_digit(text)


class Holder(NamedTuple):
    """Whom a document is for.

    Attributes:
        sex: ``M``, ``F`` or ``<``.
        nation: Three-letter code, but plain ``D`` for Germany.
    """

    family: str
    given: str
    born: date
    expires: date
    sex: str = FILLER
    nation: str = "D"

    def names(self, width: int) -> str:
        """Return family name and given names, filled or cut to ``width``; one given letter always stays."""
        family = latin(self.family)[: width - 3]
        return f"{family}<<{latin(self.given)}".ljust(width, FILLER)[:width]

    @property
    def state(self) -> str:
        """The nation in three places."""
        return self.nation.ljust(3, FILLER)


def _day(day: date) -> str:
    return checked(day.strftime("%y%m%d"))


def td1(kind: str, number: str, holder: Holder, *, version: str = "") -> list[str]:
    """Return the three lines of a card, 30 characters each.

    Args:
        kind: Document code with the issuing state, such as ``IDD``.
        number: Nine characters.
        holder: Whom the card is for; German identity cards leave out the sex.
        version: Optional data of the second line, up to eleven characters.
    """
    first = (kind.ljust(5, FILLER) + checked(number)).ljust(30, FILLER)
    second = f"{_day(holder.born)}{holder.sex}{_day(holder.expires)}{holder.state}{version.ljust(11, FILLER)}"
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    return [first, second + check_digit(composite), holder.names(30)]


def td2(kind: str, number: str, holder: Holder) -> list[str]:
    """Return the two lines of a provisional identity card, 36 characters each."""
    dates = f"{_day(holder.born)}{FILLER}{_day(holder.expires)}"
    second = checked(number) + holder.state + dates + FILLER * 7
    composite = second[0:10] + second[13:20] + second[21:35]
    return [kind.ljust(5, FILLER) + holder.names(31), second + check_digit(composite)]


def td3(number: str, holder: Holder) -> list[str]:
    """Return the two lines of a passport, 44 characters each."""
    dates = f"{_day(holder.born)}{holder.sex}{_day(holder.expires)}"
    second = checked(number) + holder.state + dates + checked(FILLER * 14)
    composite = second[0:10] + second[13:20] + second[21:43]
    return [f"P<{holder.state}{holder.names(39)}", second + check_digit(composite)]
