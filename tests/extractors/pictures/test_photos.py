"""Photographed sheets are found, laid flat, and seen alike by all who look at a page."""

from __future__ import annotations

import io
import math
import random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from contracts.reading import PageText
from contracts.records import PageSize
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.pages.page_view import PageView, view_of
from extractors.pages.reader import open_file, page_inks, read_document, render_page
from extractors.pictures.page_ink import unpack
from extractors.pictures.photos import LONG_SIDE, Corner, Corners, find_paper, sheet_size
from samples.degrade import office_scan, photo
from tests.extractors.drawn import LETTER, letter_picture, pdf_of, picture_file, pymupdf, scan_pdf, text_pdf
from tests.extractors.engines import SteadyEngine

LIMITS = ReadingLimits()
SCENE = (450, 600)
ASKEW: Corners = (Corner(0.12, 0.05), Corner(0.9, 0.1), Corner(0.94, 0.93), Corner(0.06, 0.97))
A4 = PageSize(595.3, 841.9)


def chance(seed: int) -> random.Random:
    """Return reproducible randomness."""
    return random.Random(seed)  # noqa: S311 - for pictures, not for secrets


def scene(corners: Corners, *, table: int = 90, paper: int = 235) -> Image.Image:
    """Return a white sheet on a table, in shadow on the right."""
    columns, rows = np.meshgrid(np.arange(SCENE[0]) + 0.5, np.arange(SCENE[1]) + 0.5)
    inside = np.ones(columns.shape, dtype=bool)
    points = [(corner.x * SCENE[0], corner.y * SCENE[1]) for corner in corners]
    for (x, y), (u, v) in zip(points, (*points[1:], points[0]), strict=True):
        inside &= (u - x) * (rows - y) - (v - y) * (columns - x) >= 0
    light = np.linspace(1, 0.5, SCENE[0])
    noise = np.random.default_rng(1).normal(0, 3, columns.shape)
    values = np.where(inside, paper, table) * light + noise
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def view(data: bytes) -> PageView:
    with open_file(data, limits=LIMITS) as opened:
        return view_of(opened, 0, opened.native(0), dpi=LIMITS.ocr_dpi)


def read(data: bytes, engine: OcrEngine) -> PageText:
    return read_document(data, file="foto.jpg", engine=engine, limits=LIMITS).pages[0]


def letter_photo() -> bytes:
    """Return a phone's picture of the letter, without a resolution, as phones save it."""
    return picture_file(photo(letter_picture(), chance(5)), "JPEG", quality=85)


@pytest.mark.parametrize("table", [20, 90, 170])
def test_sheet_is_found_at_an_angle(table: int) -> None:
    """The corners of a sheet in perspective and half shadow are found to two of a thousand, on any table."""
    found = find_paper(scene(ASKEW, table=table))
    assert found is not None
    assert np.array(found) == pytest.approx(np.array(ASKEW), abs=0.002)


def test_sheet_cut_off_ends_beyond_the_picture() -> None:
    """Where no table is seen below the sheet, nothing is cut there, and the sheet keeps its right angles."""
    beyond: Corners = (Corner(0.1, 0.1), Corner(0.8, 0.2), Corner(0.6, 1.3), Corner(-0.1, 1.3))
    found = find_paper(scene(beyond))
    assert found is not None
    left_top, right_top, right_bottom, left_bottom = found
    assert left_top == pytest.approx((0.1, 0.1), abs=0.003)
    assert right_top == pytest.approx((0.8, 0.2), abs=0.003)
    assert min(left_bottom.y, right_bottom.y) == pytest.approx(1, abs=0.01)
    assert right_bottom.y - left_bottom.y == pytest.approx(right_top.y - left_top.y, abs=0.03)


def test_boards_of_a_table_are_no_edges() -> None:
    """Lines on the table that are longer than the sheet's edges do not hide them."""
    table = np.asarray(scene(ASKEW, table=60)).copy()
    bright = np.arange(SCENE[1]) // 60 % 2 == 0
    table[bright] = np.where(table[bright] < 65, table[bright] * 1.4, table[bright]).astype(np.uint8)
    found = find_paper(Image.fromarray(table))
    assert found is not None
    assert np.array(found) == pytest.approx(np.array(ASKEW), abs=0.003)


@pytest.mark.parametrize(
    "corners",
    [
        ((-0.1, 0.1), (1.1, 0.1), (1.1, 0.9), (-0.1, 0.9)),  # dark bands above and below
        ((0.1, 0.1), (1.1, 0.1), (1.1, 1.1), (0.1, 1.1)),  # a page in the corner of a scanner
        ((0.42, 0.05), (0.58, 0.05), (0.58, 0.95), (0.42, 0.95)),  # a strip
        ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)),  # something small on a table
        ((0.01, 0.005), (0.99, 0.005), (0.99, 0.995), (0.01, 0.995)),  # the rim of a scanner
    ],
)
def test_other_pictures_are_left_alone(corners: tuple[tuple[float, float], ...]) -> None:
    """What does not look like a sheet on a table is not cut."""
    a, b, c, d = (Corner(*corner) for corner in corners)
    assert find_paper(scene((a, b, c, d))) is None


