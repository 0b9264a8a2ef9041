"""Dates and months as people in Germany write them; strict, so that nothing is guessed from glued digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

OLDEST_YEAR = 1900
NEWEST_YEAR = 2100
TWO_DIGIT_YEARS_UP_TO = 2049
"""A year of two digits is taken from the hundred years up to this one, unless the caller knows better."""

_MONTH_NAMES = (
    ("januar", "jan", "jänner", "january"),
    ("februar", "feb", "feber", "february", "febr"),
    ("märz", "mär", "maerz", "mrz", "marz", "march", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("dezember", "dez", "december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
"""Lower-case month names and short forms (German, and English as passports print them) to 1..12."""

_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_START = r"(?<!\d)(?<!\d[.,/])"
_END = r"(?![.,/]?\d)"
_DATE = re.compile(
    rf"""
      {_START}(?P<iso_y>\d{{4}})-(?P<iso_m>\d{{2}})-(?P<iso_d>\d{{2}})(?![-.,/]?\d)
    | {_START}(?P<d>\d{{1,2}})\s?\.\s{{0,2}}(?P<m>\d{{1,2}})\s?\.\s{{0,2}}(?P<y>\d{{4}}){_END}
    | {_START}(?P<d2>\d{{1,2}})\.(?P<m2>\d{{1,2}})\.(?P<y2>\d{{2}}){_END}
    | {_START}(?P<d3>\d{{1,2}})(?P<slash>[/-])(?P<m3>\d{{1,2}})(?P=slash)(?P<y3>\d{{4}})(?!-?\d){_END}
    | {_START}(?P<d4>\d{{1,2}})\s?\.?\s{{0,2}}(?P<name>{_NAME})\b\s?\.?\s{{0,2}}(?P<y4>\d{{4}}|\d{{2}}){_END}
    | \bJ[o0]\s?(?P<d5>\d{{1,2}})\s{{1,3}}M[o0]\s?(?P<m5>\d{{1,2}})\s{{1,3}}An\s?(?P<y5>\d{{4}}){_END}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPACED = re.compile(r"(\d{2}) (\d{2}) (\d{4})")
_MONTH = re.compile(
    rf"""
      {_START}(?P<iso_y>\d{{4}})\s?[-/]\s?(?P<iso_m>\d{{2}})(?![-.,/]?\d)
    | {_START}(?P<m>\d{{1,2}})\s?[./-]\s?(?P<y>\d{{4}})(?!-?\d){_END}
    | {_START}(?P<m2>\d{{2}})/(?P<y2>\d{{2}}){_END}
    | (?<![^\W\d_])(?P<name>{_NAME})\b\s?\.?\s{{0,2}}(?P<y3>\d{{4}}|'?\d{{2}}){_END}
    | (?<![^\W\d_])(?P<glued>{_NAME})(?P<y4>\d{{4}}){_END}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_A_DATE = re.compile(
    r"^(?:(?:mo|di|mi|do|fr|sa|so|\w{3,6}tag|mittwoch|sonnabend)\b[.,]?\s*)?(?:den|dem|am|vom|der)?\s*",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """A date in a text, and the half-open range of characters in which it stands."""

    value: date
    start: int
    end: int


class FoundMonth(NamedTuple):
    """A month ("2026-08") in a text, and the half-open range of characters in which it stands."""

    value: str
    start: int
    end: int


def find_dates(text: str, *, up_to: int = TWO_DIGIT_YEARS_UP_TO) -> list[FoundDate]:
    """Return the dates in a text, in its order.

    Understood are 03.08.2026, 3.8.2026, 03.08.26, 3. August 2026, 3. Aug. 26, 03/08/2026, 03-08-2026 (day
    first), 2026-08-03, and "Jo 03 Mo 08 An 2026" as in international extracts of registers. Digits that
    touch further digits are never taken for a date.

    Args:
        text: Any text, line breaks allowed.
        up_to: Last year that two digits can mean; for dates of birth give the current year.
    """
    return list(_dates(text, up_to))


def parse_date(text: str, *, up_to: int = TWO_DIGIT_YEARS_UP_TO) -> date | None:
    """Return the date that the whole text is, or None; a weekday or "den" may stand before it.

    Beyond what ``find_dates`` understands, a text that is nothing else may be "03 08 2026".
    """
    bare = text.strip().rstrip(".,; ")
    spaced = _SPACED.fullmatch(bare)
    if spaced:
        day, month, year = map(int, spaced.groups())
        return _date(year, month, day)
    before = _BEFORE_A_DATE.match(bare)
    start = before.end() if before else 0
    for found in _dates(bare, up_to):
        if found.end == len(bare) and found.start in {0, start}:
            return found.value
    return None


def find_months(text: str, *, up_to: int = TWO_DIGIT_YEARS_UP_TO) -> list[FoundMonth]:
    """Return the months ("2026-08") that a text names, in its order; the months of full dates don't count."""
    taken = [(found.start, found.end) for found in _dates(text, up_to)]
    return [
        found
        for found in _months(text, up_to)
        if not any(start < found.end and found.start < end for start, end in taken)
    ]


def parse_month(text: str, *, up_to: int = TWO_DIGIT_YEARS_UP_TO) -> str | None:
    """Return the month ("2026-08") that the whole text is, or None.

    Understood are "August 2026", "Aug. 26", "08/2026", "08.2026", "08/26", "2026-08", and a period from a
    date to another one in the same month.
    """
    bare = text.strip().rstrip(".,; ")
    for found in _months(bare, up_to):
        if (found.start, found.end) == (0, len(bare)):
            return found.value
    dates = find_dates(bare, up_to=up_to)
    months = {f"{found.value:%Y-%m}" for found in dates}
    return months.pop() if len(dates) > 1 and len(months) == 1 else None


def _dates(text: str, up_to: int) -> Iterator[FoundDate]:
    for match in _DATE.finditer(text):
        groups = match.groupdict()
        year = _first(groups, "iso_y", "y", "y2", "y3", "y4", "y5")
        month = _first(groups, "iso_m", "m", "m2", "m3", "m5", "name")
        day = _first(groups, "iso_d", "d", "d2", "d3", "d4", "d5")
        value = _date(_year(year, up_to), _month(month), int(day))
        if value is not None:
            yield FoundDate(value, match.start(), match.end())


def _months(text: str, up_to: int) -> Iterator[FoundMonth]:
    for match in _MONTH.finditer(text):
        groups = match.groupdict()
        year = _year(_first(groups, "iso_y", "y", "y2", "y3", "y4"), up_to)
        month = _month(_first(groups, "iso_m", "m", "m2", "name", "glued"))
        if _date(year, month, 1) is not None:
            yield FoundMonth(f"{year:04}-{month:02}", match.start(), match.end())


def _first(groups: dict[str, str | None], *names: str) -> str:
    return next(value for name in names if (value := groups[name]) is not None)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text.lower()]


def _year(text: str, up_to: int) -> int:
    digits = text.lstrip("'")
    if len(digits) == len("2026"):
        return int(digits)
    century = up_to - up_to % 100
    year = century + int(digits)
    return year if year <= up_to else year - 100


def _date(year: int, month: int, day: int) -> date | None:
    if not OLDEST_YEAR <= year <= NEWEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
