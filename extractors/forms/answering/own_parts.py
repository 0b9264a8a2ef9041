"""Addresses in parts whose labels name the address each: "Anschrift der Wohnung – PLZ, Ort"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.records import Box
from extractors.forms.answering.answers import answers
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import words_of
from extractors.forms.labelling.part_labels import STREET, TOWN
from extractors.forms.parts.readings import Written, value_of
from extractors.forms.parts.sheet import Sheet


def _worded(labels: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words_of(label)) for label in labels)


PARTS: Final[Mapping[str, frozenset[tuple[str, ...]]]] = {"street": _worded(STREET), "town": _worded(TOWN)}
"""The words of the labels of both parts."""


def read_own_parts(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Return an address from the labels of a field that go on with one of its parts; None without both."""
    found: dict[str, Written] = {}
    for label in labels:
        for part, words in PARTS.items():
            whole = _whole(label, words, sheet)
            if whole is None or sheet.headings.verdict(spec, label.hit.page, label.hit.box) < 0:
                continue
            text = next((each.written for each in answers(whole, sheet) if each.written is not None), None)
            if text is not None and part not in found:
                found[part] = text
    if len(found) < len(PARTS):
        return None
    street, town = found["street"], found["town"]
    reading = value_of(spec, f"{street.raw}, {town.raw}", [street, town])
    return reading if reading.value is not None else None


def _whole(label: LabelHit, parts: frozenset[tuple[str, ...]], sheet: Sheet) -> LabelHit | None:
    """Return a label with the part's words that it ends in, or goes on with; None if it has none of them."""
    if label.widget is not None:
        return None
    rest = label.hit.rest
    ends = [size for size in range(1, len(rest) + 1) if tuple(each.text for each in rest[:size]) in parts]
    if ends:
        box = Box.around([label.hit.box, *(each.word.box for each in rest[: ends[-1]])])
        return label._replace(hit=label.hit._replace(box=box, rest=rest[ends[-1] :]))
    own = [
        token.text
        for each in sheet.segments
        if each.page == label.hit.page and each.box.overlap(label.hit.box) > 0
        for token in each.tokens
        if label.hit.box.holds(*token.word.box.middle)
    ]
    return label if any(tuple(own[start:]) in parts for start in range(1, len(own))) else None
