"""What counts as ink: strokes, and the pale thin lines of poor copies near them."""

from __future__ import annotations

from PIL import Image, ImageDraw

from extractors.page_ink import fine_ink_mask, ink_mask

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
