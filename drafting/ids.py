"""Ids of fields from what is printed: German words in ASCII, joined by underscores."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from keyword import iskeyword
from typing import Final

from contracts.values import fold

LONGEST: Final = 40
"""Letters of an id, at most; it is cut between words."""

PREFIX_WORDS: Final = 2
"""Words of a section that stand before the id of a field in it."""

_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SIGNS: Final = re.compile(r"[^\w\s.,;:!?()/&%€§+*„“\"'’–-]|[\uE000-\uF8FF]|_{2,}|\.{3,}|…|�")
"""Tick boxes, arrows and dots to write on are no part of a label."""

_HINT: Final = re.compile(r"\([^)]*\)")
_NUMBERING: Final = re.compile(r"^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Za-z][.)]|[IVX]{1,4}\.)\s+(?=\S{2})")
_FILLING_WORDS: Final = (
    "der die das des den dem und oder bzw ggf gegebenenfalls falls bitte angabe angaben eintragen "
    "eingeben ihr ihre ihren ihrer sie ist ein eine einer zu zum zur fuer von vom im in am auf mit aus "
    "ueber an bei nach geben haben sind waren hinweis nur noch es dass hier wenn seine welche welcher "
    "welches wird werden n r s e freiwillig "
)
_FILLING: Final = frozenset(_FILLING_WORDS.split())
"""Words that say nothing in an id, unless there are no others."""

_ADDRESS_WORDS: Final = frozenset(
    "strasse hausnummer haus nr plz postleitzahl ort wohnort anschrift adresse etage".split()  # noqa: SIM905 - words
)

USUAL: Final = {
    usual: frozenset(map(fold, words))
    for usual, words in {
        "familienname": ("Familienname", "Nachname", "Zuname", "Name", "Familiennamen", "Nachnamen",
                         "Familienname, ggf. Geburtsname", "Familienname, ggf. Doktorgrad",
                         "Familienname, ggf. Doktorgrad Passname", "jetziger Nachname"),
        "vorname": ("Vorname", "Vornamen", "Vorname(n)", "Vorname n", "Rufname", "alle Vornamen"),
        "geburtsname": ("Geburtsname", "Geburtsname früherer Name", "Abweichender Geburtsname"),
        "geburtsdatum": ("Geburtsdatum", "geboren am", "Tag der Geburt", "Geburtstag", "geb. am"),
        "anschrift": ("Anschrift", "Adresse", "Straßenanschrift", "Wohnanschrift", "Anschrift Inland",
                      "Anschrift in Deutschland"),
        "telefon": ("Telefon", "Telefonnummer", "Rufnummer", "Telefon Mobil", "Telefon Nr", "Tel"),
        "email": ("E-Mail", "E-Mail-Adresse", "Email", "Mailadresse", "E-Mail-Anschrift"),
        "iban": ("IBAN", "IBAN-Nummer"),
        "steuer_id": ("Steuer-ID", "Steuer-Identifikationsnummer", "Steueridentifikationsnummer",
                      "Steuerliche Identifikationsnummer", "Identifikationsnummer", "IdNr"),
        "ort_datum": ("Ort, Datum", "Ort und Datum", "Datum, Ort", "Ort/Datum", "Ort, Tag"),
        "kennzeichen": ("Kennzeichen", "Amtliches Kennzeichen", "Kfz-Kennzeichen"),
        "staatsangehoerigkeit": ("Staatsangehörigkeit", "Staatsangehörigkeit(en)", "Nationalität"),
    }.items()
}  # fmt: skip
"""Ids that all contracts share, and the labels that mean them: facts of documents have the same names."""


def plain_label(text: str) -> str:
    """Return a printed label without its number, colon, star, drawn signs and line breaks."""
    bare = _NUMBERING.sub("", " ".join(_SIGNS.sub(" ", text).split())).strip(" *:;,–-")
    alone = bare.startswith("(") and bare.find(")") == len(bare) - 1
    return bare.strip("() ") if alone else bare


def field_id(label: str) -> str:
    """Return the id for a label, as ``monatliche_miete``; "feld" for a label without letters."""
    bare = plain_label(_HINT.sub(" ", label)) or plain_label(label)
    folded = fold(bare)
    for usual, labels in USUAL.items():
        if folded in labels:
            return usual
    words = _words(bare)
    telling = [word for word in words if word not in _FILLING] or words
    while len(telling) > 1 and len("_".join(telling)) > LONGEST:
        telling.pop()
    made = "_".join(telling)[:LONGEST].strip("_") or "feld"
    return f"feld_{made}" if made[0].isdigit() or iskeyword(made) else made


def address_id(label: str) -> str:
    """Return the id of an address: it ends with ``anschrift``, as the facts of documents do."""
    telling = [word for word in field_id(label).split("_") if word not in _ADDRESS_WORDS]
    return "_".join([*(word for word in telling if word not in {"feld", "anschriften"}), "anschrift"])


def distinct(wanted: str, taken: Iterable[str], *, within: str = "") -> str:
    """Return an id that is not taken: the wanted one, with its section before it, or with a number."""
    used = set(taken)
    if wanted not in used:
        return wanted
    prefix = "_".join(field_id(within).split("_")[:PREFIX_WORDS]) if within else ""
    choices = [f"{prefix}_{wanted}"] if prefix not in {"", "feld", wanted} else []
    stem = choices[0] if choices else wanted
    choices += [f"{stem}_{number}" for number in range(2, len(used) + 3)]
    return next(choice for choice in choices if choice not in used)


def _words(text: str) -> list[str]:
    german = unicodedata.normalize("NFC", text).lower().translate(_GERMAN)
    plain = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain)
