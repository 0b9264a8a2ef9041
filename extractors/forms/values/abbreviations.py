"""What forms abbreviate in labels, spelled out: "Unterschr. d. Bauherrn" asks for what whole words ask."""

from __future__ import annotations

import re
from typing import Final

WORDS: Final = {
    "amtl": "amtliches",
    "angem": "angemeldete",
    "anschr": "anschrift",
    "antragst": "antragstellende",
    "arbeitsverh": "arbeitsverhältnis",
    "ausgeübt": "ausgeübte",
    "bankverb": "bankverbindung",
    "baugrundst": "baugrundstück",
    "beantr": "beantragte",
    "berufl": "berufliches",
    "beschäft": "beschäftigung",
    "beschäftig": "beschäftigung",
    "betr.-stätte": "betriebsstätte",
    "betriebsst": "betriebsstätte",
    "bez": "bezeichnung",
    "bezeichn": "bezeichnung",
    "bish": "bisherige",
    "bisher": "bisherige",
    "derz": "derzeitige",
    "derzeit": "derzeitige",
    "eheg": "ehegatte",
    "einzugsdat": "einzugsdatum",
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
    "gegenw": "gegenwärtige",
    "geldinst": "geldinstitut",
    "gemark": "gemarkung",
    "gesamtm": "gesamtmiete",
    "gesetzl": "gesetzliche",
    "gewerbl": "gewerbliche",
    "gmkg": "gemarkung",
    "grundb": "grundbuch",
    "grundst": "grundstück",
    "gült": "gültig",
    "handelsreg": "handelsregister",
    "hauptniederl": "hauptniederlassung",
    "haus-nr": "hausnummer",
    "hausnr": "hausnummer",
    "hs.-nr": "hausnummer",
    "ident.-nr": "identifikationsnummer",
    "jährl": "jährlich",
    "kennz": "kennzeichen",
    "kontoinh": "kontoinhaber",
    "kreditinst": "kreditinstitut",
    "monatl": "monatlich",
    "mtl": "monatlich",
    "männl": "männlich",
    "niederl": "niederlassung",
    "persönl": "persönliche",
    "rechtl": "rechtliche",
    "rechtsf": "rechtsform",
    "reg.-gericht": "registergericht",
    "reg.-nr": "registernummer",
    "religionsges": "religionsgesellschaft",
    "staatsang": "staatsangehörigkeit",
    "staatsangeh": "staatsangehörigkeit",
    "staatsangehörigk": "staatsangehörigkeit",
    "steuer-ident.-nr": "steueridentifikationsnummer",
    "steuer-identnr": "steueridentifikationsnummer",
    "steuerl": "steuerliche",
    "str": "straße",
    "tel": "telefon",
    "tätigk": "tätigkeit",
    "unterschr": "unterschrift",
    "verhältn": "verhältnis",
    "vertretungsber": "vertretungsberechtigte",
    "verw.-verh": "verwandtschaftsverhältnis",
    "verwandtsch": "verwandtschaft",
    "voraussichtl": "voraussichtlich",
    "vorn": "vorname",
    "weibl": "weiblich",
    "wirtschaftl": "wirtschaftliche",
    "wohn": "wohnung",
    "wohn.-geber": "wohnungsgeber",
    "wohn.-gebers": "wohnungsgebers",
    "wohnungsgeb": "wohnungsgeber",
    "wohnverh": "wohnverhältnis",
    "zugeh": "zugehörigkeit",
    "zul.-besch": "zulassungsbescheinigung",
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
