"""Dates in German words; independent of the machine's locale."""

from __future__ import annotations

import re
from datetime import date

ISO_DAY = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(\d{2})\b")
ISO_MONTH = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])\b(?!-)")

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def long_date(day: date) -> str:
    """Return a date as letters have it: ``2. November 2026``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def with_german_dates(text: str) -> str:
    """Return a text with ``2026-09-01`` as ``01.09.2026`` and ``2026-09`` as ``September 2026``."""
    days = ISO_DAY.sub(r"\3.\2.\1", text)
    return ISO_MONTH.sub(lambda month: f"{MONTHS[int(month[2]) - 1]} {month[1]}", days)
