"""Large words across a page, drawn and read."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.engines import fastest_engine
from extractors.ocr.watermarks import words_across

DPI = 150


def page(word: str = "", *, angle: float = 45, shade: int = 200, paper: int = 255) -> Image.Image:
    """Return a page of text with a word of large letters across it."""
    picture = Image.new("L", (1240, 1754), paper)
    draw = ImageDraw.Draw(picture)
    for line in range(24):
        text = "Das Mietverhältnis beginnt am ersten Mai und läuft auf unbestimmte Zeit."
        draw.text((120, 150 + 60 * line), text, fill=20, font=ImageFont.load_default(24))
    if word:
        large = Image.new("L", (1300, 260), 0)
        ImageDraw.Draw(large).text(
            (650, 130), word, fill=255, anchor="mm", stroke_width=5, font=ImageFont.load_default(180)
        )
        turned = large.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        tint = Image.new("L", turned.size, shade)
        picture.paste(tint, (620 - turned.width // 2, 870 - turned.height // 2), turned)
        for line in range(24):
            draw.text((120, 150 + 60 * line), text, fill=20, font=ImageFont.load_default(24))
    return picture


@pytest.mark.parametrize(
    ("word", "angle", "shade"), [("ENTWURF", 52, 205), ("VORABZUG", 20, 185), ("MUSTER", -40, 210)]
)
def test_a_watermark_is_read(word: str, angle: float, shade: int) -> None:
    """Pale, at any slant, with text over it."""
    found = words_across(page(word, angle=angle, shade=shade), engine=fastest_engine(), dpi=DPI)
    assert word in [each.text for each in found]
    box = found[0].box
    assert 0 <= box.left < box.right <= 595
    assert 0 <= box.top < box.bottom <= 842


def test_on_grey_paper() -> None:
    """A photo is darker than a scan."""
    found = words_across(page("ENTWURF", shade=140, paper=180), engine=fastest_engine(), dpi=DPI)
    assert [each.text for each in found] == ["ENTWURF"]


def test_text_alone_has_none() -> None:
    """Its strokes are thin, however dark."""
    assert words_across(page(), engine=fastest_engine(), dpi=DPI) == ()


def test_level_words_are_left_to_the_lines() -> None:
    """A heading is read as any other line is."""
    assert words_across(page("ENTWURF", angle=0), engine=fastest_engine(), dpi=DPI) == ()


def test_boxes_of_a_drawing_are_no_letters() -> None:
    """Houses in a slanting row on a map."""
    picture = page()
    draw = ImageDraw.Draw(picture)
    for at in range(6):
        left, top = 200 + 130 * at, 1200 - 90 * at
        draw.rectangle((left, top, left + 80, top + 70), fill=150)
    assert words_across(picture, engine=fastest_engine(), dpi=DPI) == ()
