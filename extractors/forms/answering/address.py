"""Addresses that a form asks for in parts: street and number, postcode and town, each with its own label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.reading import TextSource
from contracts.records import Box
from extractors.forms.answering.address_parts import Labels, Part, parts_at
from extractors.forms.answering.answers import answers, written
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import Hit, find_label
from extractors.forms.labelling.part_labels import (
    DAY,
    FAMILY,
    GIVEN,
    HOUSE_NUMBER,
    NUMBER,
    PLACE,
    PLACES,
    POSTCODE,
    STREET,
    TOWN,
    TOWN_AND_STREET,
    WHOLE_ADDRESS,
)
from extractors.forms.parts.readings import Written, value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.parts.signers import at_signature, is_anothers

NEAR: Final = 60.0
"""Points between a postcode and its town, at most."""

BESIDE: Final = 20.0
"""Points by which the tops of "Ort" and "Datum" may differ."""

ALIGNED, NEXT_ROW = 3.0, 36.0
"""Points by which their left edges may differ where "Datum" stands under "Ort"; between their tops then."""

ACROSS: Final = 0.1
"""What a point across counts of a point down: parts stand on one line, or on the next."""


_POSTCODE_FIRST: Final = re.compile(r"\d{5}\b")
"""How a town begins, and no street: "wohnhaft in" may ask for either."""

_TOWN: Final = re.compile(r"[A-ZÄÖÜ][^\W\d_]{2,}(?:[ -][^\W\d_]+)*")
"""A town's name, without the number of anything."""


