"""Register entries: court and number are often one answer, "Amtsgericht Musterstadt, HRB 12345"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from contracts.findings import FieldReading, FieldState
from extractors.forms.page.owners import TYPED
from extractors.forms.parts.live import written_in
from extractors.forms.parts.readings import Written, value_of
from extractors.forms.parts.sheet import Sheet

COURT, NUMBER = "registergericht", "registernummer"

NEAR, LINE = 40.0, 9.0
"""Points from "Amtsgericht" to the name behind it; that a line is high."""

_DISTRICT: Final = re.compile(r"(?:Amtsgericht|AG)\b:?")

_NUMBER_ALONE: Final = re.compile(
    r"(?:(?:\d{1,2}[.,;)] )?Nr\b[.:;]* )?"
    r"(?P<number>(?:HR\s?[AB]|VR|GnR|GsR|PR)\s?\d{1,6}(?:\s[A-ZÄÖÜ]{1,2})?)"
)
"""A number, and the label that it may have there: "12. Nr."."""

_ENTRY: Final = re.compile(r"(?P<court>.*?)[\s,;:/–-]*\b(?P<number>(?:HR\s?[AB]|VR|GnR|GsR|PR)\b.*)")


_NO_COURT: Final = re.compile(
    r"(?:(?:unter (?:der )?)?(?:Register-?)?(?:Nummer|Nr)\b[.:;]*)? ?"
    r"(?P<number>(?:HR\s?[AB]|VR|GnR|GsR|PR)\s?\d{1,6}(?:\s[A-ZÄÖÜ]{1,2})?)?",
    re.IGNORECASE,
)
"""What stands behind the court's label where no court is written: the number, its label, or both."""


def with_register(readings: Mapping[str, FieldReading], sheet: Sheet) -> dict[str, FieldReading]:
    """Return the readings with court and number of an entry, each complete and on its own."""
    return with_parted_entry(with_number_beside(with_court(without_number(readings), sheet), sheet))


def without_number(readings: Mapping[str, FieldReading]) -> dict[str, FieldReading]:
    """Return the readings; the number alone, or what asks for it, is no court but may be the number."""
    court, number = readings.get(COURT), readings.get(NUMBER)
    if court is None or number is None or court.value is None or court.value == number.value:
        return dict(readings)
    entry = _NO_COURT.fullmatch(court.value)
    if entry is None:
        return dict(readings)
    told = court.model_copy(update={"value": entry["number"]})
    unclear = court.model_copy(update={"value": None, "state": FieldState.UNCLEAR})
    return {**readings, COURT: unclear, NUMBER: told if entry["number"] and number.value is None else number}


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


def with_number_beside(readings: Mapping[str, FieldReading], sheet: Sheet) -> dict[str, FieldReading]:
    """Return the readings; "HRB 12345" behind a court, whatever its label, is the number there."""
    court, number = readings.get(COURT), readings.get(NUMBER)
    if court is None or number is None or number.value is not None or court.page is None or court.box is None:
        return dict(readings)
    beside = (
        each
        for each in _written_on(court.page, sheet)
        if each.box.top < court.box.middle[1] < each.box.bottom and each.box.left > court.box.right
    )
    for each in beside:
        if entry := _NUMBER_ALONE.fullmatch(each.raw):
            return {**readings, NUMBER: value_of(sheet.fields[NUMBER], entry["number"], [each])}
    return dict(readings)


def _written_on(page: int, sheet: Sheet) -> Iterator[Written]:
    """Yield what stands together on a page, in live fields too."""
    paper = sheet.pages[page]
    yield from filter(None, (written_in(field, paper) for field in paper.widgets if field.kind in TYPED))
    for each in sheet.segments:
        if each.page == page:
            sure = min(word.confidence for word in each.words)
            yield Written(each.text, each.box, page, sure, paper.source)


def with_parted_entry(readings: Mapping[str, FieldReading]) -> dict[str, FieldReading]:
    """Return the readings; where court and number were read from one place, each has its own part."""
    court, number = readings.get(COURT), readings.get(NUMBER)
    if court is None or number is None or court.value is None or court.value != number.value:
        return dict(readings)
    entry = _ENTRY.fullmatch(court.value)
    if entry is None:
        return dict(readings)
    state = FieldState.FILLED if entry["court"] else FieldState.UNCLEAR
    return {
        **readings,
        COURT: court.model_copy(update={"value": entry["court"] or None, "state": state}),
        NUMBER: number.model_copy(update={"value": entry["number"]}),
    }
