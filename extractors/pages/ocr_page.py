"""One page through OCR: picture in, words in points on the upright page out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from PIL import Image

from contracts.reading import Extent, PageGrade, PageInk, PageText, Region, TextSource, Word
from contracts.records import Box, PageSize
from extractors.confinement import seconds_left
from extractors.files.pdf_widgets import widget_words
from extractors.ocr.combs import correct_combs
from extractors.ocr.engines import OcrEngine
from extractors.ocr.watermarks import words_across
from extractors.opened import NativePage
from extractors.pages.attempts import Attempt, attempt, mean_confidence
from extractors.pages.barcodes import read_barcodes
from extractors.pages.crowded_sheets import is_crowded, is_large, read_in_pieces, told_turn
from extractors.pages.depth import Depth
from extractors.pages.page_view import dpi_of
from extractors.pages.reading_order import in_reading_order
from extractors.pages.triage import TextLayer, is_blank
from extractors.pictures.cards import Card, find_cards, read_cards
from extractors.pictures.handwriting import handwritten
from extractors.pictures.page_ink import page_ink
from extractors.pictures.turning import turn_native

_GOOD: Final = 0.95
_FAIR: Final = 0.85
_POOR: Final = 0.5
"""Calibrated on pages whose text is known, made worse step by step: of the words are right on good pages 94
to 100 %, on fair ones 72 to 95 %, on poor ones 20 to 70 %, on illegible ones less than 30 %."""
_SUSPICIOUS: Final = 0.6
"""Pages lying on their side or head are read with confidences of 0.2 to 0.45; upright scans above 0.8."""
_ENOUGH: Final = 60
"""Letters that speak for an orientation: a dense page on its side gives a few that are sure, too."""
_CERTAIN: Final = 0.88
_DIRT, _FEW = 0.2, 2
"""Confidence below which so few signs are dirt, five times of six."""
_MEANT: Final = re.compile(r"[\d§/-]")
"""Signs that stand alone and count even if they are hard to read."""
_OTHER_TURNS: Final = (180, 90, 270)
_ONCE_MORE: Final = 5.0
"""Seconds for reading a large sheet once more, and for what else is done with it."""


def ocr_page(
    picture: Image.Image,
    *,
    native: NativePage,
    layer: TextLayer,
    engine: OcrEngine,
    depth: Depth | None = None,
) -> PageText:
    """Read a page from its grey picture as a viewer shows it; words of a partial text layer are kept.

    Its number is 0. ``depth`` decides whether anybody asks for strokes of a pen on it.
    """
    dpi = dpi_of(picture, native.size)
    if layer is TextLayer.NONE and is_blank(picture):
        return _blank_page(picture, native=native, dpi=dpi)
    upright = layer is TextLayer.PARTIAL  # the page's own words say where up is
    read = _read_whole(picture, engine=engine, dpi=dpi, upright=upright)
    if read is None:
        read = read_in_pieces(picture, engine=engine, dpi=dpi, upright=upright)
        return _page(read, native=native, layer=layer, engine=engine, dpi=dpi)
    corrected = correct_combs(read.words, read.white, engine=engine, dpi=dpi)
    cards = find_cards(read.picture, dpi=dpi)
    words, turned = read_cards(
        read.white, corrected, cards, read=lambda card: engine.read(card, dpi=dpi), dpi=dpi
    )
    read = read._replace(words=words)
    page = _page(read, native=native, layer=layer, engine=engine, dpi=dpi, cards=turned)
    if depth is not None and not depth.may_be_form(page):
        return page
    return with_strokes(page, page_ink(read.picture, dpi=dpi))


def _page(
    attempt: Attempt,
    *,
    native: NativePage,
    layer: TextLayer,
    engine: OcrEngine,
    dpi: int,
    cards: Sequence[Card] = (),
) -> PageText:
    picture = attempt.picture
    read = in_reading_order(_words_in_points(attempt.words, picture, 72 / dpi))
    if layer is TextLayer.PARTIAL:
        read = _joined(native, read)
    confidence = mean_confidence(read)
    return PageText(
        index=0,
        size=PageSize(picture.width * 72 / dpi, picture.height * 72 / dpi),
        source=TextSource.OCR,
        words=read,
        widgets=turn_native(native, attempt.turned).widgets,
        turned=attempt.turned,
        skew=attempt.skew,
        engine=engine.name,
        confidence=confidence,
        grade=grade(confidence),
        picture_share=native.picture_share,
        barcodes=read_barcodes(picture, dpi=dpi),
        extent=Extent.WHOLE if attempt.whole else Extent.PART,
        across=words_across(picture, engine=engine, dpi=dpi),
        regions=tuple(
            Region(box=Box(*(edge * 72 / dpi for edge in card.box)), turned=card.turned) for card in cards
        ),
    )


def with_strokes(page: PageText, ink: PageInk) -> PageText:
    """Return a page with its ink, and where that is written by hand."""
    return page.model_copy(update={"ink": ink, "handwriting": handwritten(ink, page.words)})


def grade(confidence: float) -> PageGrade:
    """Return the grade for people of a page's mean confidence."""
    if confidence >= _GOOD:
        return PageGrade.GOOD
    if confidence >= _FAIR:
        return PageGrade.FAIR
    return PageGrade.POOR if confidence >= _POOR else PageGrade.ILLEGIBLE


