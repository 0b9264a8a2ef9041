"""Until when documents should arrive.

A period that would end on a Saturday, Sunday or public holiday ends on the next working day
(§ 193 BGB, § 31 (3) VwVfG, § 26 (3) SGB X). The holidays here are those of all Länder; a Land's own
come in as ``more_holidays``.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

SATURDAY = 5


def due_date(today: date, days: int, *, more_holidays: AbstractSet[date] = frozenset()) -> date:
    """Return the last day of a period of so many days, moved to the next working day if need be."""
    day = today + timedelta(days=days)
    while day.weekday() >= SATURDAY or day in nationwide_holidays(day.year) or day in more_holidays:
        day += timedelta(days=1)
    return day


def nationwide_holidays(year: int) -> frozenset[date]:
    """Return the public holidays that all Länder share."""
    easter = easter_sunday(year)
    fixed = {(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)}
    moving = (-2, 1, 39, 50)  # Good Friday, Easter Monday, Ascension, Whit Monday
    return frozenset(date(year, month, day) for month, day in fixed) | frozenset(
        easter + timedelta(days=distance) for distance in moving
    )


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
