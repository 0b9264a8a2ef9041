"""Rulings and ruled boxes are no letters."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.engines import fastest_engine
from extractors.pictures.rulings import rulings

DPI = 200


def form_field(text: str) -> Image.Image:
    """Draw an answer in a ruled box, as most forms have them; the box 17 points high, with thin lines."""
    picture = Image.new("L", (900, 120), 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 35, 700, 82), outline=0, width=2)
    draw.text((56, 45), text, font=ImageFont.load_default(24), fill=0)
    return picture


@pytest.mark.parametrize("text", ["Beispiel-Sommer", "01.05.2021", "812,50"])
def test_answers_in_ruled_boxes_are_read(text: str) -> None:
    """A box around an answer is taken out: it would be read as a line as high as the box."""
    words = fastest_engine().read(form_field(text), dpi=DPI)
    assert [word.text for word in words] == [text]
    assert words[0].box.height < 32


def test_letters_and_tick_boxes_stay() -> None:
    """Only what is ruled goes: neither stems of letters nor tick boxes."""
    picture = form_field("Illlll")
    ImageDraw.Draw(picture).rectangle((760, 45, 785, 70), outline=0, width=2)
    found = rulings(np.asarray(picture), dpi=DPI)
    assert found[35:37, 60:680].all()
    assert found[50:70, 40].all()
    assert not found[42:75, 50:690].any()
    assert not found[:, 720:].any()


def test_sides_of_pale_frames_go() -> None:
    """Where two pale lines meet neither has paper beside it: the sides stayed, and were read as strokes."""
    picture = Image.new("L", (500, 120), 255)
    ImageDraw.Draw(picture).rectangle((40, 35, 400, 82), outline=196)
    found = rulings(np.asarray(picture), dpi=DPI)
    assert found[35:83, 40].all()
    assert found[35:83, 400].all()
    assert not found[40:78, 45:395].any()
