"""What is no text is taken out of a page, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from extractors.ocr.engines import fastest_engine
from extractors.pictures.bare_pages import bare, darkened
from extractors.pictures.cleaning import whiten
from extractors.pictures.dark_bars import dark_bars, invert, without_heads
from extractors.pictures.leaders import leaders
from extractors.pictures.rulings import rulings
from extractors.pictures.tick_frames import tick_frames
from samples.pdf import pymupdf

DPI = 200
ZONE = ("P<D<<MUSTERMANN<<MAX<<<<<<<<<<<<<<<<<<<<<<<<", "C01X00T478D<<6408125M3110319<<<<<<<<<<<<<<<2")


def page(*, ticked: bool = False, side: float = 9, size: float = 9) -> Image.Image:
    """Draw a question of a form, a tick box before each of its two answers, the first one at x = 40."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=300, height=60)
        for left, answer in ((40, "ja"), (120, "nein")):
            box = pymupdf.Rect(left, 24, left + side, 24 + side)
            sheet.draw_rect(box, width=0.7)
            if ticked and answer == "ja":
                sheet.draw_line(box.tl, box.br, width=1)
                sheet.draw_line(box.bl, box.tr, width=1)
            sheet.insert_text((left + side + 4, 32), answer, fontsize=size)
        return drawn(sheet)


def drawn(sheet: pymupdf.Page) -> Image.Image:
    pixmap = sheet.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def print_of(*lines: str, size: float = 10, font: str = "helv") -> Image.Image:
    with pymupdf.open() as document:
        sheet = document.new_page(width=420, height=40 + 2 * size * len(lines))
        for number, text in enumerate(lines):
            sheet.insert_text((20, 30 + 2 * size * number), text, fontsize=size, fontname=font)
        return drawn(sheet)


@pytest.mark.parametrize("ticked", [False, True])
def test_tick_boxes_are_not_read(ticked: bool) -> None:  # noqa: FBT001 - what pytest passes
    """Beside "ja" and "nein", a box was read as "[]", "Ü]" or "O", and made "ia" of "ja"."""
    words = fastest_engine().read(page(ticked=ticked), dpi=DPI)
    assert [word.text for word in words] == ["ja", "nein"]


@pytest.mark.parametrize("side", [7, 9, 12])
def test_boxes_of_all_sizes_are_found(side: float) -> None:
    """Frames are found with their soft edges, and each by itself."""
    found = tick_frames(np.asarray(page(side=side)) < 180, dpi=DPI)
    scale = DPI / 72
    for left in (40, 120):
        place = found[round(24 * scale) : round((24 + side) * scale), round(left * scale) :]
        assert place[:, : round(side * scale)].all()
    assert found.mean() < 0.08


@pytest.mark.parametrize("font", ["helv", "hebo", "tibo", "cobo"])
@pytest.mark.parametrize("size", [8, 11, 16, 24])
def test_letters_are_no_boxes(size: float, font: str) -> None:
    """Bold letters of headings are as large as tick boxes, and "D" and "o" nearly as square."""
    picture = print_of(
        "Bescheid über Wohngeld DOQ08 BDU", "Haus des Antrags 0080 a e o n u", size=size, font=font
    )
    assert not tick_frames(np.asarray(picture) < 180, dpi=DPI).any()


def test_the_cells_of_figures_are_no_tick_boxes() -> None:
    """A figure in a cell of its own is to be read: such cells are larger than tick boxes."""
    assert not tick_frames(np.asarray(page(side=14)) < 180, dpi=DPI).any()


@pytest.mark.parametrize("blur", [1, 2])
def test_fillers_of_a_zone_are_no_ruling(blur: int) -> None:
    """The row of "<" in machine-readable zones stays, on coarse scans as well, where signs run together."""
    picture = print_of(*ZONE, size=11, font="cour")
    coarse = picture.reduce(blur).resize(picture.size, Image.Resampling.BICUBIC)
    assert not rulings(np.asarray(coarse), dpi=DPI).any()


