"""Combs on forms whose fields have frames: the frame's side stands close to the comb's last tooth."""

from __future__ import annotations

import pytest
from PIL import Image

from extractors.ocr.combs import read_combs
from extractors.ocr.engines import fastest_engine
from tests.extractors.drawn import pdf_of, pymupdf

DPI = 200
HIGH = 28.0
"""Points from the top of a field's frame to its foot."""


def field(
    page: pymupdf.Page, left: float, *groups: str, pitch: float = 11.5, teeth: float = 5.5, rise: float = 2.0
) -> float:
    """Draw a field with label and groups of cells in a frame close around; return the frame's right side.

    ``rise`` is how many points letters stand over the foot of their cells.
    """
    foot, x = 200.0 + HIGH - 1.5, left + 3
    page.insert_text((left + 3, 207), "Angabe", fontsize=6)
    for group in groups:
        page.draw_line((x, foot), (x + pitch * len(group), foot), width=0.5)
        for edge in range(len(group) + 1):
            page.draw_line((x + pitch * edge, foot - teeth), (x + pitch * edge, foot), width=0.5)
        for cell, letter in enumerate(group):
            page.insert_text((x + pitch * cell + 3.5, foot - rise), letter, fontsize=9)
        x += pitch * len(group) + 6
    page.draw_rect((left, 200, x - 3, 200 + HIGH), width=0.7)
    return x - 3


def picture_of(page: pymupdf.Page) -> Image.Image:
    pixmap = pymupdf.open(stream=pdf_of(page.parent))[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def read(page: pymupdf.Page) -> list[str]:
    """Return the words in the combs of a page, from left to right."""
    readings = read_combs(picture_of(page), engine=fastest_engine(), dpi=DPI)
    return [word.text for _, words in sorted(readings) for word in words]


@pytest.mark.parametrize(
    "groups",
    [("31051993",), ("19971",), ("DE44160999003300718264",), ("24", "10", "2026"), ("11", "01", "1911")],
)
def test_a_frame_close_by_does_not_hide_a_comb(groups: tuple[str, ...]) -> None:
    """Its side is no further tooth, and there is no room for a cell before it: nearly all dates were lost."""
    page = pymupdf.open().new_page()
    field(page, 60, *groups)
    assert read(page) == list(groups)


def test_combs_of_neighbouring_fields_are_two() -> None:
    """Last tooth, two sides of frames and first tooth stand as far apart as teeth do."""
    page = pymupdf.open().new_page()
    right = field(page, 60, "95274613187")
    field(page, right + 2, "24", "10", "2026")
    assert read(page) == ["95274613187", "24", "10", "2026"]


@pytest.mark.parametrize(("pitch", "number"), [(22.5, "DE81300777339080706050"), (45.0, "35182746023")])
def test_letters_that_stand_high_over_the_teeth_are_whole(pitch: float, number: str) -> None:
    """In large print letters stand in the middle of a wide cell: their heads were cut off."""
    page = pymupdf.open().new_page()
    page.insert_text((50, 195), "Angabe mit allen Stellen", fontsize=11)
    page.draw_rect((50, 200, 50 + pitch * len(number), 227), width=0.7)
    for cell, letter in enumerate(number):
        x = 50 + pitch * cell
        if cell:
            page.draw_line((x, 215.5), (x, 227), width=0.5)
        page.insert_text((x + pitch / 2 - 3.5, 217), letter, fontsize=13)
    assert "".join(read(page)) == number
