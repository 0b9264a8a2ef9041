"""Dates in German words; independent of the machine's locale."""

from __future__ import annotations

from datetime import date

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
