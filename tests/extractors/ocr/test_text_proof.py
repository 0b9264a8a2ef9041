"""Whether text under a scan is what the scan shows; read with the machine's own engine."""

from __future__ import annotations

import pytest

from contracts.reading import DocumentText, ProblemCode, TextSource
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine
from extractors.ocr.tesseract import TesserocrEngine
from extractors.pages.reader import read_document
from samples.people import seeded
from samples.text_layers import BAD, GOOD, LIE, UNSEEN, words_of
from tests.extractors.files.test_pdf_text import letter


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    """Return Tesseract, where it is installed."""
    if not TesserocrEngine.available():
        pytest.skip("tesserocr or its German model is not installed")
    return TesserocrEngine()


def read(data: bytes, engine: OcrEngine) -> DocumentText:
    return read_document(data, file="scan.pdf", engine=engine, limits=ReadingLimits())


def truth() -> set[str]:
    return {word[4] for word in words_of(letter())}


@pytest.mark.parametrize("kind", ["good OCR", "fair OCR"])
def test_good_text_under_a_scan_is_kept(kind: str, engine: OcrEngine) -> None:
    """What a scanner read well is not read again in full."""
    document = read(GOOD[kind](letter(), seeded(1)), engine)
    assert document.pages[0].source is TextSource.TEXT
    assert not document.problems


@pytest.mark.parametrize("kind", ["bad OCR", "other words"])
def test_bad_text_under_a_scan_is_replaced(kind: str, engine: OcrEngine) -> None:
    """Text that is not what the scan shows gives way to OCR, and the page says so."""
    document = read(BAD[kind](letter(), seeded(1)), engine)
    assert document.pages[0].source is TextSource.OCR
    assert [each.code for each in document.problems] == [ProblemCode.WRONG_TEXT_LAYER]
    assert len(truth() & {word.text for word in document.pages[0].words}) > 0.9 * len(truth())


def test_a_covered_lie_is_not_proven_by_the_words_around_it(engine: OcrEngine) -> None:
    """A sentence under a white picture on a typed page is not read."""
    document = read(UNSEEN["covered"](letter(), seeded(1)), engine)
    assert not set(LIE.split()) <= {word.text for word in document.pages[0].words}
