"""Days are German days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from contracts.clock import day_of, today


def test_an_evening_in_utc_is_the_next_day_in_germany() -> None:
    """The legal clock starts on the German day, on a server that keeps UTC as well."""
    assert day_of(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == date(2026, 11, 22)
    assert day_of(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert day_of(datetime(2026, 11, 21, 12, tzinfo=UTC)) == date(2026, 11, 21)


def test_today_is_now() -> None:
    """Within a day of UTC's."""
    assert abs(today() - datetime.now(UTC).date()) <= timedelta(days=1)
