"""Lines of text are read whole: what stands in a typewriter's wide steps, and what stands alone."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from PIL import Image

from extractors.ocr.line_pictures import TextLine
from extractors.ocr.network_engine import NetworkEngine
from extractors.ocr.whole_lines import completed, lone_signs
from samples.pdf import pymupdf

ROWS = (
    ("1", "Grundpreis", "28.04.2025", "1.609,84"),
    ("3", "Umlage", "02.09.2025", "12.796,87"),
    ("4", "Netznutzung", "17.06.2026", "227,80"),
)
LEFT, RIGHT, STEPS = 60, 530, (60, 90, 260, 380, 530)


@pytest.fixture(scope="module")
def engine() -> NetworkEngine:
    return NetworkEngine()


def table(rows: tuple[tuple[str, ...], ...], font: str) -> Image.Image:
    """Return a table with rulings as a grey picture at 200 dpi."""
    with pymupdf.open() as document:
        page = document.new_page()
        for number, row in enumerate(rows):
            foot = 100 + 16 * number
            page.draw_line((LEFT, foot + 4), (RIGHT, foot + 4), width=0.5)
            for start, text in zip(STEPS, row, strict=False):
                page.draw_line((start, foot - 12), (start, foot + 4), width=0.5)
                page.insert_text((start + 5, foot), text, fontname=font, fontsize=10)
        pixmap = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


@pytest.mark.parametrize("font", ["cour", "helv"])
def test_dates_and_amounts_in_tables_keep_their_points(engine: NetworkEngine, font: str) -> None:
    """Typewriters set a point as far apart as a letter is wide; half of an amount is another amount."""
    words = [word.text for word in engine.read(table(ROWS * 4, font), dpi=200)]
    assert {text for row in ROWS for text in row[1:]} <= set(words)
    assert not {"609,84", "796,87", "2025", "28"} & set(words)


def test_numbers_in_cells_of_their_own_stay_apart(engine: NetworkEngine) -> None:
    """Without a point between them, the numbers of two cells are two numbers."""
    rows = (("12", "Wohngeld", "17", "06"), ("34", "Wohnung", "25", "12"))
    words = [word.text for word in engine.read(table(rows, "cour"), dpi=200)]
    assert {"17", "06", "25", "12", "34"} <= set(words)


def test_a_digit_by_itself_is_read(engine: NetworkEngine) -> None:
    """The number of rooms or persons is often a digit in a cell of its own."""
    rows = (("Nr.", "Zimmer", "3"), ("Nr.", "Personen", "5"), ("Nr.", "Flur", "8"))
    words = [word.text for word in engine.read(table(rows, "helv"), dpi=200)]
    assert {"3", "5", "8"} <= set(words)


def test_ticks_and_frames_are_no_digits(engine: NetworkEngine) -> None:
    """A cross by itself, a round box and a stroke are no digits, however alike."""
    rows = (("x", "ledig", "o"), ("O", "verheiratet", "|"), ("l", "verwitwet", "/"))
    words = [word.text for word in engine.read(table(rows, "helv"), dpi=200)]
    assert not [text for text in words if text.isdigit()]


def test_letters_between_two_lines_belong_to_one() -> None:
    """Both reached for them, and a postcode stood on the page twice."""
    white = np.full((40, 300), 255, np.uint8)
    for left in range(20, 260, 12):  # letters of 8 pixels, 4 apart
        white[10:24, left : left + 8] = 0
    lines = [TextLine(20, 10, 100, 24, 24.0), TextLine(164, 10, 260, 24, 24.0)]
    first, second = completed(lines, white)
    assert first.left == 20
    assert first.right <= second.left
    assert second.right >= 256


def test_a_noisy_page_costs_little_memory() -> None:
    """Each speck was compared with each line: more than a gigabyte, and the page was lost with its child."""
    noise = np.random.default_rng(0).random((1700, 1200)) < 0.12
    white = np.where(noise, 0, 255).astype(np.uint8)
    lines = [TextLine(100, top, 200, top + 22, top + 20.0) for top in range(20, 1600, 8)]
    tracemalloc.start()
    try:
        assert len(lone_signs(lines, white)) < 60
        assert tracemalloc.get_traced_memory()[1] < 150 << 20
    finally:
        tracemalloc.stop()


def test_a_page_without_lines_has_no_lone_signs() -> None:
    """There is nothing that they could stand beside."""
    assert lone_signs([], np.zeros((40, 40), np.uint8)) == []
