"""Whether a form is signed: digitally, or by a pen at a place that asks for the applicant's signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.reading import TextSource, WidgetKind
from contracts.records import Box
from contracts.values import find_dates
from extractors.forms.answering.answers import answers
from extractors.forms.answering.headed_cells import ROOM_TO_SIGN, headed_cell
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.readings import EMPTY, UNFOUND
from extractors.forms.parts.sheet import Sheet
from extractors.forms.parts.signers import is_beside, is_between, own_labels, places_of_roles, places_to_sign
from extractors.forms.signing.signatures import BEYOND, UNDER, is_signed, signature_in
from extractors.forms.ticks.marks import InkPicture

ABOVE_SIGNATURE, BESIDE_SIGNATURE = 40.0, 170.0
UNDER_HEADING: Final = 20.0
"""Points from a heading that asks for a signature down to the label in the cell to be signed, at most."""

BESIDE_BOX: Final = 30.0
"""Points from the left side of a tick box to its words, at most."""


def read_signature(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Whether it is signed digitally, or somebody wrote over, beside or under a label that asks for it."""
    for page in sheet.pages.values():
        for widget in page.widgets:
            if widget.kind is WidgetKind.SIGNATURE and widget.value:
                return signature_in(widget, page.index)
    own = own_labels(spec, labels, sheet)
    if not own:
        return _signed_by_role(spec, sheet)
    for label in own:
        headed = _is_headed(label.hit, own[0].hit, sheet)
        if (headed or label.score >= own[0].score - 0.6) and (found := _signed(label, sheet)) is not None:
            # Of two places side by side, only the second is signed: it may be somebody else's.
            return UNFOUND if not headed and is_beside(label.hit, own[0].hit) else found
    return _signed_by_role(spec, sheet) or EMPTY


def _is_headed(label: Hit, first: Hit, sheet: Sheet) -> bool:
    """Whether a label stands right under one with nothing beside it: "7 Unterschrift der Bauherrschaft"."""
    under = label.page == first.page and 0 <= label.box.top - first.box.bottom < UNDER_HEADING
    level = sheet.segments_on_line(first.page, first.box) if under else []
    return under and not any(each.left > first.box.right for each in level)


def _signed_by_role(spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Whether somebody signed in one of the places that say only who signs there; None if there is none."""
    places = places_of_roles(spec, sheet)
    for page, place in places:
        picture = sheet.ink(page)
        if picture is not None and is_signed(picture, place, sheet.pages[page]):
            return _signature_reading(page, place, TextSource.OCR)
    return EMPTY if places else None


def _signed(label: LabelHit, sheet: Sheet) -> FieldReading | None:
    page = sheet.pages[label.hit.page]
    for answer in answers(label, sheet):
        if answer.widget is not None and answer.written is not None and _is_name(answer.written.raw):
            return signature_in(answer.widget, page.index)
    picture = sheet.ink(page.index)
    cell = headed_cell(label.hit, sheet, room=ROOM_TO_SIGN)
    if picture is not None and cell is not None and is_signed(picture, cell, page):
        return _signature_reading(page.index, cell, TextSource.OCR)
    place = _pen_around(label, picture, sheet)
    if place is None:
        return None
    if cell is not None:
        return UNFOUND  # outside of the cell that asks for it
    if is_between(place, label.hit, sheet):
        return EMPTY if sheet.sides.is_under(label.hit) else UNFOUND
    return _signature_reading(page.index, place, TextSource.OCR)


def _is_name(typed: str) -> bool:
    """Whether a name may have been typed, and not the day beside the signature, in one field or in three."""
    return any(map(str.isalpha, typed)) and not find_dates(typed)


def _pen_around(label: LabelHit, picture: InkPicture | None, sheet: Sheet) -> Box | None:
    """Return the first place over, beside or under a label where somebody wrote by pen."""
    page, box = label.hit.page, label.hit.box
    if picture is None:
        return None
    places = (
        Box(
            box.left - 20, box.top - ABOVE_SIGNATURE, max(box.right, box.left + BESIDE_SIGNATURE), box.top - 1
        ),
        Box(box.right + 3, box.top - 14, box.right + BESIDE_SIGNATURE, box.bottom + 8),
        Box(box.left, box.bottom + 1, max(box.right, box.left + BESIDE_SIGNATURE), box.bottom + 32),
        *_cell_beside(box, page, sheet),
    )
    own = (place for place in places_to_sign(label.hit, places, sheet) if not _has_boxes(place, label, sheet))
    return next((place for place in own if is_signed(picture, place, sheet.pages[page])), None)


def _has_boxes(place: Box, label: LabelHit, sheet: Sheet) -> bool:
    """Whether a place under a label has tick boxes: their crosses by pen are no signature.

    Words stand beside a tick box; a loop of a pen may look like one.
    """
    page = label.hit.page
    around = Box(place.left - BEYOND, place.top, place.right, place.bottom + UNDER)
    boxes = [box for box in sheet.squares(page) if around.holds(*box.middle)]
    return place.top >= label.hit.box.bottom and any(
        0 < word.box.left - box.left < BESIDE_BOX and word.box.top < box.middle[1] < word.box.bottom
        for box in boxes
        for word in sheet.words[page]
    )


def _cell_beside(label: Box, page: int, sheet: Sheet) -> list[Box]:
    """Return the ruled cell right of a label's own, where there is room to sign and no other label."""
    cell = sheet.cell(page, label)
    beside = cell and sheet.cell(page, Box(cell.right + 4, label.top, cell.right + 8, label.bottom))
    if cell is None or beside is None or beside.left < cell.right - 4:
        return []
    place = beside.grown(-2)
    labelled = any(sheet.is_label(page, word) for word in sheet.words[page] if place.holds(*word.box.middle))
    return [] if labelled else [place]


def _signature_reading(page: int, box: Box, source: TextSource) -> FieldReading:
    return FieldReading(value="ja", page=page, box=box, confidence=0.85, source=source)
