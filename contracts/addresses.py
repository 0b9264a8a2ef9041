"""Postal addresses as people write them, in one form: ``Straße Nr, PLZ Ort``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from contracts.countries import COUNTRIES

_TOWN = re.compile(r"(?<![\d.,/-])(?:D\s?-\s?)?(?P<plz>\d{5})(?!\d)\s*(?P<town>[^\W\d_][^\d,;|]*)")
_LETTER = r"(?:[a-zA-Z](?:\s?[-–]\s?[a-zA-Z])?(?!\w)|[½¼¾]|1/[24](?!\d))"
_NUMBER = rf"\d{{1,4}}(?!\d|\.)\s?{_LETTER}?(?:\s?[-–/+]\s?\d{{1,4}}\s?(?:[a-zA-Z](?!\w))?)*"
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

_DOOR = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4})\s?\.?\s?(?:og|ug|dg|etage|stock|stockwerk)|(?:etage|stock)\s\d|[deu]g|[hv]h|hinterhaus|vorderhaus|"
    r"hinterhs\.?|vorderhs\.?|seitenflügel|parterre|\d{1,2}\s?[º°ª]|c/o\s+\S|(?:ot|ortsteil)\s+[^\W\d]|"
    r"(?:whg|wohnung|we|app|apartment|zimmer|zi|haus|halle|block|aufgang|eingang|gebäude|geb|top)\b\W{0,6}"
    r"(?:nr\W{0,2})?[\dA-Z]{1,4}(?!\w))",
    re.IGNORECASE,
)
"""What leads the post from the street to the door."""
_DISTRICT = re.compile(r"\(?\s*(?:ot|ortsteil|kreis|kr\.|lkr\.|landkreis)\s+[^\W\d]", re.IGNORECASE)
_ABROAD = re.compile(
    r"(?<![\w.,/-])(?:(?P<country>[A-Z]{1,3})\s?-\s?)?"
    r"(?P<plz>\d{4}-\d{3}|\d{2}-\d{3}|\d{3} \d{2}|\d{4,6}(?: [A-Z]{2})?)(?!\w)"
    r"\s*(?P<town>[^\W\d_][^\d,;|]*)"
)
"""Postcodes of other countries: they count where a country is named, or as only theirs are written."""
_ONLY_ABROAD = re.compile(r"\d{4}-\d{3}|\d{2}-\d{3}|\d{4} [A-Z]{2}")
_NUMBER_FIRST = re.compile(rf"{_NUMBER},?\s+[^\W\d_].*")
"""12 rue des Tanneurs."""
_FRENCH = re.compile(
    r"\d{1,4}[a-z]?,?\s(?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|allée|route|quai)\s\w"
)
"""The same where the country stands in a field of its own."""


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
    line = _joined(text)
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


def full_address(text: str) -> str | None:
    """Return an address with all that its letters need: flat, district, country; None where it is not clear.

    What else stands between its parts (a label, a telephone number) is left out, as is "Deutschland".
    """
    line = _joined(text)
    towns = list(_TOWN.finditer(line))
    country = next((part for part in _pieces(line)[-1:] if part.casefold() in COUNTRIES), None)
    if not towns or country:
        towns = [found for found in _ABROAD.finditer(line) if country or _is_abroad(found)] or towns
    if len(towns) != 1:
        return None
    found = towns[0]
    town = _tidy(_COUNTRY.sub("", found["town"]))
    before, after = _pieces(line[: found.start()]), _pieces(line[found.end() :])
    house, behind = _house(before, abroad=country is not None), after
    if not house:
        house, behind = _house(after, abroad=country is not None), []
    if not house or not town:
        return parse_address(text)
    kept = [part for part in behind if _DISTRICT.match(part) or _DOOR.match(part) or part == country]
    return ", ".join([*house, f"{_code(found)} {town}", *kept])


def _house(parts: Sequence[str], *, abroad: bool) -> list[str]:
    """Return street and number with what leads to the door, in their order; nothing if there is no street."""
    kept, has_street = [], False
    for part in parts:
        street = None if has_street else _street(part)
        if street is not None:
            rest = _tidy(part.partition(street[1])[2]) if part.startswith(street[0]) else ""
            kept.append(" ".join([*street, rest] if _DOOR.match(rest) else street))
            has_street = True
        elif not has_street and ((abroad and _NUMBER_FIRST.match(part)) or _FRENCH.match(part)):
            kept.append(part)
            has_street = True
        elif _DOOR.match(part) or (has_street and _MORE_NUMBERS.fullmatch(part)):
            kept.append(part)
    return kept if has_street else []


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


def _joined(text: str) -> str:
    return ", ".join(part for part in (" ".join(raw.split()) for raw in text.splitlines()) if part)


def _pieces(text: str) -> list[str]:
    return [part for part in map(_tidy, re.split(r"[,;|]", text)) if part]


def _is_abroad(found: re.Match[str]) -> bool:
    return (found["country"] or "D") != "D" or _ONLY_ABROAD.fullmatch(found["plz"]) is not None


def _code(found: re.Match[str]) -> str:
    country = found.groupdict().get("country")
    return f"{country}-{found['plz']}" if country else found["plz"]


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;-–|")
