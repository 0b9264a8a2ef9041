"""One page through OCR: picture in, words in points out."""

from __future__ import annotations

from statistics import fmean
from typing import Final

from PIL import Image

from contracts.reading import PageGrade, PageText, TextSource, Word
from contracts.records import Box
from extractors.ocr import OcrEngine
from extractors.opened import NativePage
from extractors.page_ink import page_ink
from extractors.pdf_widgets import widget_words
from extractors.triage import TextLayer, is_blank

_GOOD: Final = 0.85
_FAIR: Final = 0.7
_POOR: Final = 0.4
_TURNS: Final = {
    90: Image.Transpose.ROTATE_270,  # Pillow counts counter-clockwise
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def turn(picture: Image.Image, degrees: int) -> Image.Image:
    """Return the picture turned clockwise by a multiple of 90 degrees."""
    return picture.transpose(_TURNS[degrees % 360]) if degrees % 360 else picture


def ocr_page(
    picture: Image.Image, index: int, *, native: NativePage, layer: TextLayer, engine: OcrEngine
) -> PageText:
    """Read a page from its grey picture as a viewer shows it; words of a partial text layer are kept."""
    dpi = max(1, round(picture.width / native.size.width * 72))
    ink = page_ink(picture, dpi=dpi)
    if is_blank(picture) and layer is TextLayer.NONE:
        return PageText(
            index=index, size=native.size, source=TextSource.TEXT, words=(), widgets=native.widgets,
            confidence=0, grade=PageGrade.BLANK, picture_share=native.picture_share, ink=ink,
        )  # fmt: skip
    scale = native.size.width / picture.width, native.size.height / picture.height
    read = tuple(_in_points(word, scale) for word in engine.read(picture, dpi=dpi))
    words = _joined(native, read) if layer is TextLayer.PARTIAL else read
    confidence = fmean(word.confidence for word in words) if words else 0.0
    return PageText(
        index=index,
        size=native.size,
        source=TextSource.OCR,
        words=words,
        widgets=native.widgets,
        engine=engine.name,
        confidence=confidence,
        grade=grade(confidence),
        picture_share=native.picture_share,
        ink=ink,
    )


def grade(confidence: float) -> PageGrade:
    """Return the grade for people of a page's mean confidence."""
    if confidence >= _GOOD:
        return PageGrade.GOOD
    if confidence >= _FAIR:
        return PageGrade.FAIR
    return PageGrade.POOR if confidence >= _POOR else PageGrade.ILLEGIBLE


def _in_points(word: Word, scale: tuple[float, float]) -> Word:
    x, y = scale
    box = word.box
    return word._replace(box=Box(box.left * x, box.top * y, box.right * x, box.bottom * y))


def _joined(native: NativePage, read: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the native words, those typed in widgets, and what OCR saw elsewhere."""
    exact = native.words + tuple(word for widget in native.widgets for word in widget_words(widget))
    return exact + tuple(word for word in read if not any(each.box.holds(*word.box.middle) for each in exact))
