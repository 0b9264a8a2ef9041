"""Text layers: what is seen, what is not, and how the page lies."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from contracts.reading import ProblemCode, TextSource
from contracts.records import Box
from extractors.files.pdf import PdfFile
from extractors.limits import ReadingLimits
from extractors.pages.reader import read_document
from extractors.pages.triage import TextLayer, judge_text_layer
from extractors.pictures.turning import turn_native
from extractors.plausible import is_garbled
from samples.people import seeded
from samples.text_layers import BAD, GOOD, LIE, UNSEEN, words_of
from tests.extractors.drawn import add_field, pdf_of, pymupdf
from tests.extractors.engines import SteadyEngine

LIMITS = ReadingLimits()
PROSE = """
Hiermit bestätige ich, dass die unten genannte Person seit dem ersten Januar in unserer Wohnung lebt und die
Miete einschließlich der Heizkosten jeden Monat überweist. Der Vermieter erklärt, dass die Angaben richtig
sind. Die Unterlagen wurden vollständig eingereicht, und weitere Nachweise sind nicht erforderlich. Für
Rückfragen stehen wir Ihnen gerne zur Verfügung. Mit freundlichen Grüßen, Ihre Hausverwaltung in Musterstadt.
"""


def letter() -> bytes:
    """Return a page of prose."""
    document = pymupdf.open()
    page = document.new_page()
    for row, line in enumerate(PROSE.strip().splitlines()):
        for half, text in enumerate((line[:50], line[50:])):
            page.insert_text((60, 100 + 40 * row + 20 * half), text)
    return pdf_of(document)


def native(data: bytes) -> Any:
    return PdfFile(data, limits=LIMITS).native(0)


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_nobody_sees_is_no_text(kind: str) -> None:
    """A sentence without ink, in white, tiny, covered or switched off is not among a page's words."""
    page = native(UNSEEN[kind](letter(), seeded(1)))
    assert [word.text for word in page.words] == [word[4] for word in words_of(letter())]
    assert not set(LIE.split()) <= {word.text for word in page.words}


@pytest.mark.parametrize("kind", ["no ink", "white", "tiny", "transparent"])
def test_unseen_words_are_told(kind: str) -> None:
    """A page with an unseen sentence is read as it looks, and says that its text says more."""
    data = UNSEEN[kind](letter(), seeded(1))
    document = read_document(data, file="brief.pdf", engine=SteadyEngine(), limits=LIMITS)
    assert document.pages[0].source is TextSource.TEXT
    assert [each.code for each in document.problems] == [ProblemCode.WRONG_TEXT_LAYER]


def test_white_on_dark_is_seen() -> None:
    """Headings in white on a coloured bar are text of the page."""
    document = pymupdf.open(stream=letter())
    page = document[0]
    page.draw_rect((50, 500, 400, 530), fill=(0, 0.2, 0.5))
    page.insert_text((60, 520), "Angaben zur Wohnung", color=(1, 1, 1))
    page = native(pdf_of(document))
    assert page.words[-1].text == "Wohnung"
    assert not page.hidden


def test_a_transparent_picture_hides_nothing() -> None:
    """A signature or stamp with a see-through ground lies over words that stay."""
    document = pymupdf.open(stream=letter())
    stamp = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 20), True)  # noqa: FBT003 - positional only
    stamp.clear_with(0)
    document[0].insert_image((50, 80, 500, 300), pixmap=stamp, keep_proportion=False)
    assert native(pdf_of(document)).words == native(letter()).words


@pytest.mark.parametrize("kind", ["shifted font", "permuted font", "private signs", "no mapping"])
def test_garbled_fonts_are_no_text(kind: str) -> None:
    """A page in a font that calls its letters something else goes to OCR."""
    page = native(BAD[kind](letter(), seeded(1)))
    assert judge_text_layer(page) is TextLayer.NONE
    assert page.garbled or is_garbled(page.words)


def test_one_garbled_font_among_others() -> None:
    """Words of a sound font stay exact when another one on the page is broken."""
    broken = pymupdf.open(stream=BAD["shifted font"](letter(), seeded(1)))
    page = broken[0]
    for row, line in enumerate(PROSE.strip().splitlines()):
        page.insert_text((60, 500 + 20 * row), line[:60], fontname="tiro")
    read = native(pdf_of(broken))
    assert "Hiermit" in {word.text for word in read.words}
    assert read.garbled
    assert judge_text_layer(read) is TextLayer.PARTIAL


def test_bullets_are_not_garbled() -> None:
    """Signs of a symbol font, which have no letters to be called by, send no page to OCR."""
    document = pymupdf.open(stream=letter())
    for row in range(40):
        document[0].insert_text((30, 100 + 15 * row), "\u2022", fontname="zadb")
    assert judge_text_layer(native(pdf_of(document))) is TextLayer.USABLE


def test_letters_drawn_as_curves_are_looked_for() -> None:
    """A page with a few words as text and the others as curves goes to OCR, which adds to the words."""
    document = pymupdf.open(stream=BAD["outlined"](letter(), seeded(1)))
    document[0].insert_text((60, 500), "Aktenzeichen 4711/2026 der Wohngeldbehörde")
    page = native(pdf_of(document))
    assert len(page.words) == 4
    assert judge_text_layer(page) is TextLayer.PARTIAL


