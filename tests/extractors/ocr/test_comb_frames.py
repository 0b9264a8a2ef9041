"""Combs of closed cells: frames side by side in groups, on a sheet that lies a little askew."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.comb_frames import framed_combs
from extractors.ocr.combs import correct_combs, read_combs
from extractors.ocr.engines import fastest_engine
from tests.extractors.drawn import pdf_of, pymupdf
from tests.extractors.engines import SteadyEngine

DPI = 200
CELL, HIGH = 13.5, 13.0


def frames(
    *groups: str, top: float = 200.0, size: float = 10, cell: float = CELL, line: float = 0.7
) -> Image.Image:
    """Return a page with groups of closed cells, a letter (or more, parted by a stroke) in each."""
    page = pymupdf.open().new_page()
    page.draw_rect((92, top - 14, 500, top + HIGH + 4), width=line)
    left = 100.0
    for group in groups:
        for text in group.split("|") if "|" in group else group:
            page.draw_rect((left, top, left + cell, top + HIGH), width=line)
            page.insert_text((left + 3.5, top + HIGH - 3.5), text.strip(), fontsize=size)
            left += cell
        left += 4
    pixmap = pymupdf.open(stream=pdf_of(page.parent))[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    return picture.rotate(0.15, fillcolor=255, resample=Image.Resampling.BICUBIC)


def combs(picture: Image.Image) -> list[int]:
    """Return the number of cells of each comb, from left to right."""
    found = framed_combs(np.asarray(picture) < DPI - 30, dpi=DPI)
    return [len(comb.edges) - 1 for comb in sorted(found, key=lambda comb: comb.edges)]


def test_groups_of_closed_cells_are_combs() -> None:
    """Day, month and year stand in groups of their own; their first and last strokes passed for letters."""
    assert combs(frames("17", "09", "2026")) == [2, 2, 4]


@pytest.mark.parametrize(
    "groups", [("17", "09", "2026"), ("DE39", "8305", "0200", "26"), ("47", "182", "639", "542")]
)
def test_letters_in_closed_cells_are_read(groups: tuple[str, ...]) -> None:
    """An IBAN, a tax number and a date in closed cells were lost or misread on every scan."""
    read = read_combs(frames(*groups), engine=fastest_engine(), dpi=DPI)
    assert [word.text for _, words in read for word in words] == list(groups)


@pytest.mark.parametrize("degrees", [-0.3, 0.2, 0.5])
def test_cells_with_thin_lines_askew_are_read(degrees: float) -> None:
    """Levelling spreads a thin line over two pixels: pale in both, it fell to pieces and left no cells."""
    groups = ("83", "105", "749", "692")
    picture = frames(*groups, line=0.15).rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    read = read_combs(picture, engine=fastest_engine(), dpi=DPI)
    assert [word.text for _, words in read for word in words] == list(groups)


def test_cells_that_a_poor_copy_has_opened_belong_to_their_comb() -> None:
    """Half of a tax number was read where the line at the foot of its first cells was broken."""
    picture = np.asarray(frames("83156024933")).copy()
    foot = round((200 + HIGH) * DPI / 72)
    left, right = (round((100 + number * CELL) * DPI / 72) for number in (0, 6))
    picture[foot - 4 : foot + 5, left + 5 : right - 5 : 8] = 255
    picture[foot - 4 : foot + 5, left + 6 : right - 5 : 8] = 255
    assert combs(Image.fromarray(picture)) == [11]


def test_a_comb_ends_where_both_its_lines_end() -> None:
    """The last digit was cut off where the copy had lost the right side of its cell."""
    picture = np.asarray(frames("83156024933")).copy()
    top, foot, side = (round(place * DPI / 72) for place in (200, 200 + HIGH, 100 + 11 * CELL))
    picture[top + 5 : foot - 4, side - 5 : side + 6] = 255
    assert combs(Image.fromarray(picture)) == [11]


def test_there_is_room_for_a_dash_between_groups() -> None:
    """The three letters of a town before the dash of a number plate were no comb, and lost."""
    picture = np.minimum(np.asarray(frames("MIL")), np.roll(np.asarray(frames("E2508")), 145, axis=1))
    assert combs(Image.fromarray(picture)) == [3, 5]


def test_cells_of_a_table_are_no_comb() -> None:
    """The months of life in the head of a table have a cell each, some of them with two digits."""
    assert not combs(frames("8|9|10|11|12", cell=18))


def test_two_tick_boxes_are_no_comb() -> None:
    """Too few cells side by side are anything."""
    assert not combs(frames("XX"))


def test_what_lines_may_have_made_is_doubted() -> None:
    """A 7 was read as 2 with good confidence; where closed cells can't be read again, that is no proof."""
    point = DPI / 72
    first = Word("12", Box(104 * point, 203 * point, 124 * point, 211 * point), 0.83)
    elsewhere = Word("34", Box(104 * point, 303 * point, 124 * point, 311 * point), 0.83)
    words = correct_combs((first, elsewhere), frames("17", "09", "2026"), engine=SteadyEngine(), dpi=DPI)
    assert {word.text: word.confidence for word in words} == {"12": 0.4, "34": 0.83}
