"""Register entries: court and number are often one answer, "Amtsgericht Musterstadt, HRB 12345"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from contracts.findings import FieldReading

COURT, NUMBER = "registergericht", "registernummer"

_ENTRY: Final = re.compile(r"(?P<court>.*?)[\s,;:/–-]*\b(?P<number>(?:HR\s?[AB]|VR|GnR|GsR|PR)\b.*)")


def with_parted_entry(readings: Mapping[str, FieldReading]) -> dict[str, FieldReading]:
    """Return the readings; where court and number were read from one place, each has its own part."""
    court, number = readings.get(COURT), readings.get(NUMBER)
    if court is None or number is None or court.value is None or court.value != number.value:
        return dict(readings)
    entry = _ENTRY.fullmatch(court.value)
    if entry is None:
        return dict(readings)
    return {
        **readings,
        COURT: court.model_copy(update={"value": entry["court"] or None}),
        NUMBER: number.model_copy(update={"value": entry["number"]}),
    }
