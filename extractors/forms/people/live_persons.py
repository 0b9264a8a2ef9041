"""Lists of persons in live forms: what the fields of each person hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource, Widget, WidgetKind
from contracts.records import Box
from contracts.values import fold
from extractors.forms.choosing.choices import choice_among
from extractors.forms.page.owners import TYPED
from extractors.forms.parts.live import written_in
from extractors.forms.parts.live_people import (
    FAMILY_THEN_GIVEN,
    GIVEN_THEN_FAMILY,
    Person,
    Place,
    offset_of,
)
from extractors.forms.parts.readings import EMPTY, UNFOUND, WIDGET_CONFIDENCE, Written, settled, value_of
from extractors.forms.parts.sheet import TICKS, Sheet
from extractors.forms.people.person_columns import COUNTED
from extractors.forms.values.names import split_name
from extractors.forms.values.normalise import chosen

NAMED: Final = ("familienname", "vorname", "geburtsdatum")

HEAD, INDENT = 60.0, 20.0
"""Points over a person's fields within which a head says who that is, and left of them."""

_NUMBER: Final = re.compile(r"^\d\.? | \d$")
"""What counts the children: "Kind 1", "1. Kind"."""

KIN: Final = "verwandt"
"""So begin labels that ask for the kinship: a child there has no work, but may be any person's."""

Item = dict[str, FieldReading]


def live_persons(spec: FieldSpec, sheet: Sheet) -> list[Item]:
    """Return the persons beside the applicant whose live fields are filled in."""
    people = [item for group in sheet.others.people for item in _read_group(group, spec, sheet)]
    return [item for item in people if any(item[name].raw for name in NAMED if name in item)]


def _read_group(group: Sequence[Person], spec: FieldSpec, sheet: Sheet) -> list[Item]:
    told = _told_by_options(group, spec)
    return [_read(person, group, told, spec, sheet) for person in group]


def _read(
    person: Person,
    group: Sequence[Person],
    told: Mapping[str, Sequence[Place]],
    spec: FieldSpec,
    sheet: Sheet,
) -> Item:
    item = {
        name: _answer(name, column, person, told.get(name, ()), sheet)
        for name, column in spec.columns.items()
    }
    item |= _full_name(person, spec, sheet)
    for name, column in spec.columns.items():
        if column.kind is FieldKind.CHOICE and item[name].state is FieldState.EMPTY:
            item[name] = _said_over(column, person, group, sheet)
    return settled(item, spec.columns)


def _answer(
    name: str, column: FieldSpec, person: Person, told: Sequence[Place], sheet: Sheet
) -> FieldReading:
    """Return what was typed at the column's label, or can only be its answer; else what was ticked."""
    own = person.named.get(name)
    mine = [own] if own is not None and own.field.kind in TYPED else []
    mine = [each for each in told if each in person.places] or mine
    if mine:
        return _typed(column, mine[0], sheet)
    ticks = [each for each in person.places if each.field.kind in TICKS]
    if column.kind is FieldKind.YES_NO:
        ticks = _at_question(name, ticks)
    if ticks and (ticked := choice_among(column, person.page, [each.field.box for each in ticks], sheet)):
        return ticked
    return UNFOUND if any(each.name == name and each.field.checked for each in ticks) else EMPTY


def _typed(column: FieldSpec, place: Place, sheet: Sheet) -> FieldReading:
    text = written_in(place.field, sheet.pages[place.page])
    return EMPTY if text is None else value_of(column, text.raw, [text])


def _at_question(name: str, ticks: Sequence[Place]) -> list[Place]:
    """Return the tick boxes at a question: one of a group of buttons, or of a line, has it as its label."""
    asked = [each.field for each in ticks if each.name == name]
    return [each for each in ticks if any(_of_one_group(each.field, other) for other in asked)]


def _of_one_group(one: Widget, other: Widget) -> bool:
    if one.kind is WidgetKind.RADIO and other.kind is WidgetKind.RADIO:
        return one.name == other.name
    return abs(one.box.top - other.box.top) < one.box.height / 2


def _full_name(person: Person, spec: FieldSpec, sheet: Sheet) -> Item:
    """Return both parts of a name that is asked for in one field."""
    for label in (FAMILY_THEN_GIVEN, GIVEN_THEN_FAMILY):
        place = person.named.get(label)
        text = written_in(place.field, sheet.pages[place.page]) if place else None
        if text is not None:
            full = split_name(text.raw, given_first=label == GIVEN_THEN_FAMILY)
            parts = (
                {"familienname": full.family, "vorname": full.given}
                if full
                else dict.fromkeys(NAMED[:2], text.raw)
            )
            found = {
                name: value_of(spec.columns[name], raw, [text])
                for name, raw in parts.items()
                if name in spec.columns
            }
            return found if full else {name: _unclear(each) for name, each in found.items()}
    return {}


def _unclear(reading: FieldReading) -> FieldReading:
    return reading.model_copy(update={"value": None, "state": FieldState.UNCLEAR})


def _told_by_options(group: Sequence[Person], spec: FieldSpec) -> dict[str, list[Place]]:
    """Return fields whose label is not known, but which hold nothing but options of one column."""
    told: dict[str, list[Place]] = {}
    for name, column in spec.columns.items():
        named = [person.named[name] for person in group if name in person.named]
        if column.kind is not FieldKind.CHOICE or _hold_options(named, column):
            continue
        kin = any(fold(label).startswith(KIN) for label in column.labels)
        rows = [_same_fields(place, group) for place in group[0].more if place.field.kind in TYPED]
        fitting = [
            row
            for row in rows
            if _hold_options(row, column) and (kin or not _label_of(row[0]).startswith(KIN))
        ]
        if len(fitting) == 1:
            told[name] = fitting[0]
    return told


def _same_fields(place: Place, group: Sequence[Person]) -> list[Place]:
    """Return the field of the group's first person, and those of the others at the same distance."""
    right, down = offset_of(group[0].anchor, place.field.box)
    return [
        each
        for person in group
        for each in person.more
        for other in [offset_of(person.anchor, each.field.box)]
        if abs(other[0] - right) + abs(other[1] - down) < 4
    ]


def _hold_options(row: Sequence[Place], column: FieldSpec) -> bool:
    values = [each.field.value for each in row if each.field.value]
    return bool(values) and all(chosen(column.options, value) for value in values)


def _label_of(place: Place) -> str:
    return place.label.text if place.label else ""


def _said_over(column: FieldSpec, person: Person, group: Sequence[Person], sheet: Sheet) -> FieldReading:
    """Return the option that the head over a person's fields names: "Kind 1"; empty if it names none."""
    box = person.box
    above = [each.box.bottom for each in group if each.page == person.page and each.box.bottom < box.top]
    area = Box(box.left - INDENT, max([box.top - HEAD, *above]), box.right, box.top)
    for each in sheet.segments:
        if each.page == person.page and area.holds(*each.box.middle):
            for raw in (COUNTED.sub("", each.text), _NUMBER.sub("", each.text)):
                if chosen(column.options, raw) is not None:
                    text = Written(raw, each.box, each.page, WIDGET_CONFIDENCE, TextSource.TEXT)
                    return value_of(column, raw, [text])
    return EMPTY
