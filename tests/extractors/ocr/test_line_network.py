"""Lines cut from pages, read by the network, and put together as words."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.engines import fastest_engine
from extractors.ocr.line_network import LINE_HEIGHT, LineNetwork
from extractors.ocr.line_pictures import SHARP, SLIM, TextLine, cut, is_black_and_white, is_pale
from extractors.ocr.line_words import spelled, words_of
from extractors.ocr.tesseract import LANGUAGE, model_path
from extractors.ocr.whole_lines import completed
from samples.pdf import pymupdf
from scripts.convert_ocr_model import Reader, entries, signs_of

PLACE = Box(0, 0, 10, 10)


def printed(text: str, *, paper: int = 255) -> Image.Image:
    """Return a line of print of 10 points at 200 dpi, from 100 pixels on, its baseline at 60."""
    with pymupdf.open() as document:
        page = document.new_page(width=324, height=36)
        page.insert_text((36, 21.6), text, fontsize=10)
        pixmap = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    return picture.point(lambda value: value * paper // 255)


def line_of(picture: Image.Image) -> TextLine:
    """Return where the ink is."""
    rows, columns = np.nonzero(np.asarray(picture) < 128)
    left, top, right, bottom = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    return TextLine(int(left), int(top), int(right), int(bottom), 60.0)


def read(picture: Image.Image, line: TextLine) -> tuple[Word, ...]:
    piece = cut(picture, line)
    (glyphs,) = LineNetwork().read([piece.pixels])
    return tuple(words_of(glyphs, piece, np.asarray(picture)))


@pytest.mark.parametrize("paper", [255, 190])
def test_a_line_is_read_in_its_place(paper: int) -> None:
    """Umlauts, figures and marks are read, on white and on grey paper; boxes lie around the ink."""
    picture = printed("Größe der Wohnung: 54,5 qm", paper=paper)
    line = line_of(picture)
    words = read(picture, line)
    assert [word.text for word in words] == ["Größe", "der", "Wohnung:", "54,5", "qm"]
    assert words[0].box.left == pytest.approx(line.left, abs=2)
    assert words[-1].box.right == pytest.approx(line.right, abs=2)
    assert all(one.box.right < other.box.left for one, other in pairwise(words))
    assert min(word.confidence for word in words) > 0.8


def test_pale_print_has_boxes_of_full_height() -> None:
    """Of light grey labels only the darkest spots were ink: so low a word was a trace of a rule."""
    dark = printed("Vorname(n)")
    pale = dark.point(lambda value: 145 + value * 110 // 255)
    (one,), (other,) = (read(picture, line_of(dark)) for picture in (dark, pale))
    assert other.text == one.text
    assert other.box == pytest.approx(one.box, abs=2)


def test_lines_of_all_lengths_at_once() -> None:
    """Batches give back each line's own reading, whatever its length and order; nothing stays nothing."""
    texts = ["Ja", "Antrag auf Wohngeld als Mietzuschuss", "Nein", "Musterstadt, den 01.10.2026", "Seite 2"]
    pictures = [printed(text) for text in texts]
    pieces = [cut(picture, line_of(picture)).pixels for picture in pictures]
    readings = LineNetwork().read([*pieces, np.ones((LINE_HEIGHT, 60), np.float32)])
    assert ["".join(glyph.text for glyph in glyphs) for glyphs in readings] == [*texts, ""]
    assert LineNetwork().read([]) == []


def test_letters_that_were_left_out_come_back() -> None:
    """A line that begins too late, or falls into two, is one line from its first letter to its last."""
    picture = printed("post26@example.org")
    white, whole = np.asarray(picture), line_of(picture)
    middle = (whole.left + whole.right) // 2
    late = whole._replace(left=whole.left + 60)
    halves = [whole._replace(right=middle - 3), whole._replace(left=middle + 2, bottom=whole.bottom + 12)]
    assert completed([late], white)[0].left == whole.left
    (joined,) = completed(halves, white)
    assert (joined.left, joined.right) == (whole.left, whole.right)


def test_neighbours_stay_lines_of_their_own() -> None:
    """Columns are not joined, and a ruling beside a line is none of its letters."""
    picture = printed("Name")
    line = line_of(picture)
    ImageDraw.Draw(picture).line((line.right + 6, 0, line.right + 6, 99), fill=0, width=3)
    other = line._replace(left=600, right=700)
    assert completed([line, other], np.asarray(picture)) == [line, other]


def test_black_and_white_is_told_from_grey() -> None:
    """Faxes are smoothed before they are read; grey scans are not."""
    grey = printed("Wohngeld", paper=235)
    fax = grey.point(lambda value: 255 if value > 128 else 0)
    assert is_black_and_white(fax)
    assert not is_pale(fax)
    assert not is_black_and_white(grey)


def test_a_pale_copy_is_grey() -> None:
    """A copy whose paper is pure white, but whose print is not pure black, is no fax: blur would undo it."""
    pale = printed("Wohngeld").point(lambda value: min(255, 60 + value))
    assert pale.histogram()[255] > 0.85 * pale.width * pale.height
    assert not is_black_and_white(pale)
    assert is_pale(pale)
    assert not is_pale(printed("Wohngeld", paper=235))


