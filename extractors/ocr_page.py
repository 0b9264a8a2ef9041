"""One page through OCR: picture in, words in points on the upright page out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from PIL import Image

from contracts.reading import PageGrade, PageInk, PageText, Region, TextSource, Word
from contracts.records import Box, PageSize
from extractors.barcodes import read_barcodes
from extractors.cards import find_cards, read_cards
from extractors.cleaning import skew_of, turn, whiten
from extractors.combs import correct_combs
from extractors.dark_bars import without_heads
from extractors.depth import Depth
from extractors.handwriting import handwritten
from extractors.ocr import OcrEngine
from extractors.opened import NativePage
from extractors.page_ink import page_ink
from extractors.page_view import dpi_of
from extractors.pdf_widgets import widget_words
from extractors.reading_order import in_reading_order
from extractors.triage import TextLayer, is_blank
from extractors.turning import turn_native
from extractors.watermarks import words_across

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


class _Attempt(NamedTuple):
    """A page, read in one of four orientations; boxes in pixels of ``picture``."""

    picture: Image.Image
    white: Image.Image
    turned: int
    skew: float
    words: tuple[Word, ...]

    @property
    def confidence(self) -> float:
        """Mean over all letters, from 0 to 1."""
        return mean_confidence(self.words)

    @property
    def yield_(self) -> float:
        """Number of letters, each weighed with its confidence squared: what the attempt is worth."""
        return sum(len(word.text) * word.confidence**2 for word in self.words)


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
    if layer is TextLayer.PARTIAL:
        # The page's own words say where up is.
        attempt = _read(picture, 0, engine=engine, dpi=dpi, level=False)
    else:
        attempt = _read_upright(picture, engine=engine, dpi=dpi)
    corrected = correct_combs(attempt.words, attempt.white, engine=engine, dpi=dpi)
    cards = find_cards(attempt.picture, dpi=dpi)
    corrected, upright = read_cards(
        attempt.white, corrected, cards, read=lambda card: engine.read(card, dpi=dpi), dpi=dpi
    )
    size = PageSize(attempt.picture.width * 72 / dpi, attempt.picture.height * 72 / dpi)
    read = in_reading_order(_words_in_points(corrected, attempt.picture, 72 / dpi))
    words = _joined(native, read) if layer is TextLayer.PARTIAL else read
    confidence = mean_confidence(words)
    page = PageText(
        index=0,
        size=size,
        source=TextSource.OCR,
        words=words,
        widgets=turn_native(native, attempt.turned).widgets,
        turned=attempt.turned,
        skew=attempt.skew,
        engine=engine.name,
        confidence=confidence,
        grade=grade(confidence),
        picture_share=native.picture_share,
        barcodes=read_barcodes(attempt.picture, dpi=dpi),
        across=words_across(attempt.picture, engine=engine, dpi=dpi),
        regions=tuple(
            Region(box=Box(*(edge * 72 / dpi for edge in card.box)), turned=card.turned) for card in upright
        ),
    )
    if depth is not None and not depth.may_be_form(page):
        return page
    return with_strokes(page, page_ink(attempt.picture, dpi=dpi))


def with_strokes(page: PageText, ink: PageInk) -> PageText:
    """Return a page with its ink, and where that is written by hand."""
    return page.model_copy(update={"ink": ink, "handwriting": handwritten(ink, page.words)})


def mean_confidence(words: Sequence[Word]) -> float:
    """Return the mean over all letters, from 0 to 1; 0 if there are none."""
    letters = sum(len(word.text) for word in words)
    return min(1.0, sum(word.confidence * len(word.text) for word in words) / max(letters, 1))


def grade(confidence: float) -> PageGrade:
    """Return the grade for people of a page's mean confidence."""
    if confidence >= _GOOD:
        return PageGrade.GOOD
    if confidence >= _FAIR:
        return PageGrade.FAIR
    return PageGrade.POOR if confidence >= _POOR else PageGrade.ILLEGIBLE


def _read_upright(picture: Image.Image, *, engine: OcrEngine, dpi: int) -> _Attempt:
    """Read the page as it lies; if that makes no sense, turned as well, and keep what made most sense."""
    best = latest = _read(picture, 0, engine=engine, dpi=dpi)
    for degrees in _OTHER_TURNS:
        least = _SUSPICIOUS if latest.yield_ >= _ENOUGH else _CERTAIN
        if latest.confidence >= least:
            break
        latest = _read(picture, degrees, engine=engine, dpi=dpi)
        best = max(best, latest, key=lambda attempt: attempt.yield_)
    return best


def _read(picture: Image.Image, degrees: int, *, engine: OcrEngine, dpi: int, level: bool = True) -> _Attempt:
    turned = turn(picture, degrees)
    skew = skew_of(turned) if level else 0.0
    levelled = turn(turned, skew)
    legible = without_heads(levelled, dpi=dpi)
    white = whiten(legible)
    return _Attempt(levelled, white, degrees, skew, engine.read(white, dpi=dpi, original=legible))


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
