"""A date on a scan without its place: OCR may have lost the town, or its label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.findings import FieldReading
from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.parts.sheet import Sheet

PLACE: Final = "ort"
BEFORE, EDGE = 200.0, 3.0
"""Points left of a date in which its place stands; that are left out beside words."""


def place_is_lost(day: FieldReading, labels: Sequence[LabelHit], sheet: Sheet) -> bool:
    """Whether a place was asked for, or anything that is no label stands left of a date without one."""
    return any(_asks_for_place(label, sheet) for label in labels) or _follows_something(day, sheet)


def _asks_for_place(label: LabelHit, sheet: Sheet) -> bool:
    box = label.hit.box.grown(1)
    printed = (word.text for word in sheet.words[label.hit.page] if box.holds(*word.box.middle))
    return any(PLACE in fold(text).split() for text in printed)


def _follows_something(day: FieldReading, sheet: Sheet) -> bool:
    if day.page is None or day.box is None or (picture := sheet.ink(day.page)) is None:
        return False
    before = Box(max(0.0, day.box.left - BEFORE), day.box.top, day.box.left - EDGE, day.box.bottom)
    words = sheet.words[day.page]
    printed = [word.box.grown(EDGE) for word in words if sheet.is_label(day.page, word)]
    return picture.holds_letter(before, printed=printed)
