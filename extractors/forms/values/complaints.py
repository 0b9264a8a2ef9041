"""What is wrong with text that is no value of its field's kind, said in plain German for the caseworker.

The sentence never repeats what stands there: it names the rule that the text breaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.values import find_dates, fold, parse_iban
from extractors.forms.values.days import unsure_century
from extractors.forms.values.normalise import NO, YES, clean

GERMAN_IBAN: Final = 22
TAX_ID: Final = 11
_IBAN: Final = re.compile(r"(?:IBAN\W*)?[A-Z]{2}\s?\d{2}", re.IGNORECASE)
_DAY_LIKE: Final = re.compile(r"(?<!\d)\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{2,4}(?!\d)")
_GLUED: Final = re.compile(r"\d{6,8}")
_LINK: Final = re.compile(r"[^\s@]+@[^\s@]+")

NO_VALUE: Final[Mapping[FieldKind, str]] = {
    FieldKind.NAME: "Das ist kein Name.",
    FieldKind.DATE: "Das ist kein vollständiges Datum (TT.MM.JJJJ).",
    FieldKind.MONTH: "Das ist kein Monat mit Jahr.",
    FieldKind.PERIOD: "Das ist kein Zeitraum von einem Tag bis zu einem späteren.",
    FieldKind.AMOUNT: "Das ist kein eindeutiger Betrag.",
    FieldKind.NUMBER: "Das ist keine einzelne Zahl.",
    FieldKind.IBAN: "Das ist keine IBAN.",
    FieldKind.ACCOUNT: "Das ist weder eine IBAN noch Kontonummer und Bankleitzahl.",
    FieldKind.TAX_ID: "Das ist keine Steuer-Identifikationsnummer (elf Ziffern).",
    FieldKind.PLATE: "Das ist kein deutsches Kennzeichen.",
    FieldKind.ADDRESS: "Die Anschrift ist nicht vollständig: Straße, Hausnummer, Postleitzahl, Ort.",
    FieldKind.PLACE_DATE: "Ort und Datum sind nicht eindeutig.",
    FieldKind.EMAIL: "Das ist keine E-Mail-Adresse.",
    FieldKind.PHONE: "Das ist keine Telefonnummer.",
}

OLD_ACCOUNT: Final = "Alte Kontonummer und Bankleitzahl statt IBAN."
SEVERAL: Final = "Mehrere Möglichkeiten sind angekreuzt."
BOTH: Final = "Ja und Nein sind beide angegeben."


def complaint(spec: FieldSpec, raw: str) -> str:
    """Return why a text is no value of the field's kind; empty where nothing more is to be said."""
    text = clean(raw)
    teller = _TELLERS.get(spec.kind)
    told = teller(text) if teller is not None else ""
    if spec.of_birth and unsure_century(text):
        told = "Das Jahr hat nur zwei Ziffern: Das Jahrhundert ist nicht eindeutig."
    return told or NO_VALUE.get(spec.kind, "")


def hint(spec: FieldSpec, value: str) -> str:
    """Return what a caseworker should know about a value that is right."""
    old = spec.kind is FieldKind.ACCOUNT and parse_iban(value) is None
    return OLD_ACCOUNT if old else ""


def _day(text: str) -> str:
    days = {found.value for found in find_dates(text)}
    if len(days) > 1:
        return "Hier stehen zwei verschiedene Daten."
    if _DAY_LIKE.search(text):
        return "Diesen Tag gibt es nicht."
    if _GLUED.fullmatch(text):
        return "Ziffern ohne Punkte sind kein eindeutiges Datum."
    return ""


def _account(text: str) -> str:
    compact = re.sub(r"(?i)^iban|[\W_]", "", text)
    if not _IBAN.match(compact):
        return ""
    if compact[:2].upper() == "DE" and len(compact) != GERMAN_IBAN:
        return f"Eine deutsche IBAN hat {GERMAN_IBAN} Stellen, hier sind es {len(compact)}."
    return "Die Prüfziffer der IBAN stimmt nicht."


def _tax_id(text: str) -> str:
    digits = re.sub(r"[\s./-]", "", text)
    if not digits.isdigit():
        return ""
    if len(digits) != TAX_ID:
        return f"Eine Steuer-Identifikationsnummer hat {TAX_ID} Ziffern, hier sind es {len(digits)}."
    return "Die Prüfziffer der Steuer-Identifikationsnummer stimmt nicht."


def _yes_no(text: str) -> str:
    words = set(fold(text).split())
    return BOTH if words & YES and words & NO else ""


def _email(text: str) -> str:
    return "Hinter dem @ fehlt der vollständige Name des Anbieters." if _LINK.search(text) else ""


_TELLERS: Final[Mapping[FieldKind, Callable[[str], str]]] = {
    FieldKind.DATE: _day,
    FieldKind.PLACE_DATE: _day,
    FieldKind.IBAN: _account,
    FieldKind.ACCOUNT: _account,
    FieldKind.TAX_ID: _tax_id,
    FieldKind.YES_NO: _yes_no,
    FieldKind.EMAIL: _email,
}
