"""Signs that a form lists persons who could not be understood: then nobody is said to be listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.reading import WidgetKind
from contracts.records import Box
from contracts.values import find_dates
from extractors.forms.labelling.labels import find_label
from extractors.forms.labelling.phrases import find_phrase
from extractors.forms.page.by_hand import UNREAD
from extractors.forms.parts.sheet import Sheet
from extractors.forms.parts.tables import NAMES

DAY: Final = len("2026-10-24")
LEAST_UNREAD: Final = 2
"""Places written by hand, at least: a single one may be a smudge, a person has a name and a birthday."""

SAME_LINE: Final = 20.0
"""Points within which two birthdays' labels are taken for one, of the applicant."""

DEEPEST: Final = 320.0
"""Points under its heading that a list of persons goes on at most."""


def somebody_is_listed(spec: FieldSpec, sheet: Sheet, applicant: Mapping[str, FieldReading]) -> bool:
    """Whether a birthday that is nobody else's, or handwriting, stands under a heading of the list."""
    told = {reading.value[-DAY:] for reading in applicant.values() if reading.value}
    found = {place for page, area in _areas(spec, sheet) for place in _filled(page, area, sheet)}
    texts = [text for *_, text in found]
    days = {day.value.isoformat() for text in texts for day in find_dates(text)}
    return bool(days - told) or sum(UNREAD in text for text in texts) >= LEAST_UNREAD


def _areas(spec: FieldSpec, sheet: Sheet) -> Iterator[tuple[int, Box]]:
    """Yield what follows a heading of the list, up to the next heading, or another birthday's label."""
    heads = {(hit.page, hit.box) for phrase in spec.sections for hit in find_phrase(phrase, sheet.segments)}
    labels = {label for column in spec.columns.values() if column.of_birth for label in column.labels}
    asked = {(hit.page, hit.box) for label in labels for hit in find_label(label, sheet.segments)}
    first = min(((page, box.top) for page, box in asked), default=(0, 0.0))
    again = {(page, box) for page, box in asked if (page, box.top) > (first[0], first[1] + SAME_LINE)}
    others = {place for place in sheet.headings.places if place not in heads}
    for page, head in heads | again:
        below = [box.top for number, box in others if number == page and box.top > head.bottom]
        below = [] if (page, head) in again else below
        end = min([*below, head.bottom + DEEPEST])
        yield page, Box(0, head.bottom, sheet.pages[page].size.width, end)


def _filled(page: int, area: Box, sheet: Sheet) -> Iterator[tuple[int, Box, str]]:
    """Yield what live fields and words say inside an area, with their places."""
    for widget in sheet.pages[page].widgets:
        if widget.kind is WidgetKind.TEXT and widget.value and area.holds(*widget.box.middle):
            yield page, widget.box, widget.value
    for segment in sheet.segments:
        if segment.page == page and area.holds(*segment.box.middle):
            yield page, segment.box, segment.text


def head_no_table(spec: FieldSpec, sheet: Sheet) -> bool:
    """Whether the labels of names that a form repeats for each person stand under the answers.

    What stands under such labels is the next row, not theirs as under the heads of a table.
    """
    names = [(name, spec.columns[name]) for name in NAMES if name in spec.columns]
    hits = [
        hit
        for block in sheet.others.blocks
        for name, column in names
        for hit in sheet.hits_in(block, name, column)
    ]
    under = sum(
        sheet.sides.is_under(each.hit) for each in hits
    )  # a question beside a bare line hides its way
    return under > 0 and 2 * under >= len(hits)