def test_slim_and_sharpened_lines_have_their_words_in_place() -> None:
    """However a line's picture is made, its words stand where they stand on the page."""
    picture = printed("Wohnort, Straße")
    line = line_of(picture)
    plain, other = cut(picture, line), cut(picture, line, finish=SHARP, slim=SLIM)
    assert other.pixels.shape[1] * SLIM == pytest.approx(plain.pixels.shape[1], abs=1)
    readings = LineNetwork().read([plain.pixels, other.pixels])
    first, second = (
        list(words_of(glyphs, piece, np.asarray(picture)))
        for glyphs, piece in zip(readings, (plain, other), strict=True)
    )
    assert [word.text for word in second] == ["Wohnort,", "Straße"]
    assert [word.box for word in second] == [word.box for word in first]


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("$ 7 Haftung", "§ 7 Haftung"),
        ("nach ($ 22 WoGG)", "nach (§ 22 WoGG)"),
        ("$$ 3, 4", "§§ 3, 4"),
        ("& 5 Miete", "§ 5 Miete"),
        ("Muster & Söhne", "Muster & Söhne"),
        ("8 3", "8 3"),
        ("8§ 60, 65", "§§ 60, 65"),
        ("88 12", "88 12"),
    ],
)
def test_sections_are_told_by_what_follows(read_as: str, meant: str) -> None:
    """The network does not know "§"; it says a dollar or an ampersand instead."""
    words = [Word(text, PLACE) for text in read_as.split()]
    assert " ".join(word.text for word in spelled(words)) == meant


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("dıe Wohnungsgeberbestätıgung ıst beıi uns", "die Wohnungsgeberbestätigung ist bei uns"),
        ("Yıldız Aydın", "Yıldız Aydın"),
        ("ı23 4 ı", "123 4 1"),
        ("Ill. Weitere Personen", "III. Weitere Personen"),
        ("Il. Wohnung in Illingen", "II. Wohnung in Illingen"),
        ("Nguyen-Yıldırım", "Nguyen-Yıldırım"),
        ("'Antrag auf Wohngeld", "Antrag auf Wohngeld"),
        ("Lefèvre de Ia Tour", "Lefèvre de la Tour"),
        ("‚Anschrift des Vermieters", "Anschrift des Vermieters"),
        ("das „Merkblatt“", "das „Merkblatt“"),
        ("der 'Antrag'", "der 'Antrag'"),
        ("Eiternteil 2, Bundeseiterngeldgesetz", "Elternteil 2, Bundeselterngeldgesetz"),
        ("_10 Anschrift \\_7_ 8_", "10 Anschrift 7 8"),
        ("erweiterte Angaben zu weiteren Personen", "erweiterte Angaben zu weiteren Personen"),
    ],
)
def test_dirt_and_lost_dots_change_no_word(read_as: str, meant: str) -> None:
    """Poor copies lose the dots of "i", but Turkish names have none; quotes come in pairs."""
    words = [Word(text, PLACE) for text in read_as.split()]
    assert " ".join(word.text for word in spelled(words)) == meant


def test_the_model_is_tesseracts() -> None:
    """The shipped file has the signs of the installed German model, and its layers."""
    parts = entries(model_path(LANGUAGE).read_bytes())
    layers = Reader(parts[17]).layer().parts
    signs = signs_of(parts[21], parts[22], classes=layers[-1].outputs)
    assert [layer.outputs for layer in layers[3:]] == [64, 96, 96, 192, 115]
    assert LineNetwork()._signs == signs  # noqa: SLF001 - what the file says of itself
    assert {"ß", "Ä", "€", "5", " "} <= set(signs)


def whole_line(*prints: tuple[int, str, int, str]) -> tuple[Image.Image, TextLine]:
    """Draw prints (left end, text, size, font) on one baseline; all are one line."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=420, height=50)
        for left, text, size, font in prints:
            sheet.insert_text((left, 32), text, fontsize=size, fontname=font)
        pixmap = sheet.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    return picture, line_of(picture)._replace(baseline=32 / 0.36)


def test_small_print_behind_a_title_is_read() -> None:
    """As one line with the title, the small print was brought to half the height that the network knows."""
    picture, whole = whole_line(
        (20, "ANMELDUNG", 20, "hebo"), (170, "bei der Meldebehörde (§ 17 Abs. 1)", 9, "helv")
    )
    title, small = completed([whole], np.asarray(picture))
    assert title.right < 165 / 0.36 < small.left
    assert small.bottom - small.top < 0.75 * (title.bottom - title.top)
    said = [word.text for word in fastest_engine().read(picture, dpi=200)]
    assert said[:4] == ["ANMELDUNG", "bei", "der", "Meldebehörde"]


@pytest.mark.parametrize("text", ["Größe    in m    ist    von wem", "1.    wann war es    2.    was"])
def test_words_of_one_size_stay_a_line(text: str) -> None:
    """Words without tall letters are not of another size."""
    picture, whole = whole_line((20, text, 10, "helv"))
    assert len(completed([whole], np.asarray(picture))) == 1
