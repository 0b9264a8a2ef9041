"""Several cards on one page: where they lie, and each read the way it lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from contracts.reading import Word
from contracts.records import Box
from extractors.pictures.cards import find_cards, read_cards, turned_box
from extractors.pictures.cleaning import turn
from tests.extractors.drawn import letter_picture

DPI = 200
CARD = (674, 425)
PLACES = ((100, 120), (900, 1300))


def page(*turns: int) -> Image.Image:
    """Return a page with tinted cards, a black square in the left upper corner of each."""
    sheet = Image.new("L", (1654, 2339), 250)
    for place, degrees in zip(PLACES, turns, strict=False):
        card = Image.new("L", CARD, 215)
        card.paste(0, (10, 10, 60, 60))
        sheet.paste(turn(card, degrees), place)
    return sheet


def read(picture: Image.Image) -> tuple[Word, ...]:
    """Read one sure word, level and beside the square, if the square is where an upright card has it."""
    corner = picture.crop((0, 0, 80, 80))
    return (Word("Mustermann", Box(80, 20, 300, 60), 0.95),) if corner.histogram()[0] else ()


def test_cards_are_found() -> None:
    """Two cards on a page, one upright and one on its side, are found to a millimetre."""
    found = find_cards(page(0, 90), dpi=DPI)
    assert len(found) == 2
    assert found[0] == pytest.approx((100, 120, 774, 545), abs=9)
    assert found[1] == pytest.approx((900, 1300, 1325, 1974), abs=9)


def test_a_page_of_text_has_no_cards() -> None:
    """One card alone is a page like others, and so are letters and pages with a streak of the scanner."""
    assert find_cards(page(0), dpi=DPI) == ()
    assert find_cards(letter_picture(), dpi=DPI) == ()
    assert find_cards(Image.new("L", (1654, 2339), 250), dpi=DPI) == ()


def test_cards_beside_a_letter_are_none() -> None:
    """Where most of the ink is elsewhere, framed boxes are part of the page."""
    sheet = page(0, 0)
    ImageDraw.Draw(sheet).rectangle((60, 600, 1300, 1200), fill=80)
    assert find_cards(sheet, dpi=DPI) == ()


def test_a_streak_does_not_join_cards() -> None:
    """A dark line of the scanner all down the page belongs to no card."""
    sheet = page(0, 0)
    sheet.paste(60, (1630, 0, 1638, 2339))
    assert len(find_cards(sheet, dpi=DPI)) == 2


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_each_card_is_read_upright(degrees: int) -> None:
    """What was read from a card lying otherwise gives way; the words' boxes are places on the page."""
    sheet = page(0, degrees)
    cards = find_cards(sheet, dpi=DPI)
    upright = Word("Erika", Box(200, 150, 400, 190), 0.9)
    garbage = Word("wsrejwq", Box(950, 1400, 1100, 1430), 0.3)
    words, found = read_cards(sheet, [upright, garbage], cards, read=read, dpi=DPI)
    assert [card.turned for card in found] == [0, 360 - degrees]
    assert [word.text for word in words] == ["Erika", "Mustermann"]
    assert found[1].box.holds(*words[1].box.middle)
    assert (words[1].box.height > words[1].box.width) is (degrees != 180)


def test_lines_that_run_upwards_are_not_upright() -> None:
    """Sure words that are higher than wide are those of a card on its side."""
    sheet = page(0, 90)
    upright = Word("Erika", Box(200, 150, 400, 190), 0.9)
    lying = Word("Mustermann", Box(950, 1400, 980, 1600), 0.9)
    _, found = read_cards(sheet, [upright, lying], find_cards(sheet, dpi=DPI), read=read, dpi=DPI)
    assert [card.turned for card in found] == [0, 270]


@given(st.integers(-4, 4), st.tuples(*[st.floats(0, 50)] * 2), st.tuples(*[st.floats(50, 90)] * 2))
def test_turning_back_is_exact(quarters: int, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A box turned and turned back is where it was."""
    box, size = Box(*start, *end), (100.0, 140.0)
    turned = turned_box(box, size, 90 * quarters)
    other = (size[1], size[0]) if quarters % 2 else size
    assert turned_box(turned, other, -90 * quarters) == pytest.approx(box, abs=1e-9)