def _read_whole(picture: Image.Image, *, engine: OcrEngine, dpi: int, upright: bool) -> Attempt | None:
    """Read a page in the orientation in which it makes most sense; None if that takes too long."""
    if is_crowded(picture, dpi=dpi):
        return None
    best = latest = attempt(picture, 0, engine=engine, dpi=dpi, level=not upright)
    if upright or not _is_suspicious(best):
        return best
    for degrees in _other_turns(picture, engine=engine, dpi=dpi):
        if not _is_suspicious(latest):
            break
        latest = attempt(picture, degrees, engine=engine, dpi=dpi)
        best = max(best, latest, key=lambda each: each.yield_)
    return best


def _other_turns(picture: Image.Image, *, engine: OcrEngine, dpi: int) -> Iterator[int]:
    """Yield by how many degrees to turn a page that made no sense; a large sheet's corners tell that.

    If they do not, such a sheet is turned as often as time allows.
    """
    large = is_large(picture, dpi=dpi)
    told = told_turn(picture, engine=engine, dpi=dpi) if large else None
    for degrees in _OTHER_TURNS:
        if told in {None, degrees} and not (large and seconds_left() < _ONCE_MORE):
            yield degrees


def _is_suspicious(read: Attempt) -> bool:
    """Whether a page may lie otherwise than it was read."""
    return read.confidence < (_SUSPICIOUS if read.yield_ >= _ENOUGH else _CERTAIN)


def _blank_page(picture: Image.Image, *, native: NativePage, dpi: int) -> PageText:
    return PageText(
        index=0,
        size=native.size,
        source=TextSource.TEXT,
        words=(),
        widgets=native.widgets,
        confidence=0,
        grade=PageGrade.BLANK,
        picture_share=native.picture_share,
        ink=page_ink(picture, dpi=dpi),
    )


def _words_in_points(words: Iterable[Word], picture: Image.Image, scale: float) -> Iterator[Word]:
    """Convert boxes to points; what an engine claims to see beside the page or in no place is left out.

    So is what it made of dirt and of drawings: a sign or two that it is not sure of.
    """
    width, height = picture.size
    for text, (left, top, right, bottom), confidence in words:
        if confidence < _DIRT and len(text.strip()) <= _FEW and not _MEANT.search(text):
            continue
        if text.strip() and 0 <= left < right <= width and 0 <= top < bottom <= height:
            box = Box(left * scale, top * scale, right * scale, bottom * scale)
            yield Word(text, box, min(max(confidence, 0.0), 1.0))


def _joined(native: NativePage, read: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the native words, those typed in widgets, and what OCR saw elsewhere."""
    exact = native.words + tuple(word for widget in native.widgets for word in widget_words(widget))
    return exact + tuple(word for word in read if not any(each.box.holds(*word.box.middle) for each in exact))
