"""Ticks, signatures, tick boxes and cells on the ink of a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.cells import cell_around
from extractors.forms.parts.readings import ticked
from extractors.forms.ticks.marks import InkPicture, Tick
from extractors.forms.ticks.squares import find_squares
from extractors.forms.ticks.tick_boxes import tick_boxes
from extractors.pictures.page_ink import page_ink

DPI = 150
SCALE = DPI / 72
BOX = Box(100, 100, 111, 111)
Draw = Callable[[ImageDraw.ImageDraw], None]


def picture(*drawings: Draw) -> InkPicture:
    """Draw on a white A4 page, coordinates in pixels at 150 dpi, and take its ink."""
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    for drawing in drawings:
        drawing(draw)
    return InkPicture(page_ink(image, dpi=DPI))


def frame(box: Box, width: int = 2) -> Draw:
    """Draw a printed frame."""
    return lambda draw: draw.rectangle([edge * SCALE for edge in box], outline=0, width=width)


def cross(box: Box) -> Draw:
    """Draw a cross by pen, a little beyond the frame as people do."""

    def drawing(draw: ImageDraw.ImageDraw) -> None:
        left, top, right, bottom = (edge * SCALE for edge in box.grown(1))
        draw.line([left, top, right, bottom], fill=0, width=3)
        draw.line([left, bottom, right, top], fill=0, width=3)

    return drawing


def check(box: Box) -> Draw:
    """Draw a check mark by pen."""

    def drawing(draw: ImageDraw.ImageDraw) -> None:
        left, top, right, bottom = (edge * SCALE for edge in box)
        middle = (left + right) / 2
        draw.line([left + 3, (top + bottom) / 2, middle, bottom - 3, right + 4, top - 4], fill=0, width=3)

    return drawing


@pytest.mark.parametrize("mark", [cross, check])
def test_a_marked_box_is_ticked(mark: Callable[[Box], Draw]) -> None:
    """Cross and check mark both count."""
    assert InkPicture.judge(picture(frame(BOX), mark(BOX)).tick_share(BOX)) is Tick.ON


def test_an_empty_box_is_not_ticked() -> None:
    """The frame alone is no tick, even a thick one."""
    assert InkPicture.judge(picture(frame(BOX, width=3)).tick_share(BOX)) is Tick.OFF


def test_the_box_may_lie_a_little_beside_its_place() -> None:
    """Scans are shifted: the frame is looked for."""
    shifted = Box(*(edge + 2 for edge in BOX))
    assert InkPicture.judge(picture(frame(shifted)).tick_share(BOX)) is Tick.OFF
    assert InkPicture.judge(picture(frame(shifted), cross(shifted)).tick_share(BOX)) is Tick.ON


def test_the_clearly_fuller_box_of_a_group_wins() -> None:
    """Two marks of about the same ink are unclear, not a guess."""
    places = {"ja": (0, BOX), "nein": (0, BOX)}
    assert ticked({"ja": 0.3, "nein": 0.01}, places).value == "ja"
    assert ticked({"ja": 0.3, "nein": 0.2}, places).state == "unclear"
    assert ticked({"ja": 0.07, "nein": 0.0}, places).state == "unclear"
    assert ticked({"ja": 0.01, "nein": 0.0}, places).state == "empty"
    assert ticked({}, {}).state == "empty"


def test_a_signature_is_ink_that_is_neither_rule_nor_print() -> None:
    """The line to sign on, and a printed date, are no signature; pen strokes are."""
    place = Box(100, 300, 300, 340)

    def rule(draw: ImageDraw.ImageDraw) -> None:
        draw.line([100 * SCALE, 335 * SCALE, 300 * SCALE, 335 * SCALE], fill=0, width=2)

    def pen(draw: ImageDraw.ImageDraw) -> None:
        points = [(120 * SCALE + step * 8, (320 + (step % 3 - 1) * 8) * SCALE) for step in range(30)]
        draw.line(points, fill=0, width=3)

    def word(draw: ImageDraw.ImageDraw) -> None:
        draw.text((110 * SCALE, 310 * SCALE), "24.10.2026", fill=0, font_size=26)

    printed = Box(108, 308, 190, 330)
    assert not picture(rule).is_written(place)
    assert picture(rule, pen).is_written(place)
    assert not picture(rule, word).is_written(place, printed=[printed])
    assert picture(rule, word).is_written(place)


def test_tick_boxes_are_found_filled_or_not() -> None:
    """Squares of a tick box's size are found; letters, lines and large frames are not."""
    other = Box(200, 100, 212, 112)
    found = find_squares(picture(frame(BOX), frame(other), cross(other), frame(Box(50, 200, 500, 400))))
    assert len(found) == 2
    assert found[0].overlap(BOX) > 90
    assert found[1].overlap(other) > 110


