"""The day on which something happened: by German clocks, whatever the machine's own time zone is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

GERMANY: Final = ZoneInfo("Europe/Berlin")


def day_of(moment: datetime) -> date:
    """Return the German calendar day of a moment (which knows its time zone): deadlines count in days."""
    return moment.astimezone(GERMANY).date()


def today() -> date:
    """Return the present German calendar day."""
    return day_of(datetime.now(UTC))
