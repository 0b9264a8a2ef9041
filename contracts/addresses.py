"""Postal addresses as people write them, in one form: ``Straße Nr, PLZ Ort``."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

_TOWN = re.compile(r"(?<![\d.,/-])(?:D\s?-\s?)?(?P<plz>\d{5})(?!\d)\s*(?P<town>[^\W\d_][^\d,;|]*)")
_NUMBER = r"\d{1,4}(?!\d|\.)\s?(?:[a-zA-Z](?!\w))?(?:\s?[-–/+]\s?\d{1,4}\s?(?:[a-zA-Z](?!\w))?)*"
_STREET = re.compile(rf"(?P<street>[^\W\d_].*?)\s*(?<!\d)(?P<number>{_NUMBER})(?=\s|$)(?P<rest>.*)")
_MORE_NUMBERS = re.compile(rf"{_NUMBER}(?:\s?und\s?{_NUMBER})?")
"""Further houses of a site: "Ringstraße 31, 33, 35"."""
_SQUARE = re.compile(r"(?<!\w)(?P<street>[A-U]\s?[1-9])\s*,\s*(?P<number>\d{1,3}\s?[a-z]?)(?=\s*(?:,|$))")
"""Mannheim has squares instead of streets: "Q 5, 14"."""
_EXTRA = re.compile(
    r"(?:etage|stock|stockwerk|[1-9]\s?\.\s?og|[deu]g|og|eg|whg|wohnung|we|app|apartment|zimmer|zi|haus|block|"
    r"aufgang|eingang|postfach|gebäude|geb|top|ortsteil|ot|tel|telefon|hinterhaus|vorderhaus|c/o)\b",
    re.IGNORECASE,
)
_STREET_WORD = re.compile(
    r"(?P<town>.+?)\s+(?P<street>(?:(?:Am|An|Im|In|Auf|Zum|Zur|Unter|Alte|Neue|der|den|dem)\s+)*"
    r"\S*(?:str\.?|straße|strasse|weg|platz|allee|gasse|ring|ufer|damm|steig|pfad|chaussee)\.?\s*)$",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\s*[(,]?\s*(?:deutschland|germany|brd)\s*\)?\s*$", re.IGNORECASE)


class Address(NamedTuple):
    """The parts of a postal address, as printed."""

    street: str
    number: str
    plz: str
    town: str

    def __str__(self) -> str:
        return f"{self.street} {self.number}, {self.plz} {self.town}"


def split_address(text: str) -> Address | None:
    """Return the parts of an address, street first or town first; None where one of them is not clear.

    Floors, flat numbers, "c/o" and the country are left out.
    """
    line = ", ".join(part for part in (" ".join(raw.split()) for raw in text.splitlines()) if part)
    towns = list(_TOWN.finditer(line))
    if len(towns) != 1:
        return None
    found = towns[0]
    town = _tidy(_COUNTRY.sub("", found["town"]))
    before, after = line[: found.start()], line[found.end() :]
    street = _street(before) or _street(after)
    if street is None:
        town, street = _street_behind_town(town, after)
    if street is None or not town:
        return None
    return Address(*street, plz=found["plz"], town=town)


def parse_address(text: str) -> str | None:
    """Return an address as ``Straße Nr, PLZ Ort``, or None; see ``split_address``."""
    address = split_address(text)
    return None if address is None else str(address)


def _street(text: str) -> tuple[str, str] | None:
    square = _SQUARE.search(text)
    if square:
        return square["street"].replace(" ", "") + ",", square["number"]
    parts = [_tidy(part) for part in re.split(r"[,;|]", text)]
    for index, bare in enumerate(parts, start=1):
        match = _STREET.match(bare)
        if match and not _EXTRA.match(bare):
            more = takewhile(_MORE_NUMBERS.fullmatch, parts[index:] if not match["rest"] else ())
            return _tidy(match["street"]), ", ".join([_tidy(match["number"]), *more])
    return None


def _street_behind_town(town: str, after: str) -> tuple[str, tuple[str, str] | None]:
    """Part "Karlsruhe Musterstraße" and "12": only a word that can only be a street says where it begins."""
    match = _STREET_WORD.match(town)
    if match is None:
        return town, None
    return _tidy(match["town"]), _street(f"{match['street']} {after}")


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;-–|")
