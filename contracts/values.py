"""Values as people write them, in the one form in which they are kept and compared.

Each ``parse_…`` takes the text of one value and returns its normalised form, or None where the text is
not clearly such a value: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from stdnum import iban
from stdnum.de import idnr

from contracts.addresses import Address, full_address, parse_address, split_address
from contracts.dates import FoundDate, FoundMonth, find_dates, find_months, parse_date, parse_month

__all__ = [
    "Address",
    "FoundDate",
    "FoundMonth",
    "find_dates",
    "find_months",
    "fold",
    "full_address",
    "parse_address",
    "parse_amount",
    "parse_date",
    "parse_iban",
    "parse_month",
    "parse_plate",
    "parse_tax_id",
    "split_address",
]

LONGEST_AMOUNT = 12
"""More digits than this before the comma are no amount of money."""
_CENT = Decimal("0.01")
_CURRENCY = re.compile(r"€|\b(?:EUR|Euro)\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"""(?P<minus>[-−–]\s?)?
        (?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ '’]\d{3})+|\d+)
        (?:,(?P<cents>\d{1,2}|-{1,2}|[–—])|\.(?P<point>\d{2}|-{1,2}|[–—]))?
        (?P<minus_behind>\s?[-−–])?""",
    re.VERBOSE,
)
_PLATE = re.compile(
    r"(?P<district>[A-ZÄÖÜ]{1,3})\s*[-–—.:•*\s]\s*(?P<letters>[A-Z]{1,2})[-–—\s]*(?P<number>[1-9]\d{0,3}\s?[EH]?)"
)
_CELLS = re.compile(r"(?<=\b[A-ZÄÖÜ]) (?=[A-ZÄÖÜ]\b)|(?<=\b\d) (?=\d\b)")
"""Blanks between letters, and between digits, that have a cell of a comb each."""

_LEAST_CELLS = 4
_GLUED_PLATE = re.compile(r"[A-ZÄÖÜ]{2,5}[1-9]\d{0,3}[EH]?")
_PLATE_LENGTH = 8

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´\u00ad"))
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_SHORT = 80
"""Longer texts, whole pages among them, are not kept in memory."""
_UMLAUT = re.compile(r"(?<![aeiouq])([aou])e+")


def fold(text: str) -> str:
    """Return a text in the form in which spellings of the same word are equal.

    Case, accents, apostrophes and soft hyphens go; ß is ss; ä, ae and a are one (but not the "ue" of
    "Bauer" or "neu"); everything else that is neither letter nor digit is a blank.

    >>> fold("Dr. Jürgen Müller-Strauß") == fold("DR JUERGEN MULLER STRAUSS")
    True
    """
    return _folded(text) if len(text) <= _SHORT else _folded.__wrapped__(text)


@lru_cache(maxsize=2**14)
def _folded(text: str) -> str:
    """Fold a text; those of single words and phrases are asked for again and again."""
    plain = text.casefold()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.translate(_APOSTROPHES).translate(_LETTERS)
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return " ".join(_UMLAUT.sub(r"\1", word) for word in words)


def parse_amount(text: str) -> Decimal | None:
    """Return an amount of money with two decimals.

    Understood are "1.234,56 €", "575", "575,-", "575.-", "EUR 1 234,5", "575.00". A comma parts the cents, a
    point the thousands; a point before exactly two last digits parts cents.
    """
    bare = _CURRENCY.sub(" ", text).strip()
    bare = re.sub(r"\s*([.,])\s*", r"\1", bare)
    match = _AMOUNT.fullmatch(bare)
    if match is None or (match["minus"] and match["minus_behind"]):
        return None
    cents = (match["cents"] or match["point"] or "").strip("-–—")
    whole = re.sub(r"\D", "", match["whole"])
    if len(whole) > LONGEST_AMOUNT:
        return None
    amount = Decimal(f"{whole}.{cents or '00'}").quantize(_CENT)
    return -amount if match["minus"] or match["minus_behind"] else amount


def parse_iban(text: str) -> str | None:
    """Return an IBAN without blanks in upper case, if its check digits and its country's form are right."""
    bare = re.sub(r"^\s*IBAN\b[\s:.]*", "", text, flags=re.IGNORECASE)
    compact: str = iban.compact(bare)
    return compact if iban.is_valid(compact) else None


def parse_tax_id(text: str) -> str | None:
    """Return a Steuer-ID (§ 139b AO) as its eleven digits, if its check digit and its form are right."""
    bare = re.sub(r"[\s./-]", "", text)
    return bare if re.fullmatch(r"\d{11}", bare, re.ASCII) and idnr.is_valid(bare) else None


def parse_plate(text: str) -> str | None:
    """Return a German number plate without blanks in upper case, "KA-AB123".

    The hyphen stands where the text parts the district from the letters; "KAAB123" stays as it is.
    """
    bare = " ".join(text.upper().split())
    if sum(len(part) == 1 for part in bare.split()) >= _LEAST_CELLS:
        bare = _CELLS.sub("", bare)
    match = _PLATE.fullmatch(bare)
    if match:
        number = match["number"].replace(" ", "")
        fits = len(match["district"] + match["letters"] + number.rstrip("EH")) <= _PLATE_LENGTH
        return f"{match['district']}-{match['letters']}{number}" if fits else None
    glued = bare.replace(" ", "")
    return glued if _GLUED_PLATE.fullmatch(glued) and len(glued) <= _PLATE_LENGTH + 1 else None
