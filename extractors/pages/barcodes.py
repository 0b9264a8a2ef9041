"""The only door to zxing-cpp: bar codes and matrix codes on pictures of pages.

It parses pictures of untrusted files with C++ code: call this in a child process only.

A page at 200 dots per inch takes about 12 ms, and 30 if something on it may be a code on its side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import zxingcpp as _zxingcpp
from PIL import Image

from contracts.reading import Barcode
from contracts.records import Box
from extractors.files.pdf_widgets import clean_text

zxingcpp: Any = _zxingcpp  # annotated too loosely for strict checks

_LEAST_SIGNS: Final = {
    "QRCode": 1,
    "DataMatrix": 1,
    "Aztec": 1,
    "PDF417": 1,
    "Code128": 4,
    "Code39": 5,
    "EAN13": 13,
    "ITF": 10,
}
"""What authorities, the post and shops print, and how many signs such a code has at least: a row of strokes
is easily taken for a short code, as Code 39 and ITF have no check sign and the one of Code 128 is small."""
_LINEAR: Final = frozenset({"Code128", "Code39", "EAN13", "ITF"})
_NARROWEST: Final = 36.0
"""Points; the shortest linear code in print is wider."""
_FORMATS: Final = zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, name) for name in _LEAST_SIGNS])
_FINEST: Final = 300
"""Dots per inch; finer pictures only take longer."""
_HIGH, _WIDE = 8, 4
"""Millimetres of a place that a code on its side fills."""
_DARK: Final = 0.42
"""Share of such a place that is ink: 0.55 and more in codes, also on copies, 0.34 at most in bold print."""


def read_barcodes(picture: Image.Image, *, dpi: int) -> tuple[Barcode, ...]:
    """Return the codes of a grey picture of a page, in any direction, with boxes in points."""
    shrink = max(1, dpi // _FINEST)
    seen = picture.reduce(shrink) if shrink > 1 else picture
    found = zxingcpp.read_barcodes(
        seen,
        formats=_FORMATS,
        try_invert=False,
        try_rotate=_has_dark_place(picture, dpi=dpi),
        text_mode=zxingcpp.TextMode.Plain,
    )
    return tuple(_credible(found, 72 * shrink / dpi))


def _has_dark_place(picture: Image.Image, *, dpi: int) -> bool:
    """Whether something on the page may be a code on its side, or a dark picture."""
    grey = np.asarray(picture.reduce(max(1, round(dpi / 25.4)))).astype(
        np.float32
    )  # a pixel for a millimetre
    ink = np.clip(1 - grey / max(float(np.median(grey)), 1), 0, 1)
    if ink.shape[0] < _HIGH or ink.shape[1] < _WIDE:
        return True
    sums = np.pad(ink.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    rows = sums[_HIGH:] - sums[:-_HIGH]
    places = rows[:, _WIDE:] - rows[:, :-_WIDE]
    return bool(places.max() >= _DARK * _HIGH * _WIDE)


def _credible(found: Any, scale: float) -> Iterator[Barcode]:
    for code in found:
        name = code.format.name
        place = code.position
        corners = place.top_left, place.top_right, place.bottom_right, place.bottom_left
        box = Box.around([Box(*(scale * side for side in (at.x, at.y, at.x, at.y))) for at in corners])
        wide = name not in _LINEAR or max(box.width, box.height) >= _NARROWEST
        if wide and len(code.text) >= _LEAST_SIGNS.get(name, 1):
            yield Barcode(symbology=name, text=clean_text(code.text), box=box)
