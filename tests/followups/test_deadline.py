from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups.deadline import due_date, easter_sunday, nationwide_holidays
from followups.german import long_date, with_german_dates


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, easter: date) -> None:
    """Easter as published by the Physikalisch-Technische Bundesanstalt."""
    assert easter_sunday(year) == easter


@pytest.mark.parametrize(
    ("today", "days", "due"),
    [
        (date(2026, 11, 21), 30, date(2026, 12, 21)),  # a Monday
        (date(2026, 11, 25), 30, date(2026, 12, 28)),  # Christmas Day, a Friday, and the weekend after
        (date(2026, 3, 4), 30, date(2026, 4, 7)),  # Good Friday up to Easter Monday
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # a Saturday
    ],
)
def test_due_date_moves_to_the_next_working_day(today: date, days: int, due: date) -> None:
    """A period never ends on a weekend or a nationwide holiday (§ 193 BGB)."""
    assert due_date(today, days) == due


def test_a_lands_own_holiday_counts_when_given() -> None:
    """A Land's own holiday moves the date as well."""
    fronleichnam = date(2026, 6, 4)
    assert due_date(date(2026, 6, 3), 1) == fronleichnam
    assert due_date(date(2026, 6, 3), 1, more_holidays={fronleichnam}) == date(2026, 6, 5)


@given(
    today=st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)),
    days=st.integers(min_value=1, max_value=400),
)
def test_nobody_gets_less_time_than_promised(today: date, days: int) -> None:
    """The due date is never earlier than the period, never a week later, and a working day."""
    due = due_date(today, days)
    assert timedelta(0) <= due - (today + timedelta(days=days)) < timedelta(days=7)
    assert due.weekday() < 5
    assert due not in nationwide_holidays(due.year)


def test_there_are_nine_nationwide_holidays() -> None:
    """All Länder share nine public holidays (in 2008 two of them fell on one day)."""
    assert len(nationwide_holidays(2026)) == 9
    assert len(nationwide_holidays(2008)) == 8


def test_dates_in_words() -> None:
    """A letter writes the month as a word."""
    assert long_date(date(2026, 3, 2)) == "2. März 2026"


@pytest.mark.parametrize(
    ("text", "german"),
    [
        (
            "2 von 3 Gehaltsabrechnungen (fehlt: 2026-09)",
            "2 von 3 Gehaltsabrechnungen (fehlt: September 2026)",
        ),
        ("gültig bis 2026-03-02.", "gültig bis 02.03.2026."),
        ("2026-08, 2026-12", "August 2026, Dezember 2026"),
        ("AL-2026-000123-4 und 2026-13", "AL-2026-000123-4 und 2026-13"),
    ],
)
def test_people_read_german_dates(text: str, german: str) -> None:
    """What machines write as ISO 8601 is turned into German for people; numbers of cases stay."""
    assert with_german_dates(text) == german
