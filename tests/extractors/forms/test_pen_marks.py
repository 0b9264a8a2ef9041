"""Round and dotted boxes, rings, corrections and signatures, drawn by the generator of the tuning lot."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageDraw

from contracts.findings import FieldState
from contracts.reading import PageText, TextSource, Widget, WidgetKind, Word
from contracts.records import Box, PageSize
from extractors.forms.parts.readings import ticked
from extractors.forms.signing.signatures import is_signed, signature_in
from extractors.forms.ticks.circles import find_circles
from extractors.forms.ticks.marks import InkPicture, Tick
from extractors.forms.ticks.squares import find_squares
from extractors.forms.ticks.tick_boxes import tick_boxes
from extractors.pictures.page_ink import page_ink
from samples.degrade import pictures_of
from samples.mark_sheets import UNCLEAR, signature_sheet, tick_sheet

DPI = 150
SCALE = DPI / 72


def blank() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an A4 page and a pen."""
    image = Image.new("L", (1240, 1754), 255)
    return image, ImageDraw.Draw(image)


def ink(image: Image.Image) -> InkPicture:
    """Return the ink of a page at 150 dpi."""
    return InkPicture(page_ink(image, dpi=DPI))


def scanned(*words: Word, handwriting: tuple[Box, ...] = ()) -> PageText:
    """Return a scanned page."""
    return PageText(
        index=0,
        size=PageSize(595, 842),
        source=TextSource.OCR,
        words=words,
        engine="test",
        handwriting=handwriting,
    )


def test_radio_buttons_are_found_with_and_without_a_tick() -> None:
    """Rings are tick boxes; one through which a long tick goes is known by the others' size."""
    image, pen = blank()
    for number in range(4):
        pen.ellipse((200 + 100 * number, 300, 220 + 100 * number, 320), outline=0, width=2)
    pen.line((503, 309, 508, 318, 540, 270), fill=0, width=3)
    picture = ink(image)
    found = find_circles(picture)
    assert len(found) == 4
    assert [picture.judge(picture.tick_share(box)) for box in sorted(found, key=lambda box: box.left)] == [
        Tick.OFF,
        Tick.OFF,
        Tick.OFF,
        Tick.ON,
    ]


def test_dotted_frames_are_tick_boxes() -> None:
    """Some forms print their boxes as rows of dots."""
    image, pen = blank()
    for at in range(0, 23, 4):
        for x, y in ((at, 0), (at, 22), (0, at), (22, at)):
            pen.rectangle((300 + x, 300 + y, 301 + x, 301 + y), fill=0)
    assert len(find_squares(ink(image))) == 1


def test_a_ring_around_a_box_is_a_tick_but_a_ruled_cell_is_none() -> None:
    """People circle what applies; tables rule cells around boxes."""
    image, pen = blank()
    for left in (300, 600):
        pen.rectangle((left, 300, left + 22, 322), outline=0, width=2)
    pen.ellipse((285, 286, 340, 336), outline=0, width=3)
    pen.rectangle((588, 288, 634, 334), outline=0, width=2)
    picture = ink(image)
    circled, ruled = (Box(at / SCALE, 300 / SCALE, (at + 23) / SCALE, 323 / SCALE) for at in (300, 600))
    assert picture.judge(picture.tick_share(circled)) is Tick.ON
    assert picture.judge(picture.tick_share(ruled)) is Tick.OFF


def test_a_mark_beside_an_empty_box_is_doubtful_a_word_is_not() -> None:
    """A cross next to the box may mean it; print next to it means nothing."""
    image, pen = blank()
    pen.rectangle((300, 300, 322, 322), outline=0, width=2)
    pen.line((270, 300, 290, 322), fill=0, width=3)
    pen.line((270, 322, 290, 300), fill=0, width=3)
    picture, box = ink(image), Box(300 / SCALE, 300 / SCALE, 323 / SCALE, 323 / SCALE)
    word = Box(268 / SCALE, 298 / SCALE, 292 / SCALE, 324 / SCALE)
    assert picture.judge(picture.tick_share(box)) is Tick.DOUBTFUL
    assert picture.judge(picture.tick_share(box, printed=[word])) is Tick.OFF


def test_a_crossed_out_box_beside_a_ticked_one_is_unclear() -> None:
    """The fuller box is as likely the one that was crossed out."""
    places = {"ja": (0, Box(0, 0, 9, 9)), "nein": (0, Box(20, 0, 29, 9))}
    assert ticked({"ja": 0.9, "nein": 0.2}, places).state is FieldState.UNCLEAR
    assert ticked({"ja": 0.9, "nein": 0.06}, places).value == "ja"


