"""Signatures: ink that a pen left in the place for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText, TextSource, Widget, WidgetKind
from contracts.records import Box
from extractors.forms.parts.readings import WIDGET_CONFIDENCE, is_printed
from extractors.forms.ticks.marks import InkPicture
from extractors.pictures.components import Mask, components, painted
from extractors.pictures.strokes import is_left_of_ruling, without_rulings

BEYOND: Final = 36.0
"""Points by which a signature may begin before its place, or end behind it."""

ABOVE, UNDER = 10.0, 12.0
"""Points by which it may reach over its place, and under the line."""

LARGE: Final = 10.0
"""Points: a stroke of the pen is longer or higher; specks and the letters of print are smaller."""

UPRIGHT: Final = 14.0
"""Points from which a straight upright run of ink is the side of a frame, or a streak."""

INSIDE: Final = 0.4
"""Share of a stroke's extent that lies in the place."""

LEAST_WIDTH, LEAST_HEIGHT, LEAST_INK = 12.0, 5.0, 8.0
"""Points, points and square points that all strokes together cover, at least."""

DATE_DIGITS: Final = 3


def signature_in(widget: Widget, page: int) -> FieldReading:
    """Return the reading of a live field for the signature that is not empty."""
    if widget.kind is WidgetKind.SIGNATURE:
        return FieldReading(
            value="ja", page=page, box=widget.box, confidence=WIDGET_CONFIDENCE, source=TextSource.WIDGET
        )
    return typed_name(widget.value or "", page, widget.box, TextSource.WIDGET)


def typed_name(name: str, page: int, box: Box, source: TextSource) -> FieldReading:
    """Return the reading of a name that was typed where a signature belongs: a person has to decide."""
    return FieldReading(raw=name, state=FieldState.UNCLEAR, page=page, box=box, confidence=0.5, source=source)


def is_signed(picture: InkPicture, place: Box, page: PageText) -> bool:
    """Return whether somebody signed in ``place``: strokes of a pen that are no print, rulings or specks.

    A name that is typed there is no signature; neither is a date, even one written by hand.
    """
    around = Box(
        max(0.0, place.left - BEYOND),
        max(0.0, place.top - ABOVE),
        min(place.right + BEYOND, page.size.width),
        min(place.bottom + UNDER, page.size.height),
    )
    ink = picture.without(around, _print(page))
    if min(ink.shape) < 2:
        return False
    return _is_large(_strokes(ink, around, place, picture.scale), picture.scale) or _written(place, page)


def _print(page: PageText) -> list[Box]:
    """Return the places of words that are print, and of dates; legible handwriting is none."""
    return [
        word.box.grown(1.5)
        for word in page.words
        if sum(map(str.isdigit, word.text)) >= DATE_DIGITS
        or (is_printed(word) and not _in(word.box, page.handwriting))
    ]


def _in(box: Box, places: Sequence[Box]) -> bool:
    return any(place.overlap(box) > 0.5 * box.width * box.height for place in places)


def _written(place: Box, page: PageText) -> bool:
    """Whether words written by hand, too small for strokes of a pen, stand in the place."""
    dates = [word.box for word in page.words if any(map(str.isdigit, word.text))]
    return any(
        place.overlap(box) > 0.6 * box.width * box.height
        and box.width >= LEAST_WIDTH
        and box.height >= LEAST_HEIGHT
        and not _in(box, dates)
        for box in page.handwriting
    )


def _strokes(ink: Mask, around: Box, place: Box, scale: float) -> Mask:
    """Return the strokes of a pen that lie mostly in the place, cut out like ``ink``."""
    pieces = components(without_rulings(ink, scale, down=UPRIGHT))
    left, right = ((edge - around.left) * scale for edge in (place.left, place.right))
    top, bottom = ((edge - around.top) * scale for edge in (place.top, place.bottom + UNDER / 2))
    across = np.clip(np.minimum(pieces.right, right) - np.maximum(pieces.left, left), 0, None)
    down = np.clip(np.minimum(pieces.bottom, bottom) - np.maximum(pieces.top, top), 0, None)
    inside = across * down >= INSIDE * pieces.width * pieces.height
    large = np.maximum(pieces.width, pieces.height) >= LARGE * scale
    return painted(pieces, inside & large & ~is_left_of_ruling(pieces, scale), ink.shape)


def _is_large(strokes: Mask, scale: float) -> bool:
    """Whether strokes are as wide, as high and as much ink as a signature has at least."""
    columns, rows = (int(strokes.any(axis=axis).sum()) / scale for axis in (0, 1))
    return columns >= LEAST_WIDTH and rows >= LEAST_HEIGHT and bool(strokes.sum() >= LEAST_INK * scale**2)
