"""Which kind of value a label asks for, by its words."""

from __future__ import annotations

import re
from typing import Final

from contracts.fields import FieldKind
from contracts.values import fold

_STREET: Final = re.compile(r"\bstr(asse)?\b")
_TOWN: Final = re.compile(r"\b(plz|postleitzahl|ort|wohnort|stadt|gemeinde)\b")
_AMOUNT_SIGN: Final = re.compile(r"€|\bEUR\b|\bEuro\b")
_SAYS: Final[tuple[tuple[FieldKind, tuple[str, ...]], ...]] = (
    (FieldKind.SIGNATURE, ("unterschrift", "unterzeichn")),
    (FieldKind.PLACE_DATE, (r"^(ort|datum|tag)( und)? (datum|tag|ort)\b(?!.*geb)",)),
    (FieldKind.IBAN, (r"\biban\b",)),
    (FieldKind.ACCOUNT, ("bankverbindung", "kontoverbindung", "kontonummer", r"konto nr\b")),
    (
        FieldKind.TAX_ID,
        (r"\bsteuer ?(id|ident)", "steuerliche ident", "^identifikationsnummer", "^idnr"),
    ),
    (FieldKind.PLATE, (r"\b(amtliches|kfz|pkw|kraftfahrzeug) ?kennzeichen", "^kennzeichen")),
    (FieldKind.EMAIL, (r"\be ?mail\b", r"\bmail(adresse)?\b")),
    (
        FieldKind.PHONE,
        (
            "telefon(?!isch)",
            r"\btel\b",
            r"\bmobil(funk|nummer|telefon)?\b",
            "handy",
            "rufnummer",
            r"\bfax\b",
            "telefax",
        ),
    ),
    (FieldKind.PERIOD, (r"\bzeitraum\b", r"\bvon bis\b")),
    (FieldKind.MONTH, ("^monat (und )?jahr",)),
    (
        FieldKind.NUMBER,
        (
            r"\banzahl\b",
            r"\bzahl der\b",
            "grad der behinderung",
            r"\bgdb\b",
            "wie viele",
            r"^alter\b",
            r"\b(wohn|nutz)?flache\b",
            "quadratmeter",
            r"\bqm\b",
        ),
    ),
    (
        FieldKind.DATE,
        (
            "datum",
            "geboren am",
            "geb am",
            r"\btag (der|des)\b",
            "geburtstag",
            "seit wann",
            "^(von|bis|ab|seit|vom|am)$",
            "gultig (bis|ab|von)",
            "tt ?mm ?jj",
            "^beginn",
            r"\b(am|seit)$",
            r"\bgeboren$",
        ),
    ),
    (
        FieldKind.AMOUNT,
        (
            r"\bbetrag",
            r"miete\b",
            "kosten",
            r"\bhohe (der|des|von)\b",
            "einkommen",
            "einkunfte",
            "einnahmen",
            r"\blohn\b",
            "gehalt",
            "guthaben",
            "verkehrswert",
            "zeitwert",
            "kontostand",
            r"\bsumme\b",
            "beitrag",
            "gebuhr",
        ),
    ),
    (
        FieldKind.WORD,
        ("^staatsangehorigkeit", "^familienstand", "^religion", "^geschlecht", "^nationalitat"),
    ),
)
"""Patterns for folded labels; the first kind with one that fits decides."""

_RULES: Final = tuple((kind, re.compile("|".join(patterns))) for kind, patterns in _SAYS)
_NAME: Final = re.compile(r"\b(familienname|nachname|vornamen?|zuname|geburtsname|rufname|namen?)\b")
_OF_A_BODY: Final = re.compile(
    "bank|kreditinstitut|firma|arbeitgeber|geschaft|betrieb|unternehmen|schule|kasse|behord|gericht|verein|statte"
)
_PLACE: Final = re.compile(r"^(ort|wohnort|gemeinde|stadt)\b|geburtsort")


def guess_kind(label: str) -> FieldKind:
    """Return the kind of a value by its label; text where no word tells."""
    folded = fold(label)
    if _is_address(folded):
        return FieldKind.ADDRESS
    for kind, pattern in _RULES:
        if pattern.search(folded):
            return kind
    if _AMOUNT_SIGN.search(label):
        return FieldKind.AMOUNT
    if _NAME.search(folded):
        mixed = _OF_A_BODY.search(folded) or "anschrift" in folded
        return FieldKind.TEXT if mixed else FieldKind.NAME
    return FieldKind.PLACE if _PLACE.search(folded) else FieldKind.TEXT


def _is_address(folded: str) -> bool:
    if "mail" in folded or re.search(r"\bname", folded):
        return False
    said = re.search(r"anschrift|\badresse\b|(wohn|post)adresse", folded) is not None
    return said or bool(_STREET.search(folded) and _TOWN.search(folded))