@pytest.mark.parametrize("radius", [2, 4])
def test_tick_boxes_may_have_round_corners(radius: int) -> None:
    """Web forms and office programs print them so."""
    place = [edge * SCALE for edge in BOX]
    found = find_squares(
        picture(lambda draw: draw.rounded_rectangle(place, radius=radius, outline=0, width=2))
    )
    assert len(found) == 1
    assert found[0].overlap(BOX) > 90


@pytest.mark.parametrize(
    ("text", "confidence", "boxes"),
    [("Oledig", 0.6, 1), ("ledig", 0.97, 1), ("Bogen", 0.97, 0), ("lxdig", 0.5, 0)],
)
def test_frames_amid_the_letters_of_a_word_are_letters(text: str, confidence: float, boxes: int) -> None:
    """A frame is a tick box before a word, or read as a capital of it; within a sure word it is a letter."""
    inside = Box(90, 98, 140, 113) if boxes == 0 else Box(99, 98, 140, 113)
    word = Word(text, Box(114, 98, 140, 113) if text == "ledig" else inside, confidence)
    ink = picture(frame(BOX), frame(Box(98, 101, 98.5, 110), width=1) if text == "lxdig" else frame(BOX))
    assert len(tick_boxes(ink, [word])) == boxes


def test_a_grid_of_small_cells_is_no_tick_box() -> None:
    """A comb or a table's grid goes on beyond the corners."""

    def grid(draw: ImageDraw.ImageDraw) -> None:
        for x in range(5):
            draw.line([300 + x * 22, 300, 300 + x * 22, 388], fill=0, width=2)
            draw.line([300, 300 + x * 22, 388, 300 + x * 22], fill=0, width=2)

    assert len(find_squares(picture(grid))) <= 1


def test_the_cell_around_a_label_is_found() -> None:
    """A ruled box on four sides is a cell; an open place is none."""
    cell = Box(60, 200, 260, 240)
    label = Box(64, 203, 110, 211)
    found = cell_around(picture(frame(cell)), label)
    assert found is not None
    assert max(abs(one - other) for one, other in zip(found, cell, strict=True)) < 2
    assert cell_around(picture(), label) is None


@pytest.mark.parametrize("rise", [0.004, -0.007])
def test_a_wide_cell_is_found_though_the_scan_is_a_little_askew(rise: float) -> None:
    """Sheets stay askew by a fraction of a degree: rules across the page are on many lines of pixels.

    Two rows of a table were read as one cell, and every answer in it as the answer of both.
    """

    def table(draw: ImageDraw.ImageDraw) -> None:
        left, right = 220, 560
        for row in range(3):
            y = 200 + 22 * row
            line = [(x * SCALE, (y + rise * (x - left)) * SCALE) for x in (left, right)]
            draw.line(line, fill=0, width=2)
        for x in (left, right):
            draw.line([x * SCALE, 196 * SCALE, x * SCALE, 250 * SCALE], fill=0, width=2)

    upper, lower = (cell_around(picture(table), Box(226, y, 300, y + 8)) for y in (209, 231))
    assert upper is not None
    assert lower is not None
    assert upper.bottom == pytest.approx(222, abs=2)
    assert lower.top == pytest.approx(222, abs=2)


def test_no_cell_where_a_side_is_missing() -> None:
    """Three sides make no cell."""

    def three(draw: ImageDraw.ImageDraw) -> None:
        left, top, right, bottom = (edge * SCALE for edge in Box(60, 200, 260, 240))
        draw.line([left, bottom, left, top, right, top, right, bottom], fill=0, width=2)

    assert cell_around(picture(three), Box(64, 203, 110, 211)) is None


def test_a_single_one_is_a_letter_and_a_ruling_is_none() -> None:
    """The stem of a 1 fills much of a line's height, a ruling all of it."""
    place = Box(100, 100, 200, 114)
    one = picture(lambda draw: draw.rectangle((300, 215, 303, 229), fill=0))
    ruling = picture(lambda draw: draw.rectangle((300, 150, 303, 300), fill=0))
    assert one.holds_letter(place)
    assert not ruling.holds_letter(place)
