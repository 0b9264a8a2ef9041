"""From text to days, months and periods, and places with their day."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import Final

from contracts.dates import TWO_DIGIT_YEARS_UP_TO
from contracts.values import find_dates, parse_date

EDGES: Final = " \t\n|_.,;:·…'\"`´„“()[]{}<>~-–—"
"""What rules, brackets and points leave at the edges of a text."""

WORDS: Final = re.compile(r"[^\W\d_][^\d_@€%]*")
"""Words that may name somebody, or a town."""

_COMB_DATE: Final = re.compile(r"(?<![\d.])\d(?: \d){7}(?! ?\d)")
"""A date in eight cells, one digit each: TTMMJJJJ."""

_DOTTED_COMB: Final = re.compile(r"(?<!\d)\d ?\d ?\. ?\d ?\d ?\. ?\d ?\d ?\d ?\d(?!\d)")
"""The same with a printed point between the groups of cells."""

_BOXED_DATE: Final = re.compile(r"(\d{2}) (\d{2}) (\d{4})")
"""A date in three boxes: TT MM JJJJ."""

_BOXED_AT_END: Final = re.compile(r"(?<![\d.])(\d{2}) (\d{2}) (\d{4})$")
"""The same behind a place."""

NEW_CENTURY, YOUNGEST = 2000, 2029
"""Years that "00" to "29" can mean for somebody born lately; for somebody old it is 1900 to 1929."""

_ONE_POINT: Final = re.compile(r"\.(?![.…])")
"""A point, not a line of them to write on."""

_SHORTENED: Final = re.compile(r" (?:\w+\. ?)+[\w.-]+$|\s[^\W\d_aeiouyäöüóéá]+$", re.IGNORECASE)
"""The end of a name after words that are abbreviated, "a. M"; or without a vowel, "Wlkp"."""

HOME: Final = frozenset({"Deutschland", "D", "DE", "BRD"})
"""What may be written behind a German town and says nothing more."""


def unsure_century(text: str) -> bool:
    """Whether a birthday's year has two digits that may be of this century or of the last one.

    >>> unsure_century("03.08.12"), unsure_century("03.08.62"), unsure_century("03.08.1962")
    (True, False, False)
    """
    found = find_dates(text, up_to=YOUNGEST)
    return any(
        day.value.year >= NEW_CENTURY and day.value.year != _year_in(text[day.start : day.end])
        for day in found
    )


def _year_in(text: str) -> int | None:
    written = re.search(r"\d{4}", text)
    return int(written[0]) if written else None


def birthday(text: str) -> str | None:
    """Return a birthday; a year of two digits is of the last century, or it is not told."""
    return None if unsure_century(text) else day_in(text, up_to=YOUNGEST)


def day_in(text: str, *, up_to: int = TWO_DIGIT_YEARS_UP_TO) -> str | None:
    """Return the only day that a text names, perhaps digit by digit in cells."""
    text = _out_of_cells(text)
    boxes = _BOXED_DATE.fullmatch(text.strip(EDGES))
    if boxes is not None:
        text = ".".join(boxes.groups())
    date = parse_date(text.strip(EDGES), up_to=up_to)
    if date is not None:
        return date.isoformat()
    found = {found.value for found in find_dates(text, up_to=up_to)}
    return found.pop().isoformat() if len(found) == 1 else None


def _out_of_cells(text: str) -> str:
    """Return text with a day in cells as it is written elsewhere: "0 2 1 1 2 0 2 6" is "02.11.2026"."""
    text = _DOTTED_COMB.sub(_without_blanks, text)
    comb = _COMB_DATE.search(text)
    if comb is None:
        return text
    digits = _without_blanks(comb)
    return f"{text[: comb.start()]}{digits[:2]}.{digits[2:4]}.{digits[4:]}{text[comb.end() :]}"


def _without_blanks(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


def period(text: str) -> str | None:
    """Return the first and the last day of a period, as ISO 8601 writes it."""
    days = [found.value.isoformat() for found in find_dates(text)]
    return f"{days[0]}/{days[1]}" if len(days) == 2 and days[0] <= days[1] else None


def place_date(text: str) -> str | None:
    """Return "Musterstadt, 2026-11-02", or the day alone where no place is given."""
    text = _BOXED_AT_END.sub(r"\1.\2.\3", _out_of_cells(text))
    found = find_dates(text)
    if len({each.value for each in found}) != 1:
        return None
    before = " ".join(text[: found[0].start].split())
    place = _named(re.sub(r"\s*\bden$", "", before))
    behind = " ".join(text[found[-1].end :].split()).strip(EDGES)
    place = place if place or not WORDS.fullmatch(behind) else behind
    day = found[0].value.isoformat()
    return f"{place}, {day}" if WORDS.fullmatch(place) else day


def _named(text: str) -> str:
    """Return the name of a place; a point at its end is its own where that is abbreviated: "Gorzów Wlkp."."""
    name = text.strip(EDGES)
    behind = text[text.rfind(name) + len(name) :]
    abbreviated = _ONE_POINT.match(behind) and (_SHORTENED.search(name) or (" " in name and "," in behind))
    return f"{name}." if abbreviated else _closed(name)


def _closed(place: str) -> str:
    """Return a town with the end of its bracket, which went with what stands behind it: "Halle (Saale), "."""
    return f"{place})" if place.count("(") > place.count(")") else place


def place(text: str) -> str | None:
    """Return the town of "01.05.1990, Musterstadt, Deutschland"; one abroad with its country, as written."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + text[found.end :]
    for line in text.splitlines():
        parts = [_named(part) for part in re.split(r"(?<=,)|/", line)]
        named = list(takewhile(WORDS.fullmatch, dropwhile(lambda part: not WORDS.fullmatch(part), parts)))
        if named:
            return ", ".join(part for part in named[:2] if part == named[0] or part not in HOME)
    return None
