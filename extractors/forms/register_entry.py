"""Register entries: court and number are often one answer, "Amtsgericht Musterstadt, HRB 12345"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from contracts.findings import FieldReading
from extractors.forms.sheet import Sheet

COURT, NUMBER = "registergericht", "registernummer"

NEAR, LINE = 40.0, 9.0
"""Points from "Amtsgericht" to the name behind it; that a line is high."""

_DISTRICT: Final = re.compile(r"(?:Amtsgericht|AG)\b:?")

_ENTRY: Final = re.compile(r"(?P<court>.*?)[\s,;:/–-]*\b(?P<number>(?:HR\s?[AB]|VR|GnR|GsR|PR)\b.*)")


def with_court(readings: Mapping[str, FieldReading], sheet: Sheet) -> dict[str, FieldReading]:
    """Return the readings; a court's name has the "Amtsgericht" that stands before it, label or not."""
    found = readings.get(COURT)
    if found is None or found.value is None or found.page is None or found.box is None:
        return dict(readings)
    box = found.box
    before = [
        word
        for word in sheet.words[found.page]
        if _DISTRICT.fullmatch(word.text)
        and -1 <= box.left - word.box.right < NEAR
        and word.box.top < box.top + LINE / 2 < word.box.bottom + LINE / 2
    ]
    if not before or _DISTRICT.match(found.value):
        return dict(readings)
    return {**readings, COURT: found.model_copy(update={"value": f"Amtsgericht {found.value}"})}


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
