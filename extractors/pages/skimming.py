"""Inner pages of long documents, read only as far as it takes to know what they are.

What a decision needs of a lease or a decision of an authority stands on its first pages and on its last one.
An inner page is known by its printed number ("Seite 5 von 12"); its head is read, and whoever asked decides
whether that is enough. Blank, turned, unnumbered and doubtful pages are read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
from PIL import Image

from contracts.reading import Extent, PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.ocr.engines import OcrEngine
from extractors.pages.attempts import mean_confidence
from extractors.pages.depth import Depth
from extractors.pages.ocr_page import grade
from extractors.pages.page_view import PageView
from extractors.pages.reading_order import in_reading_order
from extractors.pages.triage import TextLayer
from extractors.pictures.cleaning import skew_of, turn, whiten

LONG: Final = 4
"""Pages of a file from which on it may hold a long document."""
_FIRST_INNER: Final = 3
"""No page before the third one, of a file or by its number, is an inner one."""
_HEAD_LINE: Final = 0.08
_FOOT_LINE: Final = 0.9
"""Shares of the page's height: page numbers stand above the one or below the other."""
_HEAD_END: Final = (0.28, 0.38)
"""Where the head may end: in the widest gap between lines there."""
_SURE: Final = 0.8
_NUMBERED: Final = re.compile(
    r"\b(?:seite|blatt|page|s\.)\s?:?\s?(\d{1,3})\s?(?:von|/|of)\s?(\d{1,3})\b", re.IGNORECASE
)


def skim(
    picture: Image.Image, index: int, *, view: PageView, engine: OcrEngine, depth: Depth | None
) -> PageText | None:
    """Return an inner page of which the head is enough; None for all that must be read whole."""
    if depth is None or view.layer is not TextLayer.NONE or view.native.widgets:
        return None
    pages = view.opened.page_count
    if pages < LONG or not _FIRST_INNER <= index + 1 < pages:
        return None
    dpi = max(1, round(picture.width / view.native.size.width * 72))
    edges = _band(picture, 0, _HEAD_LINE, engine, dpi), _band(picture, _FOOT_LINE, 1, engine, dpi)
    if not any(_is_inner(words) for words in edges):
        return None
    skew = skew_of(picture)
    level = turn(picture, skew)
    read = (*_band(level, 0, _end_of_head(level), engine, dpi), *_band(level, _FOOT_LINE, 1, engine, dpi))
    words = in_reading_order(read)
    confidence = mean_confidence(words)
    head = PageText(
        index=index,
        size=PageSize(level.width * 72 / dpi, level.height * 72 / dpi),
        source=TextSource.OCR,
        words=words,
        skew=skew,
        engine=engine.name,
        confidence=confidence,
        grade=grade(confidence),
        picture_share=view.native.picture_share,
        extent=Extent.HEAD,
    )
    return head if confidence >= _SURE and depth.is_enough(head) else None


def _band(picture: Image.Image, top: float, bottom: float, engine: OcrEngine, dpi: int) -> tuple[Word, ...]:
    """Return the words between two heights, shares of the picture's; boxes in points on the page."""
    first, last = round(top * picture.height), round(bottom * picture.height)
    band = picture.crop((0, first, picture.width, last))
    scale = 72 / dpi
    return tuple(
        word._replace(
            box=Box(
                word.box.left * scale,
                (word.box.top + first) * scale,
                word.box.right * scale,
                (word.box.bottom + first) * scale,
            )
        )
        for word in engine.read(whiten(band), dpi=dpi, original=band)
    )


def _is_inner(words: Iterable[Word]) -> bool:
    """Whether the printed number is that of a page between the second and the last one."""
    numbers = _NUMBERED.findall(" ".join(word.text for word in in_reading_order(words)))
    return any(_FIRST_INNER <= int(number) < int(count) for number, count in numbers)


def _end_of_head(picture: Image.Image) -> float:
    """Return where the head ends, as a share of the height: the brightest row of those allowed."""
    first, last = (round(share * picture.height) for share in _HEAD_END)
    rows = np.asarray(picture.crop((0, first, picture.width, last))).mean(axis=1)
    return (first + int(rows.argmax())) / picture.height
