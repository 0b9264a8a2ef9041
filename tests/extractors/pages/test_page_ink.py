"""What counts as ink: strokes, and the pale thin lines of poor copies near them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.limits import ReadingLimits
from extractors.pages.reader import page_inks
from extractors.pictures.page_ink import fine_ink_mask, ink_mask, unpack
from samples.pdf import pymupdf

PALE: int = 200
"""On white paper: too bright for ink, dark enough for a thin line."""


def copy() -> Image.Image:
    """Draw a word's worth of black, a pale line beside it, a pale area below, and a pale line far away."""
    picture = Image.new("L", (400, 400), 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 60, 30), fill=0)
    draw.line((64, 10, 64, 40), fill=PALE, width=1)
    draw.rectangle((20, 34, 50, 44), fill=PALE)
    draw.line((300, 300, 300, 350), fill=PALE, width=1)
    return picture


def test_pale_lines_near_ink_are_ink() -> None:
    """The frames and dots of a poor copy are paler than its letters."""
    assert not ink_mask(copy())[10:40, 64].any()
    assert fine_ink_mask(copy())[12:38, 64].all()


def test_pale_areas_are_paper() -> None:
    """What is thick and pale is a tint, or shines through from the back."""
    assert not fine_ink_mask(copy())[38:41, 24:46].any()


def test_pale_lines_alone_are_paper() -> None:
    """Far from all ink, a pale line is the back's, or a fold."""
    assert not fine_ink_mask(copy())[290:360, 290:310].any()


def test_ink_of_a_page_that_is_drawn_coarser_has_its_size() -> None:
    with pymupdf.open() as document:
        document.new_page(width=1200, height=600).draw_rect((600, 300, 900, 420), fill=(0, 0, 0))
        limits = ReadingLimits(page_pixels=500_000)
        ink = page_inks(document.tobytes(), [0], turned={}, limits=limits)[0]

    assert ink.width == pytest.approx(1200 * ink.dpi / 72, rel=0.01)
    rows, columns = np.nonzero(unpack(ink))
    assert columns.min() * 72 / ink.dpi == pytest.approx(600, abs=6)
    assert rows.min() * 72 / ink.dpi == pytest.approx(300, abs=6)
