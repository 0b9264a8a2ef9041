"""What forms abbreviate in labels, spelled out: "Unterschr. d. Bauherrn" asks for what whole words ask."""

from __future__ import annotations

import re
from typing import Final

WORDS: Final = {
    "amtl": "amtliches",
    "angem": "angemeldete",
    "anschr": "anschrift",
    "antragst": "antragstellende",
    "bankverb": "bankverbindung",
    "betr.-stätte": "betriebsstätte",
    "bez": "bezeichnung",
    "bezeichn": "bezeichnung",
    "bish": "bisherige",
    "bisher": "bisherige",
    "entw.-verf": "entwurfsverfasser",
    "entwurfsverf": "entwurfsverfasser",
    "fam.-name": "familienname",
    "fam.-stand": "familienstand",
    "familienn": "familienname",
    "fernspr": "telefon",
    "flst": "flurstück",
    "flurst": "flurstück",
    "fzg": "fahrzeug",
    "gde": "gemeinde",
    "geb": "geboren",
    "geb.-dat": "geburtsdatum",
    "geb.-datum": "geburtsdatum",
    "geb.-klasse": "gebäudeklasse",
    "geb.-name": "geburtsname",
    "geb.-ort": "geburtsort",
    "geb.-tag": "geburtstag",
    "gemark": "gemarkung",
    "gmkg": "gemarkung",
    "grundst": "grundstück",
    "gült": "gültig",
    "handelsreg": "handelsregister",
    "haus-nr": "hausnummer",
    "hausnr": "hausnummer",
    "hs.-nr": "hausnummer",
    "kennz": "kennzeichen",
    "männl": "männlich",
    "monatl": "monatlich",
    "mtl": "monatlich",
    "rechtl": "rechtliche",
    "rechtsf": "rechtsform",
    "reg.-gericht": "registergericht",
    "reg.-nr": "registernummer",
    "religionsges": "religionsgesellschaft",
    "staatsang": "staatsangehörigkeit",
    "staatsangeh": "staatsangehörigkeit",
    "str": "straße",
    "tätigk": "tätigkeit",
    "tel": "telefon",
    "unterschr": "unterschrift",
    "vorn": "vorname",
    "weibl": "weiblich",
    "wohn": "wohnung",
    "wohn.-geber": "wohnungsgeber",
    "wohn.-gebers": "wohnungsgebers",
    "zugeh": "zugehörigkeit",
    "d": "des",
    "f": "für",
    "m": "mit",
    "o": "oder",
    "u": "und",
    "v": "von",
}
"""Abbreviations without their last point, in small letters, and what they stand for. Marital status is no
label, and left out."""

_SHORT: Final = re.compile(r"(?<![\w.])[^\W\d_]+(?:\.?-[^\W\d_]+)*(?:\.|(?<=[^\W\d_])(?=[\s,/()]|$))")
_ENDS, _MISREAD_END = ".", ","
"""How abbreviations end; what OCR may see for it: "Str, Nr."."""


def spelled_out(text: str) -> str:
    """Return a text with the words that labels abbreviate in full; a word without a point stays as it is."""
    if _ENDS not in text:
        short = text.removesuffix(_MISREAD_END)
        known = short != text and len(short) > 1 and short.casefold() in WORDS
        return WORDS[short.casefold()] if known else text
    return _SHORT.sub(_whole, text)


def _whole(match: re.Match[str]) -> str:
    printed = match[0]
    if _ENDS not in printed:
        return printed
    whole = WORDS.get(printed.rstrip(_ENDS).casefold(), printed)
    following = match.string[match.end() : match.end() + 1]
    return f"{whole} " if following.isalnum() and whole != printed else whole  # OCR saw no blank: "geb.am"
