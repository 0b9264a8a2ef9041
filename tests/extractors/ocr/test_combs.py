"""Combs on scans: one letter a cell, teeth between them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.comb_cells import letters_in
from extractors.ocr.comb_teeth import Comb, find_combs
from extractors.ocr.combs import correct_combs, read_combs
from extractors.ocr.engines import OcrEngine, fastest_engine
from tests.extractors.drawn import letter_picture, pdf_of, pymupdf
from tests.extractors.engines import LyingEngine, SteadyEngine

DPI = 200
PITCH = 16.0
LEFT, TOP, FOOT = 100.0, 200.0, 218.0


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return fastest_engine()


def comb_picture(text: str, *, teeth: float = 18, frame: bool = False) -> Image.Image:
    """Return a page with a comb of a cell for each letter, blanks left empty; ``teeth`` in points."""
    page = pymupdf.open().new_page()
    page.draw_line((LEFT, FOOT), (LEFT + PITCH * len(text), FOOT), width=0.7)
    for edge in range(len(text) + 1):
        x = LEFT + PITCH * edge
        tall = 40 if frame and edge in {0, len(text)} else teeth
        page.draw_line((x, FOOT - tall), (x, FOOT), width=0.7)
    for cell, letter in enumerate(text):
        page.insert_text((LEFT + PITCH * cell + 4, FOOT - 4), letter, fontsize=12)
    pixmap = pymupdf.open(stream=pdf_of(page.parent))[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


@pytest.mark.parametrize("frame", [False, True])
@pytest.mark.parametrize("text", ["24101987", "123456789012", "50667", "01052021"])
def test_teeth_are_not_letters(engine: OcrEngine, text: str, *, frame: bool) -> None:
    """A number in a comb is read letter for letter, at its place, sides open or framed."""
    ((place, words),) = read_combs(comb_picture(text, frame=frame), engine=engine, dpi=DPI)
    assert [word.text for word in words] == [text]
    left, top, right, bottom = (value * 72 / DPI for value in words[0].box)
    assert left == pytest.approx(LEFT, abs=1)
    assert right == pytest.approx(LEFT + PITCH * len(text), abs=1)
    assert FOOT - 16 < top < bottom < FOOT
    assert place.holds(*words[0].box.middle)


def test_empty_cells_part_words(engine: OcrEngine) -> None:
    """A number that begins or ends within the comb keeps its cells."""
    ((_, words),) = read_combs(comb_picture("  417 29  "), engine=engine, dpi=DPI)
    assert [word.text for word in words] == ["417", "29"]
    assert words[0].box.left * 72 / DPI == pytest.approx(LEFT + 2 * PITCH, abs=1)


def test_a_dash_between_two_letters_joins_them(engine: OcrEngine) -> None:
    """A dash is lower than any letter: its cell passed for an empty one, a double name for two words."""
    ((_, words),) = read_combs(comb_picture("Beck-Ruf  "), engine=engine, dpi=DPI)
    assert [word.text for word in words] == ["Beck-Ruf"]


def test_points_and_dashes_follow_each_other(engine: OcrEngine) -> None:
    """Low signs are told by form and place; what was lost of a street's name was not seen to be."""
    ((_, words),) = read_combs(comb_picture("Dr.-Ruf-Weg  9"), engine=engine, dpi=DPI)
    assert [word.text for word in words] == ["Dr.-Ruf-Weg", "9"]


def test_low_signs_of_other_forms_are_doubtful(engine: OcrEngine) -> None:
    """A sign that is neither dash nor point makes the words around it unsure, not one shorter."""
    ((_, words),) = read_combs(comb_picture("Abel~Ruf  "), engine=engine, dpi=DPI)
    assert all(word.confidence < 0.45 for word in words)


def test_what_leans_into_a_cell_is_no_letter() -> None:
    """Thick lines between groups lean, and reach into the next cell: their rim was read with its letter."""
    dark = np.zeros((48, 84), np.bool_)
    dark[:30, 42:45] = True
    dark[14:36, 58:68] = True
    found = letters_in(dark, Comb(top=0, bottom=46, edges=(0, 40, 82), closed=True), dpi=DPI)
    assert found == [None, Box(58, 14, 68, 36)]


def test_a_letter_between_two_groups_is_of_the_first_reading(engine: OcrEngine) -> None:
    """Half a letter aside of its cell it stayed, and a date had a digit too many."""
    picture = comb_picture("24101987")
    right = (LEFT + PITCH * 8) * DPI / 72
    stray = Word("7", Box(right + 1, 580, right + 8, 605), 0.5)
    assert [word.text for word in correct_combs((stray,), picture, engine=engine, dpi=DPI)] == ["24101987"]