def read_address(spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Return the address put together from its parts; None if they don't make one."""
    whole = _in_one_place(spec, sheet)
    if whole is not None:
        return whole
    for first in parts_at(spec, STREET, sheet):
        if first.verdict < 0 or _POSTCODE_FIRST.match(first.written.raw) or _is_name(spec, first, sheet):
            continue
        alone = value_of(spec, first.written.raw, [first.written])
        if alone.value is not None:
            return alone
        parts = [first]
        if not any(map(str.isdigit, first.written.raw)):
            parts += _nearest(spec, NUMBER, first, sheet) or _number_before(spec, first, sheet)
        town = _nearest(spec, TOWN, first, sheet)
        reading = _together(spec, [*parts, *town], split=True) if town else None
        if reading is None or reading.value is None:
            code = _nearest(spec, POSTCODE, first, sheet)
            place = _nearest(spec, PLACES, first, sheet)
            code = code or [part for town in place for part in _unlabelled_code(town, sheet)]
            place = place or [part for digits in code for part in _unlabelled_town(digits, sheet)]
            reading = _together(spec, [*parts, *code, *place], split=False)
        if reading.value is not None:
            return reading
    return _behind_postcode(spec, sheet)


def _is_name(spec: FieldSpec, street: Part, sheet: Sheet) -> bool:
    """Whether words without a number also answer a name's label: then they are no street."""
    if any(map(str.isdigit, street.written.raw)):
        return False
    page, box = street.written.page, street.written.box
    names = (part.written for part in parts_at(spec, (*GIVEN, *FAMILY[:-1]), sheet))
    return any(name.page == page and name.box.overlap(box) > 0 for name in names)


def _in_one_place(spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Return an address that one label asks for part by part, in any order: "PLZ, Ort, Straße, Nr."."""
    asked = (part.written for part in parts_at(spec, WHOLE_ADDRESS, sheet) if part.verdict >= 0)
    readings = (value_of(spec, written.raw, [written]) for written in asked)
    return next((each for each in readings if each.value is not None), None)


def _unlabelled_code(town: Part, sheet: Sheet) -> list[Part]:
    """Return the postcode right before a town on its line, whose own label OCR has lost."""
    place = town.written
    page = sheet.pages[place.page]
    before = [
        word
        for word in sheet.words[page.index]
        if word.box.right < place.box.left and word.box.top < place.box.middle[1] < word.box.bottom
    ]
    last = max(before, key=lambda word: word.box.right, default=None)
    if last is None or not _POSTCODE_FIRST.fullmatch(last.text) or page.source is not TextSource.OCR:
        return []
    return [Part(written([last], page), town.verdict)] if place.box.left - last.box.right < NEAR else []


def _unlabelled_town(code: Part, sheet: Sheet) -> list[Part]:
    """Return the town right behind a postcode on its line, whose own label OCR has lost."""
    digits = code.written
    page = sheet.pages[digits.page]
    behind = [
        each
        for each in sheet.segments
        if each.page == page.index
        and each.box.left > digits.box.right
        and each.box.top < digits.box.middle[1] < each.box.bottom
    ]
    town = min(behind, key=lambda each: each.box.left, default=None)
    if town is None or page.source is not TextSource.OCR or town.box.left - digits.box.right > NEAR:
        return []
    is_name = _TOWN.fullmatch(" ".join(word.text for word in town.words)) is not None
    return [Part(written(town.words, page), code.verdict)] if is_name else []


def _behind_postcode(spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Return an address of which only the postcode has a place of its own, before town and street."""
    for rest in parts_at(spec, TOWN_AND_STREET, sheet):
        code = _nearest(spec, POSTCODE, rest, sheet) if rest.verdict >= 0 else []
        texts = [part.written for part in (*code, rest)]
        reading = value_of(spec, " ".join(text.raw for text in texts), texts)
        if reading.value is not None:
            return reading
    return None


def is_begun(spec: FieldSpec, sheet: Sheet) -> bool:
    """Whether something of the address was read: then it is not empty, even if its parts make none."""
    return any(part.verdict >= 0 for part in parts_at(spec, (*STREET, *TOWN, *POSTCODE), sheet))


def with_town(spec: FieldSpec, street: FieldReading, written: Written, sheet: Sheet) -> FieldReading:
    """Return an address whose own place holds the street only, with the town from beside or below."""
    page, box = written.page, written.box
    begins = box._replace(right=box.left + 1)  # a live field may reach under headings of the next column
    first = Part(written, sheet.headings.verdict(spec, page, begins))
    town = _nearest(spec, TOWN, first, sheet)
    parts = town or [*_nearest(spec, POSTCODE, first, sheet), *_nearest(spec, PLACES, first, sheet)]
    reading = _together(spec, [first, *parts], split=bool(town)) if parts else street
    return reading if reading.value is not None else street


def read_place_date(spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Return "Ort, 2026-10-24" from two labels side by side; the last such pair of the form counts."""
    places = _whole(spec, PLACE[:1], sheet)
    days = [hit for hit in _whole(spec, DAY, sheet) if not is_anothers(spec, hit, sheet)]
    for day in reversed(at_signature(days, sheet)):
        for place in places:
            if place.page == day.page and _go_together(place.box, day.box):
                when = _over_or_under(day, sheet)
                where = _over_or_under(place, sheet, taken=when)
                found = [text for text in (where, when) if text is not None]
                reading = value_of(spec, ", ".join(text.raw for text in found), found) if found else None
                if reading is not None and reading.value is not None:
                    return reading
    return None


def _whole(spec: FieldSpec, labels: Sequence[str], sheet: Sheet) -> list[Hit]:
    return [sheet.whole_label(spec, hit) for label in labels for hit in find_label(label, sheet.segments)]


def _go_together(place: Box, day: Box) -> bool:
    """Whether a town and a day are asked for side by side, or the day right under the town."""
    under = abs(place.left - day.left) < ALIGNED and 0 < day.top - place.top < NEXT_ROW
    return under or abs(place.top - day.top) < BESIDE


def _over_or_under(hit: Hit, sheet: Sheet, *, taken: Written | None = None) -> Written | None:
    """Return the likeliest answer to a label that is not ``taken`` by another one."""
    found = (each.written for each in answers(LabelHit("", hit, hit.score), sheet, above=True))
    return next((each for each in found if each is not None and each != taken), None)


def _together(spec: FieldSpec, parts: Sequence[Part], *, split: bool) -> FieldReading:
    texts = [part.written.raw for part in parts]
    tail = 1 if split else 2
    raw = f"{' '.join(texts[:-tail])}, {' '.join(texts[-tail:])}"
    return value_of(spec, raw, [part.written for part in parts])


def _nearest(spec: FieldSpec, labels: Labels, first: Part, sheet: Sheet) -> list[Part]:
    """Return the part that stands nearest to the street, on its page; none if there is none.

    What looks like something else is no part. A part that is nearer to another street belongs to that one, as
    does one under somebody else's heading: one address never gets another's number.
    """
    near = [
        part
        for part in parts_at(spec, labels, sheet)
        if part.fits
        and part.written.page == first.written.page
        and part.written.box != first.written.box
        and min(part.verdict, 0) >= min(first.verdict, 0)
    ]
    streets = parts_at(spec, STREET, sheet)
    if labels is NUMBER:
        near = [part for part in near if not _is_before(part.written.box, first.written.box)]
    ordered = sorted(
        near, key=lambda part: (part.verdict != first.verdict, _distance(part.written.box, first.written.box))
    )
    if labels is NUMBER and ordered:
        streets = [each for each in streets if not _is_before(ordered[0].written.box, each.written.box)]
    return [part for part in ordered[:1] if _belongs(part, first.written, streets)]


def _number_before(spec: FieldSpec, street: Part, sheet: Sheet) -> list[Part]:
    """Return the only house number on a street's line, left of it, where no other street is asked for.

    "Nr." alone also counts the rows of a table.
    """
    place = street.written
    streets = [
        hit.box for label in STREET for hit in find_label(label, sheet.segments) if hit.page == place.page
    ]
    before = [
        part
        for part in parts_at(spec, HOUSE_NUMBER, sheet)
        if part.written.page == place.page and _is_before(part.written.box, place.box)
    ]
    if len(before) != 1 or min(before[0].verdict, 0) < min(street.verdict, 0):
        return []
    number = before[0].written.box
    is_shared = any(box.left < number.left and _distance(box, number) < NEXT_ROW for box in streets)
    return [] if is_shared else before


def _is_before(number: Box, street: Box) -> bool:
    """Whether a number stands left of a street on its line: it is no number of that one."""
    return number.right < street.left and street.top < number.middle[1] < street.bottom


def _belongs(part: Part, street: Written, streets: Sequence[Part]) -> bool:
    """Whether no other street is nearer to a part; under its own heading, none that is somebody else's."""
    page, box = part.written.page, part.written.box
    rivals = (each.written for each in streets if not each.verdict < 0 < part.verdict)
    others = (each.box for each in rivals if each.page == page and each.box not in {box, street.box})
    own = _distance(box, street.box)
    return all(own <= _distance(box, other) for other in others)


def _distance(one: Box, other: Box) -> float:
    across = max(0.0, one.left - other.right, other.left - one.right)
    return abs(one.middle[1] - other.middle[1]) + ACROSS * across
