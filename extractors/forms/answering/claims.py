"""What stands at one place is one field's answer; under somebody else's heading it is nobody's here."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.records import Box
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.normalise import normalise

PERSONAL: Final = frozenset({FieldKind.NAME, FieldKind.TEXT})
DAY_AND_PLACE: Final = FieldSpec(kind=FieldKind.PLACE_DATE)
NAMED: Final = ("familienname", "vorname", "geburtsdatum")
NEAR: Final = 40.0
"""Points down or up within which a label, or a heading, is close to an answer."""

LINE: Final = 6.0
"""Points by which things of one line differ in height."""

ROW: Final = 18.0
"""Points that one line of an answer is high, at most."""

SAME: Final = 0.7
"""Share of the smaller of two boxes that is common to both where they are the same place."""


def doubtful_claims(
    readings: Mapping[str, FieldReading], fields: Mapping[str, FieldSpec], sheet: Sheet
) -> dict[str, FieldReading]:
    """Return the readings that claim what is not theirs, as unclear.

    That is a place that suits another field better or as well, the name or birthday of a listed person, and
    "Fulda, 31.08.2026" for a person.
    """
    listed = [*_of_listed(readings)]
    found = {
        name: reading
        for name, reading in readings.items()
        if reading.value is not None and reading.page is not None and reading.box is not None
    }
    return {
        name: _unclear(reading)
        for name, reading in found.items()
        if is_of_signature(fields[name], reading.raw)
        or (not reading.items and any(_is_same_place(reading, other) for other in listed))
        or (not fields[name].long and _is_anothers(name, reading, fields, sheet))
        or any(
            _is_nearer(rival, name, reading, sheet)
            for rival, other in found.items()
            if _same_ticks(fields[name], fields[rival], reading, other)
        )
        or any(
            _same_answer(reading, other)
            and not _shared(fields[name], fields[rival])
            and _suits(name, reading, fields, sheet) <= _suits(rival, other, fields, sheet)
            for rival, other in found.items()
            if rival != name
        )
    }


def _of_listed(readings: Mapping[str, FieldReading]) -> Iterator[FieldReading]:
    """Yield the names and birthdays of the persons in lists: they are never the applicant's too."""
    for reading in readings.values():
        for person in reading.items:
            yield from (person[name] for name in NAMED if name in person)


def is_of_signature(spec: FieldSpec, raw: str) -> bool:
    """Whether a text for a person is nothing but place and date: that belongs to a signature."""
    value = normalise(DAY_AND_PLACE, raw) if spec.kind in PERSONAL else None
    return value is not None and "," in value and raw.strip()[-1:].isdigit()


def _is_anothers(name: str, reading: FieldReading, fields: Mapping[str, FieldSpec], sheet: Sheet) -> bool:
    """Whether a person's answer stands right under somebody else's heading, and its label says no other."""
    if fields[name].kind not in {*PERSONAL, FieldKind.ADDRESS} or _suits(name, reading, fields, sheet) >= 0:
        return False
    page, box = reading.page, reading.box
    if page is None or box is None:
        return False
    heading = sheet.headings.nearest(page, box)
    return (
        heading is not None
        and box.top - heading.bottom < NEAR
        and not any(
            label.hit.page == page
            and abs(label.hit.box.top - box.top) < NEAR
            and sheet.headings.verdict(fields[name], page, label.hit.box) >= 0
            for label in sheet.labels[name]
        )
    )


def _same_answer(one: FieldReading, other: FieldReading) -> bool:
    return one.value == other.value and _is_same_place(one, other)


def _is_same_place(one: FieldReading, other: FieldReading) -> bool:
    if one.page != other.page or one.box is None or other.box is None:
        return False
    return one.box.overlap(other.box) > SAME * min(_area(one.box), _area(other.box))


def _shared(one: FieldSpec, other: FieldSpec) -> bool:
    """Whether the contract has two fields under one label and under the same headings, or two ticks."""
    ticks = {FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.SIGNATURE}
    if one.kind != other.kind or one.kind in ticks:
        return True
    return bool(set(one.labels) & set(other.labels)) and one.sections == other.sections


def _same_ticks(one: FieldSpec, other: FieldSpec, reading: FieldReading, rival: FieldReading) -> bool:
    """Whether the same box was ticked for two questions with yes and no."""
    both = one is not other and one.kind is other.kind is FieldKind.YES_NO
    return both and _same_answer(reading, rival)


def _is_nearer(rival: str, name: str, reading: FieldReading, sheet: Sheet) -> bool:
    """Whether another question stands closer to the answer: a heading may speak of both."""
    return _distance(rival, reading, sheet) + LINE < _distance(name, reading, sheet)


def _distance(name: str, reading: FieldReading, sheet: Sheet) -> float:
    """Return how many points above or below its answer the nearest label of a field stands."""
    page, box = reading.page, reading.box
    boxes = [label.hit.box for label in sheet.labels[name] if label.hit.page == page]
    return min((abs(each.middle[1] - box.middle[1]) for each in boxes if box is not None), default=math.inf)


def _suits(name: str, reading: FieldReading, fields: Mapping[str, FieldSpec], sheet: Sheet) -> float:
    """Return how well a place suits a field: by the heading over its first line.

    Between the lines of an address in parts may stand what else is asked for beside them.
    """
    page, box = reading.page, reading.box
    if page is None or box is None:
        return -1.0
    first = box._replace(bottom=min(box.bottom, box.top + ROW))
    return sheet.headings.verdict(fields[name], page, first)


def _unclear(reading: FieldReading) -> FieldReading:
    return reading.model_copy(update={"value": None, "state": FieldState.UNCLEAR, "confidence": 0.3})


def _area(box: Box) -> float:
    return box.width * box.height