def test_lines_and_boxes_are_no_letters() -> None:
    """A short form with lines, combs and tick boxes is not looked at by OCR."""
    document = pymupdf.open()
    page = document.new_page()
    for row in range(8):
        page.insert_text((60, 100 + 30 * row), "Familienname und Vorname")
        page.draw_line((200, 105 + 30 * row), (500, 105 + 30 * row))
        page.draw_rect((510, 95 + 30 * row, 520, 105 + 30 * row))
        for cell in range(5):
            page.draw_rect((200 + 14 * cell, 110 + 30 * row, 214 + 14 * cell, 124 + 30 * row))
    assert judge_text_layer(native(pdf_of(document))) is TextLayer.USABLE


@pytest.mark.parametrize("kind", ["good OCR", "bad OCR", "other words", "half a page"])
def test_unseen_text_on_a_picture_is_doubtful(kind: str) -> None:
    """What lies under a scan is neither text that people see nor lost."""
    page = native({**GOOD, **BAD}[kind](letter(), seeded(1)))
    assert not page.words
    assert page.undrawn
    assert judge_text_layer(page) in {TextLayer.UNPROVEN, TextLayer.NONE}


@pytest.mark.parametrize(("kind", "turned"), [("sideways left", 90), ("sideways right", 270)])
def test_sideways_pages_are_stood_up(kind: str, turned: int) -> None:
    """A page whose lines run up or down without /Rotate is turned, and its words run to the right."""
    data = GOOD[kind](letter(), seeded(1))
    (page,) = read_document(data, file="quer.pdf", engine=SteadyEngine(), limits=LIMITS).pages
    upright = native(letter())
    assert page.turned == turned
    assert page.size == pytest.approx(upright.size)
    for word, other in zip(page.words, upright.words, strict=True):
        assert word.text == other.text
        assert word.box == pytest.approx(other.box, abs=1)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turning_four_times_is_no_turn(degrees: int) -> None:
    """Words and fields come back to where they were."""
    document = pymupdf.open(stream=letter())
    add_field(document[0], "ort", pymupdf.PDF_WIDGET_TYPE_TEXT, (100, 500, 300, 520), field_value="Köln")
    page = turned = native(pdf_of(document))
    for _ in range(4):
        turned = turn_native(turned, degrees)
    assert turned.words[0].box == pytest.approx(page.words[0].box, abs=0.01)
    assert turned.widgets[0].box == pytest.approx(page.widgets[0].box, abs=0.01)
    assert turned.size == page.size


SIZES = {"A5": (420, 595), "A4": (595, 842), "A4 quer": (842, 595), "A3": (842, 1191), "A0": (2384, 3370)}
WORD, FIELD = (100, 150), (100, 300, 250, 330)


def marked(size: str, rotation: int, unit: float = 1, crop: tuple[float, ...] | None = None) -> bytes:
    """Return a page with a word and, in red ink, a field; nothing else is on it."""
    document = pymupdf.open()
    width, height = SIZES[size]
    page = document.new_page(width=width, height=height)
    page.insert_text(WORD, "Musterstadt", fontsize=20)
    kind = pymupdf.PDF_WIDGET_TYPE_TEXT
    add_field(page, "ort", kind, FIELD, field_value="Köln", fill_color=(1, 0, 0))
    if crop:
        page.set_cropbox(pymupdf.Rect(crop))
    document.xref_set_key(page.xref, "UserUnit", str(unit))
    page.set_rotation(rotation)
    return pdf_of(document)


def inked(data: bytes) -> Box:
    """Return the box around all ink of the page as a viewer draws it, in points."""
    mask = np.asarray(PdfFile(data, limits=LIMITS).picture(0, dpi=72)) < 200
    rows, columns = np.nonzero(mask.any(axis=1))[0], np.nonzero(mask.any(axis=0))[0]
    return Box(float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("size", "unit", "crop"),
    [
        *((size, 1, None) for size in SIZES),
        ("A5", 2, None),
        ("A4", 1, (50, 60, 500, 700)),
        ("A4 quer", 1, (20, 30, 800, 500)),
        ("A4", 1.5, (50, 60, 500, 700)),
    ],
)
def test_places_are_where_a_viewer_draws_them(
    size: str, unit: float, crop: tuple[float, ...] | None, rotation: int
) -> None:
    """Words and fields lie where their ink is: any size of page, scaled, cropped, turned."""
    data = marked(size, rotation, unit, crop)
    page = native(data)
    ink = inked(data)
    # Around the word and the field is all the ink there is.
    assert Box.around([page.words[0].box, page.widgets[0].box]) == pytest.approx(ink, abs=8 * unit)
    assert page.widgets[0].box.width * page.widgets[0].box.height == pytest.approx(
        150 * 30 * unit**2, rel=0.02
    )
    picture = PdfFile(data, limits=LIMITS).picture(0, dpi=72)
    assert page.size == pytest.approx(picture.size, abs=1)
    x, y = page.widgets[0].box.middle
    assert picture.getpixel((int(x), int(y))) < 200  # type: ignore[operator] # a grey picture: one number
