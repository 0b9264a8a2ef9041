"""The machine-readable zone of ID cards, residence permits and passports (ICAO Doc 9303, parts 4 to 6).

A day is taken only where its check digit agrees, or where the same day is printed on the document: what OCR
got wrong is not a date. A single wrong digit is always noticed; of arbitrary digits one in ten gets through,
of two days together one in a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from contracts.findings import FieldReading
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from contracts.values import find_dates, fold
from extractors.forms.page.layout import lines
from extractors.ocr.zone_rules import LOOK_LIKE_DIGITS, ZONES, Zone, check_digit, composite_agrees, folded

SHORTEST, LONGEST = 26, 48
"""Letters that a line may have; a right one has 30, 36 or 44, and OCR loses or adds a few."""

CENTURY_PIVOT: Final = 30
"""Years that a document's expiry may lie in the future; everything later is a year of birth."""

COMPOSITE_AGREES, BOTH_AGREE, ONE_AGREES = 0.99, 0.97, 0.9
"""Confidence in a day: with the check digit over all of the zone, both days' own ones, only its own."""

NAME_IN_TEXT, NAME_BY_OCR = 0.95, 0.75
"""Confidence in names: no check digit covers them. A name that is also printed was read twice alike."""

SHORTEST_NAME: Final = 4
"""Letters of a name that is not printed by chance."""

_LINE: Final = re.compile(r"[A-Z0-9<]+")
_TO_LETTER: Final = str.maketrans("01258", "OIZSB")
_SEX: Final = frozenset("MFX<KCH")
"""Signs between the two days; a filler may be read as K or C, an M as H."""

_FILLER_TAIL: Final = re.compile(r"(?<=<)[KCLES<]*<[KCLES<]*$|<+[KC]?$")
"""Fillers at the end of a line, some of them read as letters."""


class Line(NamedTuple):
    """One line of the zone, without blanks; ``by_ocr`` says that it may be misread."""

    text: str
    box: Box
    by_ocr: bool


SLACK: Final = 3
"""Letters that OCR may lose or add before the dates, and in a line."""


class Days(NamedTuple):
    """Birth and expiry as far as their check digits agree."""

    born: date | None
    expires: date | None


class Calendar(NamedTuple):
    """What days are compared with: today, and the days that are printed on the document."""

    today: date
    printed: frozenset[date] = frozenset()


def read_mrz(pages: Sequence[PageText], *, today: date) -> dict[str, FieldReading]:
    """Return names, ``geburtsdatum`` and ``gueltig_bis`` from the first zone on the pages.

    Args:
        pages: Of one ID, passport or permit.
        today: Tells the centuries apart: two digits are all that a zone has.
    """
    for page in pages:
        found = list(_lines(page))
        printed = frozenset(each.value for each in find_dates(page.text))
        for number in range(len(found)):
            for zone in ZONES:
                facts = _facts(zone, found, number, page.index, Calendar(today, printed))
                if facts:
                    return {name: _confirmed(each, page) for name, each in facts.items()}
    return {}


def _confirmed(fact: FieldReading, page: PageText) -> FieldReading:
    """Return a name more surely if all of its words are printed on the page as well, off the zone."""
    words = fold(fact.value or "").split()
    if fact.confidence >= NAME_IN_TEXT or not words or len(max(words, key=len)) < SHORTEST_NAME:
        return fact
    printed = {token for word in page.words if "<" not in word.text for token in fold(word.text).split()}
    return fact.model_copy(update={"confidence": NAME_IN_TEXT}) if printed.issuperset(words) else fact


def _lines(page: PageText) -> Iterator[Line]:
    for line in lines(page.words):
        text = folded("".join(word.text for word in _alone(line)))
        telling = text.count("<") > 1 or sum(map(str.isdigit, text)) > SHORTEST // 3
        if SHORTEST <= len(text) <= LONGEST and _LINE.fullmatch(text) and telling:
            box = Box.around([word.box for word in _alone(line)])
            yield Line(text, box, page.source is TextSource.OCR)


def _alone(line: Sequence[Word]) -> Sequence[Word]:
    """Return the one word that is a whole line of a zone: the card's other side may lie beside it."""
    for word in line:
        length = len(folded(word.text))
        if "<" in word.text and any(abs(length - zone.length) <= SLACK for zone in ZONES):
            return (word,)
    return line


def _facts(
    zone: Zone, found: Sequence[Line], number: int, page: int, known: Calendar
) -> dict[str, FieldReading]:
    """Return the facts if the dates of such a zone stand in line ``number``."""
    line = found[number]
    if abs(len(line.text) - zone.length) > SLACK:
        return {}
    days = _days(line.text, zone.dates[1], known)
    first = number - zone.dates[0]
    block = found[first : first + zone.size] if first >= 0 else []
    confidence = ONE_AGREES if None in days else BOTH_AGREE
    if len(block) == zone.size and composite_agrees(zone, [each.text for each in block]):
        confidence = COMPOSITE_AGREES
    facts = {
        fact: _reading(day.isoformat(), line, page, confidence)
        for fact, day in (("geburtsdatum", days.born), ("gueltig_bis", days.expires))
        if day is not None
    }
    at = first + zone.names[0]
    return facts | _names(found[at], zone.names[1], page) if facts and 0 <= at < len(found) else facts


def _days(text: str, start: int, known: Calendar) -> Days:
    """Return the dates that stand at ``start``, or, if both agree, a few letters beside it."""
    here = _days_at(text, start, known)
    if None not in here:
        return here
    for at in range(max(0, start - SLACK), start + SLACK + 1):
        beside = _days_at(text, at, known)
        if None not in beside:
            return beside
    return here


def _days_at(text: str, start: int, known: Calendar) -> Days:
    if text[start + 7 : start + 8] not in _SEX:
        return Days(None, None)
    return Days(_day(text, start, known, past=True), _day(text, start + 8, known, past=False))


def _day(text: str, start: int, known: Calendar, *, past: bool) -> date | None:
    """Return the day of six digits whose check digit, the seventh, agrees, or that is also printed."""
    digits = text[start : start + 7].translate(LOOK_LIKE_DIGITS)
    if not digits.isdigit() or len(digits) < 7:
        return None
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    century = known.today.year // 100 * 100
    newest = known.today.year % 100 + (0 if past else CENTURY_PIVOT)
    year += century if year <= newest else century - 100
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if check_digit(digits[:6]) == int(digits[6]) or found in known.printed else None


def _names(line: Line, start: int, page: int) -> dict[str, FieldReading]:
    """Return family name and given names; what comes after the fillers behind them is none."""
    family, _, rest = _FILLER_TAIL.sub("", line.text[start:] + "<").partition("<<")
    given = rest.split("<<")[0]
    names = {"familienname": _plain(family), "vorname": _plain(given)}
    confidence = NAME_BY_OCR if line.by_ocr else NAME_IN_TEXT
    return {fact: _reading(name, line, page, confidence) for fact, name in names.items() if name}


def _plain(text: str) -> str:
    return " ".join(text.translate(_TO_LETTER).replace("<", " ").split()).title()


def _reading(value: str, line: Line, page: int, confidence: float) -> FieldReading:
    return FieldReading(
        value=value, raw=line.text, page=page, box=line.box, confidence=confidence, source=TextSource.MRZ
    )