def test_paper_fills_the_gaps() -> None:
    """Where a frame was, the page is as bright as its paper, and the pictures given stay as they are."""
    white = page()
    grey = white.point(lambda value: value * 200 // 255)
    before = white.tobytes(), grey.tobytes()
    bare_white, bare_grey = bare(white, grey, dpi=DPI)
    assert bare_white.getpixel((111, 67)) == 255
    assert bare_grey.getpixel((111, 67)) == 200
    assert (white.tobytes(), grey.tobytes()) == before


def test_small_print_of_a_poor_copy_is_found() -> None:
    """Bold print sets the threshold of the search for lines: beside it, faint print was found in pieces."""
    faint = print_of("Mietvertrag oder Bescheinigung des Vermieters", size=8)
    bold = print_of("Diese Nachweise gehören zum Antrag", size=16, font="hebo")
    copy = Image.new("L", (bold.width, 3 * bold.height), 255)
    for place in (0, 2):
        copy.paste(bold, (0, place * bold.height))
    copy.paste(faint.point(lambda grey: 255 - (255 - grey) * 90 // 255), (0, bold.height))
    words = fastest_engine().read(copy, dpi=DPI)
    said = [word.text for word in words if bold.height < word.box.middle[1] < 2 * bold.height]
    assert said == ["Mietvertrag", "oder", "Bescheinigung", "des", "Vermieters"]


def test_thin_print_of_a_pale_copy_is_found() -> None:
    """Where paper is pure white, even the faintest stroke is print; elsewhere it may be noise."""
    faint = print_of("Familienstand, Religion (freiwillig)", size=8)
    bold = print_of("Diese Nachweise gehören zum Antrag", size=16, font="hebo")
    copy = Image.new("L", (bold.width, 3 * bold.height), 255)
    for place in (0, 2):
        copy.paste(bold.point(lambda grey: max(grey, 9)), (0, place * bold.height))
    copy.paste(faint.point(lambda grey: 255 - (255 - grey) * 50 // 255), (0, bold.height))
    words = fastest_engine().read(copy, original=copy, dpi=DPI)
    said = [word.text for word in words if bold.height < word.box.middle[1] < 2 * bold.height]
    assert said == ["Familienstand,", "Religion", "(freiwillig)"]
    assert darkened(copy, pale=True).getpixel((0, 0)) == 255


def test_a_bar_is_inverted_once() -> None:
    """Where two bars overlap, the second finds paper; turned again, it would be all black."""
    bar = np.full((20, 90), 60, np.uint8)
    bar[8:10, 10:80] = 230
    place = (slice(0, 20), slice(0, 90))
    invert(bar, place)
    once = bar.copy()
    invert(bar, place)
    assert np.median(once) == 255
    assert once[8, 40] < 60
    assert (bar == once).all()


def headed_form() -> Image.Image:
    """Draw the heading of a section in white on a dark bar, and a pale ruling above bold print."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=420, height=120)
        sheet.draw_rect(pymupdf.Rect(20, 20, 400, 34), fill=(0.3,) * 3, color=None)
        sheet.insert_text((30, 31), "2 Bevollmächtigte Person", fontsize=10, fontname="hebo", color=(1, 1, 1))
        sheet.draw_line((20, 60), (400, 60), width=0.5, color=(0.7,) * 3)
        sheet.draw_line((20, 90), (400, 90), width=0.5, color=(0.7,) * 3)
        sheet.insert_text((30, 78), "Falls Sie eine Erlaubnis benötigen:", fontsize=9, fontname="hebo")
        return drawn(sheet)


def test_headings_on_dark_bars_are_read() -> None:
    """Bars with white print were taken out as rulings, and letters were made up of what was left of them."""
    words = fastest_engine().read(headed_form(), dpi=DPI)
    said = " ".join(word.text for word in words)
    assert said == "2 Bevollmächtigte Person Falls Sie eine Erlaubnis benötigen:"


@pytest.mark.parametrize("height", [24, 54, 90])
def test_the_authority_in_a_dark_head_is_read(height: int) -> None:
    """Heads of forms are higher than headings of sections, so high that they pass for dark paper."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=420, height=240)
        sheet.draw_rect(pymupdf.Rect(10, 20, 410, 20 + height), fill=(0.2,) * 3, color=None)
        sheet.insert_text((30, 38), "STADT MUSTERHAUSEN", fontsize=12, fontname="hebo", color=(1, 1, 1))
        sheet.insert_text((30, height + 50), "Antrag auf Ausstellung", fontsize=10)
        picture = without_heads(drawn(sheet), dpi=DPI)
    said = {word.text for word in fastest_engine().read(whiten(picture), dpi=DPI)}
    assert said == {"STADT", "MUSTERHAUSEN", "Antrag", "auf", "Ausstellung"}


def test_the_bar_of_a_section_on_a_slanting_sheet_is_no_head() -> None:
    """A rectangle around such a bar has the labels right under its higher end, which were turned to white."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=560, height=100)
        sheet.draw_rect(pymupdf.Rect(20, 30, 540, 47), fill=(0.2,) * 3, color=None)
        sheet.insert_text((30, 42), "A Kind", fontsize=9, fontname="hebo", color=(1, 1, 1))
        sheet.insert_text((30, 54), "Vorname(n) des Kindes", fontsize=6)
        picture = drawn(sheet).rotate(0.9, fillcolor=255)
    assert without_heads(picture, dpi=DPI) is picture


def test_pictures_and_shadows_are_no_heads() -> None:
    """A dark photograph, a black margin of a scanner and a tinted field are left as they are."""
    grey = np.full((600, 900), 235, np.uint8)
    grey[40:240, 60:220] = 70
    grey[:, 880:] = 10
    grey[400:480, 60:800] = 170
    picture = Image.fromarray(grey)
    assert without_heads(picture, dpi=DPI) is picture


def test_dark_tints_behind_dark_print_stay() -> None:
    """Only light print is inverted: a cell on a grey ground is read as it is."""
    tinted = np.asarray(print_of("Gesamtbetrag der Einkünfte", size=10, font="hebo")).copy()
    tinted[:] = np.minimum(tinted, 140)
    assert not list(dark_bars(tinted, dpi=DPI))


def test_pale_lines_are_rulings() -> None:
    """Lines paler than any print made the line of text between them as high as their distance."""
    found = rulings(np.asarray(headed_form()), dpi=DPI)
    assert found[round(60 * DPI / 72), 100:1000].all()
    assert not found[round(66 * DPI / 72) : round(84 * DPI / 72)].any()


def on_dots(*, pitch: float = 2.4, dash: float = 0.0, turned: float = 0.0) -> Image.Image:
    """Draw answers typed on dotted or dashed lines, the labels right below."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=420, height=120)
        for top, answer, label in (
            (30, "Gregor Ypsilanti, Jagdweg 7", "Name, Vorname bzw. Firma"),
            (60, "poppy@jagd.example", "E-Mail (freiwillig)"),
            (90, "Co. KG u. a., z. B. 12.05.2026", "Flur und Lage"),
        ):
            sheet.insert_text((34, top), answer, fontsize=10, fontname="cour")
            sheet.insert_text((30, top + 10.5), label, fontsize=7.5)
            for step in range(round(360 / pitch)):
                left = 30 + step * pitch
                sheet.draw_line(
                    (left, top + 2.2), (left + dash + 0.01, top + 2.2), width=0.9, lineCap=int(dash == 0)
                )
        picture = drawn(sheet)
    return picture.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=255)


@pytest.mark.parametrize("turned", [0.0, 0.35, -0.35])
@pytest.mark.parametrize(("pitch", "dash"), [(2.4, 0.0), (3.5, 0.0), (4.5, 2.5)])
@pytest.mark.parametrize("black_and_white", [False, True])
def test_answers_on_dotted_lines_are_read(
    pitch: float,
    dash: float,
    turned: float,
    *,
    black_and_white: bool,
) -> None:
    """Dots below answers made ghost words, and took the answers and their labels with them."""
    picture = on_dots(pitch=pitch, dash=dash, turned=turned)
    if black_and_white:
        picture = picture.point(lambda grey: 255 if grey > 150 else 0)
    words = fastest_engine().read(picture, dpi=DPI, original=picture)
    said = " ".join(word.text for word in words).split()
    for text in (
        "Gregor Ypsilanti, Jagdweg 7",
        "Name, Vorname bzw. Firma",
        "E-Mail (freiwillig)",
        "Flur und Lage",
    ):
        assert set(text.split()) <= set(said)
    assert len(said) < 35


def test_full_stops_are_no_dotted_line() -> None:
    """Abbreviations, ellipses, colons and the dots of "i", "ü" and "j" stay."""
    picture = print_of(
        "z. B. u. a. i. V. m. d. h. s. o. Nr. 1.1.1.1.1 vgl. a. a. O.",
        "Initiative im Bürgerbüro: jährlich ... übrig, Skiimitate",
        "Az.: 1 2 3 ... - - - 12.05.2026 - 13.05.2026",
    )
    assert not leaders(np.asarray(picture) < 180, dpi=DPI).any()


@pytest.mark.parametrize("font", ["tibo", "hebo"])
def test_bold_titles_are_whole(font: str) -> None:
    """Bold capitals with serifs were taken for tick boxes, and two bold letters for a dark bar."""
    titles = ("Bauantrag", "Beherbergung, Bau und Haus", "Bewohnerparkausweis beantragen")
    for size in (11, 14, 20):
        picture = print_of(*titles, size=size, font=font)
        white = np.asarray(picture)
        assert not list(dark_bars(white, dpi=DPI))
        assert not tick_frames(white < 180, dpi=DPI).any()


def test_a_cross_may_reach_out_of_its_box() -> None:
    """A box with a large cross was left on the page, and "ja" beside it read as "Kia"."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=120, height=40)
        sheet.draw_rect(pymupdf.Rect(30, 14, 39, 23), width=0.8)
        sheet.draw_line((28.5, 12.5), (40.5, 24.5), width=1.4)
        sheet.draw_line((28.5, 24.5), (40.5, 12.5), width=1.4)
        sheet.insert_text((43, 22), "ja", fontsize=9, fontname="tiro")
        picture = drawn(sheet)
    assert [word.text for word in fastest_engine().read(picture, dpi=DPI)] == ["ja"]
