"""Answers that are written by hand: OCR is trained on print, so most of them are for a person to read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from contracts.values import parse_iban
from extractors.forms.ticks.marks import InkPicture

UNREAD: Final = "…"
"""Stands for handwriting in which OCR saw no word."""

MARKS = frozenset({FieldKind.SIGNATURE, FieldKind.YES_NO, FieldKind.CHOICE})
"""Kinds that are read from ink anyway, or from a known set of words."""

WITH_CHECK_DIGITS = frozenset({FieldKind.IBAN, FieldKind.ACCOUNT, FieldKind.TAX_ID})

CONFIDENT: Final = 0.9
"""From this confidence on OCR's reading of handwriting counts, if it has the shape of a value."""

CONFIDENT_DATE: Final = 0.75

LIKELY: Final = 0.55
"""Confidence in such a value: too little for saying that a document belongs to somebody else."""

_DAY: Final = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d(?: \d){7}|\d\d \d\d \d{4}")
_NAME: Final = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:[- ][A-ZÄÖÜ][a-zäöüß]{2,})*")


def unread(page: PageText) -> list[Word]:
    """Return a stand-in for each place that is written by hand and where OCR saw no word.

    A piece of a cell's frame looks written, too, but has no ink beside its lines.
    """
    picture = InkPicture(page.ink) if page.ink is not None and page.handwriting else None
    return [
        Word(UNREAD, box, 0.0)
        for box in page.handwriting
        if box.width > box.height / 2
        and not any(box.grown(2).holds(*word.box.middle) for word in page.words)
        and (picture is None or _is_written(picture, box.grown(1)))
    ]


def _is_written(picture: InkPicture, box: Box) -> bool:
    return picture.holds_letter(box) or picture.is_written(box)


def told_apart(
    readings: Mapping[str, FieldReading], fields: Mapping[str, FieldSpec], pages: Sequence[PageText]
) -> dict[str, FieldReading]:
    """Return the readings with what is written by hand marked, and unclear unless it can be trusted."""
    places = {page.index: page.handwriting for page in pages if page.handwriting}
    if not places:
        return dict(readings)
    return {name: _told(reading, fields.get(name), places) for name, reading in readings.items()}


def _told(reading: FieldReading, spec: FieldSpec | None, places: Mapping[int, Sequence[Box]]) -> FieldReading:
    if spec is None:
        return reading
    if reading.items:
        items = tuple(
            {name: _told(each, spec.columns.get(name), places) for name, each in item.items()}
            for item in reading.items
        )
        return reading.model_copy(update={"items": items})
    if spec.kind in MARKS or reading.source is not TextSource.OCR or not _by_hand(reading, places):
        return reading
    seen = reading.model_copy(update={"handwritten": True})
    if reading.value is None or _proven(reading, spec):
        return seen
    if _plausible(reading, spec):
        return seen.model_copy(update={"confidence": min(reading.confidence, LIKELY)})
    return seen.model_copy(
        update={"value": None, "state": FieldState.UNCLEAR, "confidence": min(reading.confidence, 0.4)}
    )


def _by_hand(reading: FieldReading, places: Mapping[int, Sequence[Box]]) -> bool:
    """Whether a good part of the answer's place is handwriting."""
    if reading.page is None or reading.box is None:
        return False
    box = reading.box
    return any(
        place.overlap(box) > 0.3 * min(place.width * place.height, box.width * box.height)
        for place in places.get(reading.page, ())
    )


def _proven(reading: FieldReading, spec: FieldSpec) -> bool:
    """Whether check digits, or the closed set of possible answers, vouch for the value."""
    if spec.kind is FieldKind.ACCOUNT:
        return parse_iban(reading.value or "") is not None
    return spec.kind in WITH_CHECK_DIGITS or (bool(spec.options) and reading.value in spec.options)


def _plausible(reading: FieldReading, spec: FieldSpec) -> bool:
    """Whether OCR is sure of a value that looks like one of its kind."""
    raw = reading.raw.strip()
    if spec.kind is FieldKind.DATE:
        return reading.confidence >= CONFIDENT_DATE and _DAY.fullmatch(raw) is not None
    if reading.confidence < CONFIDENT:
        return False
    return spec.kind is not FieldKind.NAME or _NAME.fullmatch(raw) is not None
