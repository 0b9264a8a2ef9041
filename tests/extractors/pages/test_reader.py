"""Reading a whole file in one process."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image

from contracts.reading import DocumentText, PageGrade, ProblemCode, TextSource
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine
from extractors.pages.reader import look_into, page_inks, read_document, read_pages, render_page
from tests.extractors.drawn import (
    add_field,
    letter_picture,
    pdf_of,
    picture_file,
    pymupdf,
    scan_pdf,
    text_pdf,
)
from tests.extractors.engines import LyingEngine, RaisingEngine, SteadyEngine

LIMITS = ReadingLimits()


def read(data: bytes, engine: OcrEngine | None = None, limits: ReadingLimits = LIMITS) -> DocumentText:
    return read_document(data, file="scan.pdf", engine=engine or SteadyEngine(), limits=limits)


def codes(document: DocumentText) -> list[ProblemCode]:
    return [each.code for each in document.problems]


def mixed_pdf() -> bytes:
    """Return a PDF with a typed page, a scanned one and a blank one."""
    document = pymupdf.open(stream=text_pdf())
    blank = Image.new("L", (1654, 2339), 250)
    document.insert_pdf(pymupdf.open(stream=scan_pdf(letter_picture(), blank)))
    return pdf_of(document)


def test_each_page_is_read_its_own_way() -> None:
    """Typed pages keep their words, scans go to OCR, blank backs stay blank."""
    data = mixed_pdf()
    document = read(data)
    typed, scanned, blank = document.pages
    assert (typed.source, typed.engine, typed.ink) == (TextSource.TEXT, None, None)
    assert (scanned.source, scanned.engine, scanned.text) == (
        TextSource.OCR,
        "steady 1",
        "Antrag auf Wohngeld",
    )
    assert scanned.ink is not None
    assert (blank.grade, blank.words) == (PageGrade.BLANK, ())
    assert [page.index for page in document.pages] == [0, 1, 2]
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.file == "scan.pdf"
    assert codes(document) == []


def test_records_survive_json() -> None:
    """A document, ink and all, can be stored as JSON and comes back the same."""
    document = read(mixed_pdf())
    assert DocumentText.model_validate_json(document.model_dump_json()) == document


def test_typed_answers_are_words_of_the_page() -> None:
    """Answers in live fields stand after the printed words."""
    document = pymupdf.open(stream=text_pdf())
    kind = pymupdf.PDF_WIDGET_TYPE_TEXT
    add_field(document[0], "name", kind, (72, 500, 300, 520), field_value="Max Mustermann")
    (page,) = read(pdf_of(document)).pages
    assert page.text.endswith("dieses Schreibens Max Mustermann")
    assert page.text.count("Mustermann") == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ProblemCode.EMPTY),
        (b"Dies ist nur Text.", ProblemCode.UNSUPPORTED),
        (b"%PDF-1.4 und sonst nichts", ProblemCode.DAMAGED),
        (b"\xff\xd8\xff kein Bild", ProblemCode.DAMAGED),
    ],
)
def test_unreadable_files_are_documents_too(data: bytes, code: ProblemCode) -> None:
    """A file that cannot be read is a document without pages, with the reason."""
    document = read(data)
    assert document.unreadable
    assert codes(document) == [code]


def test_limits_on_size_and_pages() -> None:
    """A file that is too large or too long is refused, naming the limit."""
    data = text_pdf(3)
    large = read(data, limits=LIMITS.model_copy(update={"max_bytes": 100}))
    long = read(data, limits=LIMITS.model_copy(update={"max_pages": 2}))
    assert codes(large) == [ProblemCode.TOO_LARGE]
    assert codes(long) == [ProblemCode.TOO_MANY_PAGES]
    assert "2 Seiten" in long.problems[0].message


def test_a_bad_page_costs_itself_only() -> None:
    """An absurd page among good ones becomes a problem with its number; the others are read."""
    document = pymupdf.open(stream=text_pdf(3))
    document[1].set_mediabox(pymupdf.Rect(0, 0, 3e6, 3))
    read_one = read(pdf_of(document))
    assert codes(read_one) == [ProblemCode.PAGE_FAILED]
    assert read_one.problems[0].page == 1
    assert [bool(page.words) for page in read_one.pages] == [True, False, True]
    assert read_one.pages[1].grade is PageGrade.ILLEGIBLE


def test_a_raising_engine_costs_its_page_only() -> None:
    """What an engine raises is the page's problem; its words are not in the message."""
    document = read(mixed_pdf(), RaisingEngine())
    assert codes(document) == [ProblemCode.PAGE_FAILED]
    assert len(document.pages) == 3
    assert "1653" not in document.problems[0].message


def test_lying_engine_is_not_believed() -> None:
    """Only what can be true of a page gets into its record."""
    assert read(scan_pdf(letter_picture()), LyingEngine()).pages[0].text == "wahr"


class Mumbler(SteadyEngine):
    """Reads, but believes nothing of it."""

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[object, ...]:  # type: ignore[override] # a fake
        """Return the steady words with a confidence of a tenth."""
        return tuple(word._replace(confidence=0.1) for word in super().read(picture, dpi=dpi))


def test_illegible_page_says_so() -> None:
    """A page that OCR could make nothing of is a problem with the next step."""
    document = read(scan_pdf(letter_picture()), Mumbler())  # type: ignore[arg-type] # a fake
    assert codes(document) == [ProblemCode.PAGE_ILLEGIBLE]
    assert "besseren Scan" in document.problems[0].message
    assert document.pages[0].grade is PageGrade.ILLEGIBLE


def test_picture_files_are_documents() -> None:
    """A photo is a document of one page."""
    document = read(picture_file(letter_picture(), "JPEG", dpi=(200, 200)))
    assert document.pages[0].source is TextSource.OCR
    assert document.pages[0].size == pytest.approx((595, 842), abs=1)


def test_truncated_photo_costs_its_page() -> None:
    """A photo whose upload broke off has a page that failed."""
    data = picture_file(letter_picture(), "JPEG")
    assert codes(read(data[: len(data) // 2])) == [ProblemCode.PAGE_FAILED]


def test_without_an_engine_pages_wait_for_ocr() -> None:
    """The first pass reads typed pages only, and says which need OCR."""
    readings = list(read_pages(mixed_pdf(), [0, 1], engine=None, limits=LIMITS))
    assert readings[0].page is not None
    assert readings[1].page is None
    assert not list(read_pages(b"", [], engine=None, limits=LIMITS))


def test_looking_into_a_file() -> None:
    """The page count and the problems are known before any page is read."""
    assert look_into(text_pdf(4), limits=LIMITS).page_count == 4
    assert look_into(b"", limits=LIMITS).problems[0].code is ProblemCode.EMPTY


def test_pages_are_drawn_upright() -> None:
    """Pictures and ink of a page lie as the reader turned it."""
    data = text_pdf(2)
    lying = Image.open(io.BytesIO(render_page(data, 0, dpi=72, turned=90, limits=LIMITS)))
    assert lying.size == (842, 595)
    inks = page_inks(data, [0, 1, 7], turned={1: 90}, limits=LIMITS)
    assert set(inks) == {0, 1}
    assert (inks[0].width, inks[0].height) == (inks[1].height, inks[1].width)


def test_time_for_a_document_grows_with_its_pages() -> None:
    """A long document may take longer."""
    assert LIMITS.document_seconds(10) > LIMITS.document_seconds(1) > LIMITS.page_seconds
