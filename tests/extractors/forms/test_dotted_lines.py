"""Lines of dots to write on, and small print that looks like them."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from contracts.records import Box
from extractors.forms.page.cells import is_lined
from extractors.forms.ticks.marks import InkPicture
from extractors.pictures.page_ink import page_ink

DPI = 144


@pytest.mark.parametrize(("height", "lined"), [(2, True), (14, False)])
def test_the_feet_of_letters_are_no_dots(height: int, *, lined: bool) -> None:
    """The stems of small print stand as evenly as dots, and it was parted as if an answer stood on them."""
    image = Image.new("L", (200, 200), 255)
    draw = ImageDraw.Draw(image)
    for left in range(20, 80, 5):
        draw.rectangle((left, 102 - height, left + 1, 101), fill=0)
    picture = InkPicture(page_ink(image, dpi=DPI))
    assert is_lined(picture, Box(10, 49, 40, 55)) is lined
