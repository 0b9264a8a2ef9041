"""Places that a form prints itself before the day: "Musterstadt, den ............" beside the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.records import Box
from contracts.values import parse_date
from extractors.forms.answering.best_answer import best_answer
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import Segment
from extractors.forms.parts.sheet import Sheet
from extractors.forms.parts.signers import own_labels
from extractors.forms.values.days import WORDS

_TOWN: Final = re.compile(r"(?P<town>[A-ZÄÖÜ][^,;:]*), ?(?:den|am)\b")
ASKED: Final = frozenset({"Ort", "Stadt", "Datum", "Wohnort", "Unterschrift"})
"""Words that ask for a place, or a signature, and are none."""

MOST_TOWN_WORDS: Final = 4
NEAR: Final = 70.0
"""Points between the line with the day and the label of the signature, at most."""


def day_at_printed_town(spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Return the day behind a printed town near a signature, with that town; None if there is none."""
    signed = [
        label.hit
        for name, each in sheet.fields.items()
        if each.kind is FieldKind.SIGNATURE
        for label in sheet.labels[name]
    ]
    for town, hit in _towns(sheet):
        if any(hit.page == each.page and abs(hit.box.top - each.box.top) < NEAR for each in signed):
            own = own_labels(spec, [LabelHit("", hit, hit.score)], sheet)
            day = best_answer(spec, own, sheet)
            if day is not None:
                return _with_town(day, town)
    return None


def _towns(sheet: Sheet) -> Iterator[tuple[str, Hit]]:
    for printed in sheet.segments:
        found = _TOWN.match(printed.text)
        if found is not None and _is_town(found["town"]):
            yield found["town"], _label(printed, len(found[0].split()))


def _is_town(text: str) -> bool:
    words = text.split()
    return bool(WORDS.fullmatch(text)) and len(words) <= MOST_TOWN_WORDS and not ASKED.intersection(words)


def _label(printed: Segment, size: int) -> Hit:
    """Return the first words of print as a label, the others as what stands behind it."""
    words = printed.words[:size]
    rest = tuple(token for token in printed.tokens if token.word not in words)
    return Hit(printed.page, Box.around([word.box for word in words]), rest, 1.0)


def _with_town(day: FieldReading, town: str) -> FieldReading:
    if day.value is None or parse_date(day.value) is None:
        return day
    return day.model_copy(update={"value": f"{town}, {day.value}", "raw": f"{town}, {day.raw}"})
