"""Addresses that a form asks for in parts: street and number, postcode and town, each with its own label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.records import Box
from extractors.forms.answers import answers
from extractors.forms.pinned import Written, value_of
from extractors.forms.sheet import LabelHit, Sheet

STREET: Final = (
    "Straße, Hausnummer",
    "Straße und Hausnummer",
    "Straße, Haus-Nr.",
    "Straße, Nr.",
    "Straße, Hausnummer, Zusätze",
    "Straße/Hausnummer",
    "Straße, Hausnr.",
    "Straße und Hausnr.",
    "Straße",
    "Strasse",
)
NUMBER: Final = ("Hausnummer", "Haus-Nr.", "Hausnr.", "Nr.")
TOWN: Final = (
    "PLZ, Ort",
    "PLZ und Ort",
    "PLZ Ort",
    "PLZ/Ort",
    "PLZ / Ort",
    "Postleitzahl, Ort",
    "Postleitzahl und Ort",
    "Postleitzahl, Wohnort",
    "PLZ, Wohnort",
    "Postleitzahl, Gemeinde, Ortsteil",
    "Postleitzahl, Gemeinde",
    "Postleitzahl, Gemeinde/Kreis/Land",
    "Postleitzahl und Wohnort",
)
POSTCODE: Final = ("PLZ", "Postleitzahl")
PLACE: Final = ("Ort", "Wohnort", "Gemeinde", "Stadt")


class Part(NamedTuple):
    """One part of an address where it was found, with the heading's verdict on it."""

    written: Written
    verdict: float


def read_address(spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Return the address put together from its parts; None if they don't make one."""
    street = _parts(spec, STREET, sheet)
    for first in street:
        if first.verdict < 0:
            continue
        parts = [first]
        if not any(map(str.isdigit, first.written.raw)):
            parts += _nearest(spec, NUMBER, first, sheet)
        town = _nearest(spec, TOWN, first, sheet)
        parts += town or [*_nearest(spec, POSTCODE, first, sheet), *_nearest(spec, PLACE, first, sheet)]
        reading = _together(spec, parts, split=bool(town))
        if reading.value is not None:
            return reading
    return None


def _together(spec: FieldSpec, parts: Sequence[Part], *, split: bool) -> FieldReading:
    texts = [part.written.raw for part in parts]
    tail = 1 if split else 2
    raw = f"{' '.join(texts[:-tail])}, {' '.join(texts[-tail:])}"
    return value_of(spec, raw, [part.written for part in parts])


def _parts(spec: FieldSpec, labels: Sequence[str], sheet: Sheet) -> list[Part]:
    """Return the filled answers to labels of a part, those under the field's own headings first."""
    asking = spec.model_copy(update={"labels": tuple(labels), "kind": FieldKind.TEXT})
    found: dict[Box, Part] = {}
    for hit in sheet.hits("", asking):
        verdict = sheet.headings.verdict(spec, hit.hit.page, hit.hit.box)
        part = _answer(hit, sheet, verdict)
        if part is not None:
            found.setdefault(part.written.box, part)
    return sorted(found.values(), key=lambda part: (-part.verdict, part.written.page, part.written.box.top))


def _answer(hit: LabelHit, sheet: Sheet, verdict: float) -> Part | None:
    for answer in answers(hit, sheet):
        if answer.written is not None:
            return Part(answer.written, verdict)
    return None


def _nearest(spec: FieldSpec, labels: Sequence[str], first: Part, sheet: Sheet) -> list[Part]:
    """Return the part that stands nearest to the street, on its page; none if there is none."""
    near = [
        part
        for part in _parts(spec, labels, sheet)
        if part.written.page == first.written.page and part.written.box != first.written.box
    ]
    return sorted(near, key=lambda part: _distance(part.written.box, first.written.box))[:1]


def _distance(one: Box, other: Box) -> float:
    across = max(0.0, one.left - other.right, other.left - one.right)
    return abs(one.middle[1] - other.middle[1]) + 0.5 * across
