"""Large plans full of strokes: what names them is read, however they lie and however little time there is."""

from __future__ import annotations

from functools import partial
from typing import Any

import pymupdf as _pymupdf
import pytest
from PIL import Image

from contracts.reading import Extent, ProblemCode
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.pages import ocr_page, reader
from extractors.pages.attempts import Attempt
from extractors.pages.crowded_sheets import is_crowded, read_in_pieces
from extractors.pictures.cleaning import turn
from tests.extractors.drawn import letter_picture, scan_pdf
from tests.extractors.engines import SteadyEngine

pymupdf: Any = _pymupdf

DPI = 150
A2 = (1684, 1191)
TITLE = (
    "Lageplan zum Bauantrag",
    "Bauherrin: Erika Musterfrau",
    "Gemarkung Musterhausen, Flur 3, Flurstück 217/4",
    "Entwurfsverfasser: Max Mustermann",
    "Maßstab 1 : 500, Datum 14.09.2026",
)


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return fastest_engine()


@pytest.fixture(scope="module")
def plan() -> Image.Image:
    """Return an A2 sheet with hatched houses and a title block in its lower right corner."""
    page = pymupdf.open().new_page(width=A2[0], height=A2[1])
    shape = page.new_shape()
    for left, top in ((80, 80), (480, 120), (900, 90), (120, 500), (560, 540), (1000, 420)):
        shape.draw_rect((left, top, left + 300, top + 300))
        for step in range(0, 300, 4):
            shape.draw_line((left + step, top), (left, top + step))
            shape.draw_line((left + 300 - step, top + 300), (left + 300, top + 300 - step))
        for step in range(0, 300, 25):
            shape.draw_line((left + step, top - 20), (left + step, top - 10))
            page.insert_text((left + step + 2, top - 12), "2,50", fontsize=6)
    shape.draw_rect((1180, 980, A2[0] - 28, A2[1] - 28))
    shape.finish(width=0.3)
    shape.commit()
    for row, line in enumerate(TITLE):
        page.insert_text((1195, 1010 + 36 * row), line, fontsize=14)
    pixmap = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def has_title(read: Attempt) -> bool:
    """Whether all words of the title block were read."""
    return {word for line in TITLE for word in line.split()} <= {word.text for word in read.words}


def test_only_large_sheets_with_many_thin_strokes_are_crowded(plan: Image.Image) -> None:
    """Pages of a usual size are not, nor few words on a large sheet, nor pages said to be much larger."""
    letter = letter_picture()
    empty = Image.new("L", plan.size, 255)
    empty.paste(letter.resize((1240, 1754)), (100, 100))
    assert is_crowded(plan, dpi=DPI)
    assert not is_crowded(plan, dpi=2 * DPI)
    assert not is_crowded(letter, dpi=200)
    assert not is_crowded(letter, dpi=72)
    assert not is_crowded(empty, dpi=DPI)


@pytest.mark.parametrize("degrees", [0, 90, 180])
def test_title_block_is_read_however_the_sheet_lies(
    plan: Image.Image, degrees: int, engine: OcrEngine
) -> None:
    """Its corner tells which way is up; then all of the sheet is read."""
    read = read_in_pieces(turn(plan, degrees), engine=engine, dpi=DPI)
    assert has_title(read)
    assert read.whole
    assert (read.turned + degrees) % 360 == 0
    assert read.picture.size == plan.size
    (word,) = (word for word in read.words if word.text == "217/4")
    assert word.box.left / DPI * 72 == pytest.approx(1480, abs=60)
    assert word.box.bottom / DPI * 72 == pytest.approx(1082, abs=6)


def test_without_time_the_title_block_is_read(plan: Image.Image, engine: OcrEngine) -> None:
    """It comes first; the rest is left out, and that is known."""
    read = read_in_pieces(plan, engine=engine, dpi=DPI, left=lambda: 0.0)
    assert has_title(read)
    assert not read.whole


def test_what_was_left_out_is_told(plan: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that was read in part says so, and has no ink: its strokes would be taken for handwriting."""
    monkeypatch.setattr(ocr_page, "read_in_pieces", partial(read_in_pieces, left=lambda: 0.0))
    limits = ReadingLimits(ocr_dpi=DPI)
    (reading,) = reader.read_pages(scan_pdf(plan, dpi=DPI), [0], engine=SteadyEngine(), limits=limits)
    assert reading.page is not None
    assert reading.page.extent is Extent.PART
    assert reading.page.words
    assert reading.page.ink is None
    assert [each.code for each in reading.problems] == [ProblemCode.PAGE_INCOMPLETE]


def test_corners_of_a_large_sheet_tell_how_it_is_turned(engine: OcrEngine) -> None:
    """A letter whose file says that it is three times as large is read whole, though it lies on its side."""
    picture = turn(letter_picture(), 90)
    (reading,) = reader.read_pages(
        scan_pdf(picture, dpi=70), [0], engine=engine, limits=ReadingLimits(ocr_dpi=100)
    )
    assert reading.page is not None
    assert reading.page.turned == 270
    assert reading.page.extent is Extent.WHOLE
    assert "Heidestraße 17" in reading.page.text
    assert reading.page.ink is not None
