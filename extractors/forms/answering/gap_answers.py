"""Answers in gaps of running text: the words right before a gap name it, or the small print under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from extractors.forms.answering.answers import written
from extractors.forms.answering.gap_labels import score_of, town_behind
from extractors.forms.answering.gap_names import in_gap, name_gap, names_in
from extractors.forms.page.running_text import Gap
from extractors.forms.parts.readings import EMPTY, UNFOUND, value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.normalise import normalise

WITHOUT: Final = frozenset(
    {FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.SIGNATURE, FieldKind.PERSONS, FieldKind.PLACE_DATE}
)
"""Kinds of fields that are not written into a gap."""

EDGES: Final = " ,;‚"


class Named(NamedTuple):
    """A gap, by its number, that a field's label names, and how well."""

    field: str
    gap: int
    score: float


def gap_readings(
    readings: Mapping[str, FieldReading], fields: Mapping[str, FieldSpec], sheet: Sheet
) -> dict[str, FieldReading]:
    """Return the readings of fields that stand in gaps; bare gaps say no more than what stands elsewhere.

    A required field is not empty as long as something that may be its value stands in a gap of no known name,
    or a sentence asks for it where no gap was found.
    """
    gaps = sheet.gaps
    if not gaps:
        return {}
    chosen = _chosen([each for name, spec in fields.items() for each in _named(name, spec, sheet)])
    names = name_gap(gaps, fields, sheet)
    named = {*chosen.values(), *([names.number] if names else ())}
    nameless = [gap for number, gap in enumerate(gaps) if gap.words and number not in named]
    found = {name: _reading(fields[name], number, chosen, sheet) for name, number in chosen.items()}
    if names is not None and names.number not in chosen.values():
        both = names_in(names, fields, sheet)
        found |= {name: reading for name, reading in both.items() if readings[name].value is None}
    told = {
        name: reading
        for name, reading in found.items()
        if reading.state is not FieldState.EMPTY or readings[name] in (EMPTY, UNFOUND)
    }
    doubtful = {
        name: UNFOUND
        for name, reading in {**readings, **told}.items()
        if reading.state is FieldState.EMPTY
        and (
            _may_be_in(nameless, fields[name]) or (name not in found and _is_asked(name, fields[name], sheet))
        )
    }
    return told | doubtful


def _chosen(named: Sequence[Named]) -> dict[str, int]:
    """Return the gap of each field, best names first; each gap has one field."""
    chosen: dict[str, int] = {}
    for each in sorted(named, key=lambda each: -each.score):
        if each.field not in chosen and each.gap not in chosen.values():
            chosen[each.field] = each.gap
    return chosen


def _may_be_in(gaps: Sequence[Gap], spec: FieldSpec) -> bool:
    """Whether one of these gaps may hold a field's value."""
    if not spec.required or spec.kind in WITHOUT:
        return False
    return any(normalise(spec, " ".join(word.text for word in gap.words)) is not None for gap in gaps)


def _is_asked(name: str, spec: FieldSpec, sheet: Sheet) -> bool:
    """Whether a label of a required field is a part of a sentence with gaps."""
    if not spec.required or spec.kind in WITHOUT:
        return False
    return any(
        label.hit.box.holds(*word.box.middle) and sheet.is_in_running_text(label.hit.page, word)
        for label in sheet.labels[name]
        for word in sheet.words[label.hit.page]
    )


def _named(name: str, spec: FieldSpec, sheet: Sheet) -> list[Named]:
    """Return the gaps that a field's labels name."""
    if spec.kind in WITHOUT:
        return []
    scores = [score_of(spec, gap, sheet) for gap in sheet.gaps]
    return [Named(name, number, score) for number, score in enumerate(scores) if score is not None]


def _reading(spec: FieldSpec, number: int, chosen: Mapping[str, int], sheet: Sheet) -> FieldReading:
    """Return what stands in a gap as a field's reading; an address may go on in the next one."""
    gap = sheet.gaps[number]
    reading = in_gap(spec, gap, sheet)
    if spec.kind is not FieldKind.ADDRESS or reading.value is not None or not gap.words:
        return reading
    town = town_behind(number, sheet.gaps)
    if town is None or town in chosen.values():
        return reading
    parts = [written(each.words, sheet.pages[each.page]) for each in (gap, sheet.gaps[town])]
    whole = value_of(spec, ", ".join(part.raw.strip(EDGES) for part in parts), parts)
    return whole if whole.value is not None else reading