def test_pale_teeth_are_teeth(engine: OcrEngine) -> None:
    """Thin teeth come out of a scanner paler than any letter; they were read among the digits."""
    picture = comb_picture("36182409535", teeth=9)
    paler = comb_picture("           ", teeth=9).point(lambda grey: 255 - (255 - grey) // 4)
    letters = np.where(np.asarray(comb_picture("           ", teeth=9)) < 255, 255, np.asarray(picture))
    picture = Image.fromarray(np.minimum(letters, np.asarray(paler)).astype(np.uint8))
    ((_, words),) = read_combs(picture, engine=engine, dpi=DPI)
    assert [word.text for word in words] == ["36182409535"]


def test_short_teeth(engine: OcrEngine) -> None:
    """Teeth that reach up to half of a letter only part cells as well."""
    ((_, words),) = read_combs(comb_picture("24101987", teeth=7), engine=engine, dpi=DPI)
    assert words[0].text == "24101987"


def groups_picture(*groups: str, label: str) -> Image.Image:
    """Return a page with a label and groups of cells behind it, each group with a frame of its own."""
    page = pymupdf.open().new_page()
    page.insert_text((LEFT - 38, FOOT - 6), label, fontsize=12)
    x = LEFT
    for group in groups:
        for letter in group:
            page.draw_rect((x, FOOT - 18, x + PITCH, FOOT), width=0.7)
            page.insert_text((x + 4, FOOT - 5), letter, fontsize=12)
            x += PITCH
        x += 5
    pixmap = pymupdf.open(stream=pdf_of(page.parent))[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def test_groups_of_cells_with_frames(engine: OcrEngine) -> None:
    """An IBAN in frames of four cells each is read in whole, the last two cells with it, the label not."""
    groups = ("DE02", "1203", "0000", "0000", "2020", "51")
    readings = read_combs(groups_picture(*groups, label="IBAN"), engine=engine, dpi=DPI)
    assert "".join(word.text for _, words in readings for word in words) == "".join(groups)


def test_a_thick_tooth_is_one(engine: OcrEngine) -> None:
    """On a page a little askew a tooth is two strokes side by side; the comb does not end there."""
    picture = comb_picture("81627348094")
    x = round((LEFT + 4 * PITCH) * DPI / 72)
    picture.paste(0, (x - 3, round((FOOT - 16) * DPI / 72), x + 2, round(FOOT * DPI / 72)))
    ((_, words),) = read_combs(picture, engine=engine, dpi=DPI)
    assert words[0].text == "81627348094"


def test_a_label_with_a_foot_as_low_as_the_teeth(engine: OcrEngine) -> None:
    """Strokes of print that end nearly at the height of the teeth do not hide the comb."""
    picture = comb_picture("24101987")
    for at in range(20, 200, 9):
        picture.paste(0, (at, round((FOOT - 8) * DPI / 72), at + 3, round((FOOT - 1.5) * DPI / 72)))
    ((_, words),) = read_combs(picture, engine=engine, dpi=DPI)
    assert words[0].text == "24101987"


def test_readings_replace_what_was_in_the_comb(engine: OcrEngine) -> None:
    """The words of the page that lie in a comb give way; the others stay."""
    picture = comb_picture("24101987")
    outside, inside = Box(10, 10, 50, 30), Box(300, 570, 340, 600)
    words = tuple(SteadyEngine().read(picture, dpi=DPI)[0]._replace(box=box) for box in (outside, inside))
    corrected = correct_combs(words, picture, engine=engine, dpi=DPI)
    assert [word.text for word in corrected] == ["Antrag", "24101987"]


def test_a_word_over_two_groups_gives_way(engine: OcrEngine) -> None:
    """What the first reading made of the end of one group and the beginning of the next is gone."""
    picture = groups_picture("DE02", "1203", "0000", label="IBAN")
    points = Box(LEFT + 3 * PITCH, FOOT - 15, LEFT + 5 * PITCH + 5, FOOT - 4)
    across = Box(*(edge * DPI / 72 for edge in points))
    words = tuple(word._replace(box=across) for word in SteadyEngine().read(picture, dpi=DPI)[:1])
    corrected = correct_combs(words, picture, engine=engine, dpi=DPI)
    assert [word.text for word in corrected] == ["DE02", "1203", "0000"]


def test_a_doubtful_reading_is_left_out() -> None:
    """When the letters read are not as many as the cells filled, the first reading stands."""
    assert read_combs(comb_picture("24101987"), engine=SteadyEngine(), dpi=DPI) == []
    assert read_combs(comb_picture("24101987"), engine=LyingEngine(), dpi=DPI) == []


def test_empty_combs_are_not_read() -> None:
    """An empty comb costs no OCR."""
    assert read_combs(comb_picture("          "), engine=SteadyEngine(), dpi=DPI) == []


def test_a_comb_that_may_go_on_is_none() -> None:
    """Half a number is worse than none: where ink goes on behind the last tooth, there is no comb."""
    picture = comb_picture("24101987")
    picture.paste(0, (round((LEFT + 8.3 * PITCH) * DPI / 72), round(205 * DPI / 72), 800, 600))
    assert find_combs(np.asarray(picture) < 170, dpi=DPI) == []


def test_prose_has_no_combs() -> None:
    """The stems of printed letters are no teeth."""
    assert find_combs(np.asarray(letter_picture()) < 170, dpi=DPI) == []


def copied(picture: Image.Image) -> Image.Image:
    """Return a copy of a page: a little askew, with specks."""
    turned = picture.rotate(-0.15, resample=Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.array(turned)
    rng = np.random.default_rng(5)
    rows, columns = (rng.integers(0, size, 6000) for size in pixels.shape)
    pixels[rows, columns] = 0
    return Image.fromarray(pixels)


@pytest.mark.parametrize(
    "groups",
    [("DE27", "3705", "0198", "1043", "9822", "17"), ("21", "310", "876", "541"), ("11", "04", "1993")],
)
def test_all_groups_of_a_copy_are_found(engine: OcrEngine, groups: tuple[str, ...]) -> None:
    """Specks between the groups of an IBAN, a tax id, or a date hide none of them, nor stems in the cells."""
    readings = read_combs(copied(groups_picture(*groups, label="IBAN")), engine=engine, dpi=DPI)
    assert "".join(word.text for _, words in readings for word in words) == "".join(groups)
