"""The machine-readable zone of ID cards, residence permits and passports (ICAO Doc 9303, parts 4 to 6).

A value is taken only where its check digit agrees: what OCR got wrong is not a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from contracts.findings import FieldReading
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from extractors.forms.layout import lines

LENGTHS: Final = (30, 36, 44)
"""Letters per line of TD1 (three lines), TD2 and TD3 (two lines)."""

SLACK: Final = 2
WEIGHTS: Final = (7, 3, 1)
CENTURY_PIVOT: Final = 30
"""Years that a document's expiry may lie in the future; everything later is a year of birth."""

_LINE: Final = re.compile(r"[A-Z0-9<]{26,46}")
_TO_DIGIT: Final = str.maketrans("ODQILZSBG", "000112586")
_TO_LETTER: Final = str.maketrans("01258", "OIZSB")
_OCR_FILLERS: Final = str.maketrans("«‹£¢", "<<<<")


class Line(NamedTuple):
    """One line of the zone, without blanks."""

    text: str
    box: Box
    confidence: float


class Zone(NamedTuple):
    """The positions of the fields in a zone's lines: (line, start, end); check digits follow the dates."""

    lines: int
    length: int
    born: tuple[int, int]
    expires: tuple[int, int]
    names: tuple[int, int]


ZONES: Final = (
    Zone(3, 30, born=(1, 0), expires=(1, 8), names=(2, 0)),
    Zone(2, 36, born=(1, 13), expires=(1, 21), names=(0, 5)),
    Zone(2, 44, born=(1, 13), expires=(1, 21), names=(0, 5)),
)


def read_mrz(pages: Sequence[PageText], *, today: date) -> dict[str, FieldReading]:
    """Return names, ``geburtsdatum`` and ``gueltig_bis`` from the first zone on the pages.

    Args:
        pages: Of one ID, passport or permit.
        today: Tells the centuries apart: two digits are all that a zone has.
    """
    for page in pages:
        found = list(_lines(page))
        for zone in ZONES:
            for start in range(len(found) - zone.lines + 1):
                block = found[start : start + zone.lines]
                facts = _facts(zone, block, page.index, today)
                if "gueltig_bis" in facts or "geburtsdatum" in facts:
                    return facts
    return {}


def check_digit(text: str) -> int:
    """Return the check digit of ICAO Doc 9303-3, 4.9: weights 7, 3, 1, letters from A = 10, ``<`` = 0."""
    values = [0 if letter == "<" else int(letter, 36) for letter in text]
    return sum(value * WEIGHTS[index % 3] for index, value in enumerate(values)) % 10


def _lines(page: PageText) -> Iterator[Line]:
    for line in lines(page.words):
        text = "".join(word.text for word in line).upper().translate(_OCR_FILLERS).replace(" ", "")
        if _LINE.fullmatch(text) and (text.count("<") > 1 or sum(map(str.isdigit, text)) > LENGTHS[0] // 3):
            yield Line(text, Box.around([word.box for word in line]), _confidence(line))


def _confidence(line: Sequence[Word]) -> float:
    return sum(word.confidence for word in line) / len(line)


def _facts(zone: Zone, block: Sequence[Line], page: int, today: date) -> dict[str, FieldReading]:
    if any(abs(len(line.text) - zone.length) > SLACK for line in block):
        return {}
    facts = {}
    for fact, (line, start) in (("geburtsdatum", zone.born), ("gueltig_bis", zone.expires)):
        day = _day(block[line].text, start, today, past=fact == "geburtsdatum")
        if day is not None:
            facts[fact] = _reading(day.isoformat(), block[line], page)
    names = block[zone.names[0]]
    family, _, given = names.text[zone.names[1] :].partition("<<")
    for fact, text in (("familienname", family), ("vorname", given)):
        name = " ".join(text.translate(_TO_LETTER).replace("<", " ").split()).title()
        if name:
            facts[fact] = _reading(name, names, page)
    return facts


def _day(text: str, start: int, today: date, *, past: bool) -> date | None:
    """Return the day of six digits whose check digit, the seventh, agrees."""
    digits = text[start : start + 7].translate(_TO_DIGIT)
    if not digits.isdigit() or len(digits) < 7 or check_digit(digits[:6]) != int(digits[6]):
        return None
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    century = today.year // 100 * 100
    if past:
        year += century if year <= today.year % 100 else century - 100
    else:
        year += century if year <= today.year % 100 + CENTURY_PIVOT else century - 100
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reading(value: str, line: Line, page: int) -> FieldReading:
    return FieldReading(
        value=value, raw=line.text, page=page, box=line.box, confidence=0.98, source=TextSource.MRZ
    )
