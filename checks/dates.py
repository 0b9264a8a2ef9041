"""Whether a day stands in a document."""

from __future__ import annotations

import re
from datetime import date

from checks.words import EXACT, NOWHERE, Sighting, Words

_MACHINE_LINE = re.compile(r"\S*<\S*|\b[A-Z0-9]{25,}\b")


def find_date(value: str, words: Words) -> Sighting:
    """Look for a day (ISO 8601) in any German form, or as in the machine-readable zone of an ID."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return NOWHERE
    for found in words.dates:
        if found.value == day:
            return Sighting(EXACT, words.spot_at(found.start))
    for line in _MACHINE_LINE.finditer(words.text):
        if f"{day:%y%m%d}" in line[0]:
            return Sighting(EXACT, words.spot_at(line.start()))
    return NOWHERE


def shows_dates(words: Words) -> bool:
    """Whether there is any date at all; on a scan only a labelled one counts, the others may be misread."""
    return bool(words.dates) and not words.scanned