def test_most_ticks_of_a_drawn_sheet_are_read() -> None:
    """All pens, frames and ways to tick of the tuning lot: hardly one is missed, none is made up."""
    sheet = tick_sheet(random.Random(7), "tuning")  # noqa: S311 -- reproducible chance
    picture = pictures_of(sheet.pdf)[0].convert("L")
    ink_of_page = InkPicture(page_ink(picture, dpi=200))
    found = tick_boxes(ink_of_page, ())
    right = wrong = 0
    for group in sheet.groups:
        shares = {option: ink_of_page.tick_share(box) for option, box in group.boxes.items()}
        value = ticked(shares, {option: (0, box) for option, box in group.boxes.items()}).value
        right += value == (None if group.truth == UNCLEAR else group.truth)
        wrong += value is not None and value != group.truth
    assert wrong == 0
    assert right >= 0.9 * len(sheet.groups)
    boxes = [box for group in sheet.groups for box in group.boxes.values()]
    assert sum(any(box.overlap(other) > 0 for other in found) for box in boxes) >= 0.85 * len(boxes)


def test_signatures_of_a_drawn_sheet_are_told_from_everything_else() -> None:
    """Names, paraphs and initials, across the line too; no stamp's frame, streak, speck or typed name."""
    sheet = signature_sheet(random.Random(5), "tuning")  # noqa: S311 -- reproducible chance
    picture = InkPicture(page_ink(pictures_of(sheet.pdf)[0].convert("L"), dpi=200))
    for place in sheet.places:
        assert is_signed(picture, place.box, scanned()) is place.signed, place.content


def test_legible_writing_is_a_signature_and_a_written_date_is_none() -> None:
    """OCR may read a clear signature with confidence: it is written by hand all the same."""
    image, pen = blank()
    pen.text((210, 610), "Mustermann", fill=0, font_size=30)
    place = Box(95, 285, 300, 315)
    name = Box(100, 290, 180, 308)
    word = Word("Mustermann", name, 0.95)
    date = Word("24.10.2026", name, 0.6)
    assert not is_signed(ink(image), place, scanned(word))
    assert is_signed(ink(image), place, scanned(word, handwriting=(name,)))
    assert not is_signed(ink(image), place, scanned(date, handwriting=(name,)))


@pytest.mark.parametrize(("kind", "value"), [(WidgetKind.SIGNATURE, "ja"), (WidgetKind.TEXT, None)])
def test_a_digital_signature_counts_a_typed_name_is_for_a_person(kind: WidgetKind, value: str | None) -> None:
    """A name in a text field shows who filled the form in, not that he signed it."""
    widget = Widget(name="u", kind=kind, box=Box(0, 0, 100, 20), value="Max Mustermann")
    reading = signature_in(widget, 0)
    assert reading.value == value
    assert reading.state is (FieldState.FILLED if value else FieldState.UNCLEAR)


def test_a_ring_through_print_is_a_ring() -> None:
    """People draw rings generously: over the first letter of the option, and around the box's cell."""
    image, pen = blank()
    pen.rectangle((300, 300, 322, 322), outline=0, width=2)
    pen.text((336, 296), "Ja", fill=0, font_size=28)
    pen.ellipse((276, 276, 350, 346), outline=0, width=3)
    pen.rectangle((610, 310, 624, 324), outline=0, width=2)
    pen.rectangle((602, 302, 632, 332), outline=0, width=2)
    pen.ellipse((590, 290, 644, 344), outline=0, width=3)
    picture = ink(image)
    boxes = [Box(left / SCALE, top / SCALE, (left + side) / SCALE, (top + side) / SCALE)
             for left, top, side in ((300, 300, 23), (610, 310, 15))]  # fmt: skip
    assert [picture.judge(picture.tick_share(box)) for box in boxes] == [Tick.ON, Tick.ON]


def test_the_box_in_a_ruled_cell_is_the_inner_one() -> None:
    """Its frame is no tick; where a cross hides it, it is where the other cells have theirs."""
    image, pen = blank()
    for left in (300, 400, 500):
        pen.rectangle((left, 300, left + 26, 326), outline=0, width=2)
        pen.rectangle((left + 6, 306, left + 20, 320), outline=0, width=1)
    pen.line((502, 302, 524, 324), fill=0, width=3)
    pen.line((524, 302, 502, 324), fill=0, width=3)
    picture = ink(image)
    found = sorted(find_squares(picture), key=lambda box: box.left)
    assert [round(box.width * SCALE) for box in found] == [15, 15, 15]
    assert [picture.judge(picture.tick_share(box)) for box in found] == [Tick.OFF, Tick.OFF, Tick.ON]


def test_what_ocr_only_guesses_is_no_word_around_a_box() -> None:
    """A check mark that runs into the line above makes a senseless "word" of both lines."""
    image, pen = blank()
    pen.rectangle((300, 300, 328, 328), outline=0, width=2)
    place = Box(*(each / SCALE for each in (298, 280, 420, 330)))
    assert tick_boxes(ink(image), [Word("enessn", place, 0.0)])
    assert not tick_boxes(ink(image), [Word("enessn", place, 0.95)])