@pytest.mark.parametrize("seed", range(4))
def test_scans_are_left_alone(seed: int) -> None:
    """An office scan, with its dark rim, noise and skew, is read as it is."""
    scan = office_scan(letter_picture(), chance(seed))
    assert find_paper(scan.resize((424, LONG_SIDE))) is None
    assert view(scan_pdf(scan)).corners is None


def test_dark_print_is_no_table() -> None:
    """A page with dark bands along its rim and tinted panels in white margins has no sheet on it."""
    page = Image.new("L", (424, 600), 250)
    page.paste(60, (0, 0, 424, 70))
    page.paste(60, (0, 570, 424, 600))
    page.paste(190, (20, 100, 200, 550))
    page.paste(190, (300, 100, 404, 550))
    assert find_paper(page) is None


def test_pages_with_words_are_left_alone() -> None:
    """The boxes of words in a file keep their meaning: such a page is never laid flat."""
    document = pymupdf.open(stream=text_pdf())
    document[0].insert_image(document[0].rect, stream=letter_photo(), overlay=False)
    assert view(pdf_of(document)).corners is None


def test_photo_is_an_a4_page() -> None:
    """A photo of an A4 sheet, as a picture or in a PDF, is an A4 page without the table."""
    for data in (letter_photo(), scan_pdf(photo(letter_picture(), chance(5)), dpi=150)):
        found = view(data)
        assert found.corners is not None
        assert found.native.size == A4
        assert 0.8 < min(sheet_size(found.corners, PageSize(1, 1))) < 0.95
        with open_file(data, limits=LIMITS) as opened:
            flat = np.asarray(found._replace(opened=opened).picture(dpi=100))
        assert flat.shape == (1169, 827)
        assert min(flat[:, :3].mean(), flat[:, -3:].mean(), flat[:3].mean(), flat[-3:].mean()) > 110


def test_landscape_and_other_sheets_keep_their_shape() -> None:
    """A sheet lying on its side is A4 lying on its side; a receipt keeps its own shape."""
    lying = photo(letter_picture().rotate(90, expand=True), chance(1))
    assert view(picture_file(lying, "JPEG")).native.size == PageSize(A4.height, A4.width)
    receipt: Corners = (Corner(0.3, 0.05), Corner(0.7, 0.05), Corner(0.7, 0.95), Corner(0.3, 0.95))
    size = view(picture_file(scene(receipt), "PNG")).native.size
    assert size.height / size.width == pytest.approx(3, abs=0.05)


def test_photo_is_read_like_a_scan() -> None:
    """The letter in a photo is read without a mistake, and its words lie where the letter has them."""
    page = read(letter_photo(), fastest_engine())
    assert page.text.replace(". ", " ") == " ".join(LETTER).replace(". ", " ")
    assert page.size == pytest.approx(A4, abs=1)
    assert page.words[0].box.left == pytest.approx(72, abs=3)
    assert page.words[0].box.top == pytest.approx(91, abs=4)


def test_all_see_the_same_page() -> None:
    """Words, ink and the picture for people are of the same sheet, to a pixel."""
    data = letter_photo()
    page = read(data, SteadyEngine())
    assert page.ink is not None
    later = page_inks(data, [0], turned={0: page.skew}, limits=LIMITS)[0]
    shown = Image.open(io.BytesIO(render_page(data, 0, dpi=150, turned=page.skew, limits=LIMITS)))
    assert shown.size == (later.width, later.height)
    assert (page.ink.width, page.ink.height) == pytest.approx(shown.size, abs=1)
    assert page.size.width == pytest.approx(shown.width * 72 / 150, abs=1)
    ink = unpack(later)[: page.ink.height, : page.ink.width]
    assert np.mean(ink != unpack(page.ink)[: len(ink), : ink.shape[1]]) < 0.01


@pytest.mark.parametrize("degrees", [-40, -25, 14, 33])
def test_sheet_turned_on_the_table_is_laid_straight(degrees: float) -> None:
    """However a sheet is turned, its corners come in the order in which its upright picture has them."""
    turned = math.radians(degrees)
    middle, half = (SCENE[0] / 2, SCENE[1] / 2), (120, 170)
    ways = [(-half[0], -half[1]), (half[0], -half[1]), half, (-half[0], half[1])]
    a, b, c, d = (
        Corner(
            (middle[0] + x * math.cos(turned) - y * math.sin(turned)) / SCENE[0],
            (middle[1] + x * math.sin(turned) + y * math.cos(turned)) / SCENE[1],
        )
        for x, y in ways
    )
    found = find_paper(scene((a, b, c, d)))
    assert found is not None
    assert np.array(found) == pytest.approx(np.array((a, b, c, d)), abs=0.006)
    size = sheet_size(found, PageSize(*SCENE))
    assert size == pytest.approx((2 * half[0], 2 * half[1]), rel=0.02)


def test_sheet_on_a_nearly_white_table_is_found() -> None:
    """A faint edge all around is enough where no writing stands outside of it."""
    found = find_paper(scene(ASKEW, table=205))
    assert found is not None
    assert np.array(found) == pytest.approx(np.array(ASKEW), abs=0.004)


def test_faint_frame_with_writing_around_it_is_print() -> None:
    """A tinted page with a white panel, and words on the tint, is not cut down to the panel."""
    page = scene(ASKEW, table=205)
    pen = ImageDraw.Draw(page)
    for row in range(110, 500, 30):
        pen.text((4, row), "Hinweis", fill=40)
    assert find_paper(page) is None
