"""Pages on which print and handwriting stand side by side, with the truth.

The handwriting is written with fonts that look like it, letter by letter with a hand that is not quite
steady. Fonts are not part of the product: folders with TrueType files are given (``scripts/
train_handwriting.py``). The shipped model and its figures come from these families, all from Fontsource
(OFL or Apache) but for DejaVu and Liberation; ``lobster`` stands for headings that look like script:

- training by hand: architects-daughter, bad-script, cedarville-cursive, covered-by-your-grace,
  give-you-glory, homemade-apple, indie-flower, just-another-hand, la-belle-aurore, loved-by-the-king,
  nothing-you-could-do, patrick-hand, rock-salt, zeyada; print: roboto, lato, merriweather, ibm-plex-mono,
  pt-serif, barlow-condensed, libre-baskerville, lobster, DejaVu Sans, Liberation Sans
- development by hand: dawning-of-a-new-day, gloria-hallelujah, handlee, marck-script, over-the-rainbow,
  shadows-into-light; print: open-sans, courier-prime, eb-garamond, josefin-sans, Liberation Sans Narrow
- test by hand: caveat, kalam, mr-de-haviland, reenie-beanie, sacramento, sue-ellen-francisco,
  waiting-for-the-sunrise; print: ubuntu, playfair-display, source-serif-4, oswald, fira-code,
  special-elite, Liberation Serif and Mono, DejaVu Serif
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from contracts.records import Box
from samples.degrade import DPI

POINT: Final = 72 / DPI
"""Points per pixel."""

FINE: Final = 3
"""Words are written so many times larger than they appear, and shrunk."""

WIDTH, HEIGHT = 1654, 2339
LAST_ROW, BARCODE_END = 700, 520
INKS: Final = ((18, 23, 90), (25, 25, 30), (30, 50, 150), (95, 95, 95), (20, 70, 40))
PRINT: Final = ((0, 0, 0), (0, 0, 0), (60, 60, 60), (20, 40, 90))
LABELS: Final = (
    "Familienname", "Vorname", "Geburtsdatum", "Anschrift", "Straße, Hausnummer", "Postleitzahl, Ort",
    "IBAN", "Kreditinstitut", "Monatliche Miete in Euro", "Beruf", "Staatsangehörigkeit", "Telefon",
    "Eingezogen am", "Vermieter/in", "Familienstand", "E-Mail (freiwillig)", "Ort, Datum", "Krankenkasse",
)  # fmt: skip
FIRST: Final = ("Max", "Erika", "Leon", "Mia", "Jürgen", "Ayşe", "Thomas", "Sabine", "Uwe", "Katharina")
LAST: Final = ("Mustermann", "Musterfrau", "Beispiel", "Probst", "Müller-Muster", "Großmann", "Vorlage")
PLACES: Final = ("Musterstadt", "Beispielburg", "Probstadt", "Musterhausen")
PROSE: Final = (
    "Bitte füllen Sie den Antrag vollständig aus und fügen Sie die bezeichneten Nachweise bei.",
    "Ich versichere, dass meine Angaben richtig und vollständig sind.",
    "Zu Unrecht empfangene Leistungen sind zurückzuzahlen. Änderungen sind unverzüglich mitzuteilen.",
    "Die Datenschutzhinweise nach Artikel 13 DSGVO habe ich erhalten (Merkblatt Nr. 17, Stand 01/2026).",
    "Zutreffendes bitte ankreuzen. Rechtsgrundlage: §§ 60 ff. SGB I.",
)


class Line(NamedTuple):
    """What stands in one place, in points; ``hand`` when it is written by hand."""

    box: Box
    text: str
    hand: bool


class Fonts(NamedTuple):
    """Files of one lot: families that look like handwriting, and families of print."""

    hand: Sequence[Path]
    print: Sequence[Path]


class Page(NamedTuple):
    """A page as a colour picture at 200 dpi, with the lines that stand on it."""

    picture: Image.Image
    lines: tuple[Line, ...]


def value(rng: random.Random) -> str:
    """Return something that people write into forms."""
    digits = "".join(rng.choices("0123456789", k=22))
    return rng.choice(
        (
            rng.choice(LAST),
            f"{rng.choice(FIRST)} {rng.choice(LAST)}",
            f"{rng.choice(PLACES[:3])}er Weg {rng.randint(1, 99)}",
            f"{rng.randint(10000, 99999)} {rng.choice(PLACES)}",
            f"{rng.randint(1, 28):02}.{rng.randint(1, 12):02}.{rng.randint(1950, 2026)}",
            f"DE{digits[:2]} {digits[2:6]} {digits[6:10]} {digits[10:14]} {digits[14:18]} {digits[18:20]}",
            f"{rng.randint(100, 999)},{rng.randint(0, 99):02} €",
            rng.choice(("deutsch", "ledig", "verheiratet", "Angestellte", "Rentner", "AOK", "siehe Anlage")),
            f"{rng.choice(PLACES)}, den {rng.randint(1, 28)}.{rng.randint(1, 12)}.2026",
            f"0{rng.randint(151, 179)} / {digits[:7]}",
        )
    )


class Writer:
    """A page being written."""

    def __init__(self, fonts: Fonts, rng: random.Random) -> None:
        self.rng = rng
        self.fonts = fonts
        self.picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self.pen = ImageDraw.Draw(self.picture)
        self.lines: list[Line] = []

    def type(self, at: tuple[float, float], text: str, *, font: Path, size: float, grey: int = 0) -> Box:
        """Set ``text`` in points with its baseline at ``at``; return its place."""
        face = ImageFont.truetype(font, round(size / POINT))
        x, y = at[0] / POINT, at[1] / POINT
        self.pen.text((x, y), text, font=face, fill=(grey,) * 3, anchor="ls")
        box = self.pen.textbbox((x, y), text, font=face, anchor="ls")
        placed = Box(*(edge * POINT for edge in box))
        self.lines.append(Line(placed, text, hand=False))
        return placed

    def write(self, at: tuple[float, float], text: str, *, font: Path, size: float) -> Box:
        """Write ``text`` by hand with its baseline at ``at``; return its place."""
        rng, colour = self.rng, self.rng.choice(INKS)
        slope, steady = rng.uniform(-0.025, 0.025), rng.uniform(0.5, 1.5)
        scale = FINE / POINT
        sheet = Image.new("L", (round((len(text) * size * 1.2 + 60) * scale), round(4 * size * scale)))
        x, wander, base = 20 * scale, 0.0, 2.2 * size * scale
        for letter in text:
            face = ImageFont.truetype(font, round(size * scale * (1 + steady * rng.uniform(-0.05, 0.05))))
            wander = 0.8 * wander + steady * rng.uniform(-0.02, 0.02) * size * scale
            stamp = Image.new("L", (round(3 * size * scale), round(4 * size * scale)))
            ImageDraw.Draw(stamp).text((size * scale, base), letter, font=face, fill=255, anchor="ls")
            turned = stamp.rotate(steady * rng.uniform(-3, 3), Image.Resampling.BILINEAR)
            place = (round(x - size * scale), round(wander + slope * (x - 20 * scale)))
            sheet.paste(255, place, turned)
            x += face.getlength(letter) * (1 + steady * rng.uniform(-0.04, 0.05))
        if rng.getrandbits(1):
            sheet = sheet.filter(ImageFilter.MaxFilter(3))
        small = sheet.resize((sheet.width // FINE, sheet.height // FINE), Image.Resampling.BOX)
        corner = (round((at[0] - 20) / POINT), round((at[1] - 2.2 * size) / POINT))
        self.picture.paste(Image.new("RGB", small.size, colour), corner, small)
        left, top, right, bottom = small.getbbox() or (0, 0, 1, 1)
        edges = (left + corner[0], top + corner[1], right + corner[0], bottom + corner[1])
        placed = Box(*(edge * POINT for edge in edges))
        self.lines.append(Line(placed, text, hand=True))
        return placed

    def rule(self, box: Box, style: str) -> None:
        """Draw what an empty answer looks like: a frame, a line, dots or a comb."""
        left, top, right, bottom = (edge / POINT for edge in box)
        if style in {"box", "comb"}:
            self.pen.rectangle((left, top, right, bottom), outline=0, width=self.rng.choice([1, 2]))
        elif style == "line":
            self.pen.line((left, bottom, right, bottom), fill=0, width=self.rng.choice([1, 2]))
        else:
            for x in range(round(left), round(right), 7):
                self.pen.line((x, bottom, x + 1, bottom), fill=0, width=2)
        if style == "comb":
            for x in range(round(left), round(right), 36):
                self.pen.line((x, bottom - 14, x, bottom), fill=0, width=1)


def handwriting_page(fonts: Fonts, rng: random.Random, *, share: float = 0.5) -> Page:
    """Return a form of which ``share`` of the answers is written by up to three hands, the others typed."""
    page = Writer(fonts, rng)
    own, typed, hands = rng.choice(fonts.print), rng.choice(fonts.print), rng.sample(list(fonts.hand), 3)
    page.type((50, 55), "Antrag auf eine Leistung", font=rng.choice(fonts.print), size=rng.uniform(14, 22))
    y, size = 90.0, rng.uniform(7.5, 10)
    style = rng.choice(["box", "line", "dots", "comb"])
    while y < LAST_ROW:
        if rng.random() < share / 4:
            y = _prose(page, y, own, size)
        for left in (50.0, 310.0):
            page.type((left, y), rng.choice(LABELS), font=own, size=size)
            place = Box(left, y + 4, left + 235, y + 26)
            page.rule(place, style)
            hand = rng.choice(hands) if rng.random() < share else None
            _answer(page, place, hand, typed, comb=style == "comb")
        y += rng.uniform(44, 52)
    _extras(page, y)
    return Page(page.picture, tuple(page.lines))


def _answer(page: Writer, place: Box, hand: Path | None, typed: Path, *, comb: bool) -> None:
    rng, text = page.rng, value(page.rng)
    at = (place.left + rng.uniform(3, 14), place.bottom - rng.uniform(2, 6))
    if hand is not None:
        font = ImageFont.truetype(hand, 100)
        wide = font.getlength(text) / 100
        page.write(at, text, font=hand, size=min(rng.uniform(14, 22), 225 / max(wide, 1)))
    elif comb:
        for number, letter in enumerate(text.replace(" ", "")[:17]):
            page.type((place.left + 3.5 + 12.96 * number, at[1]), letter, font=typed, size=11)
    else:
        page.type(at, text, font=typed, size=rng.uniform(8.5, 12))


def _prose(page: Writer, y: float, font: Path, size: float) -> float:
    for line in page.rng.sample(PROSE, 2):
        page.type((50, y), line, font=font, size=size - 0.5)
        y += size + 3
    return y + 10


def _extras(page: Writer, y: float) -> None:
    """Draw what is neither: a bar code, a stamp, a picture, a table's grid, a logo."""
    rng, top = page.rng, round((y + 10) / POINT)
    x = 140
    while x < BARCODE_END:
        wide = rng.randint(2, 7)
        page.pen.rectangle((x, top, x + wide, top + 80), fill=0)
        x += wide + rng.randint(2, 7)
    page.pen.rectangle((600, top, 940, top + 90), outline=(40, 40, 120), width=5)
    stamp = (600 * POINT + 8, (top + 50) * POINT)
    page.type(stamp, "EINGEGANGEN", font=rng.choice(page.fonts.print), size=12)
    noise = Image.effect_noise((220, 120), 90).filter(ImageFilter.GaussianBlur(rng.uniform(1, 5)))
    page.picture.paste(noise, (1000, top - 20))
    page.pen.ellipse((1270, top - 20, 1390, top + 100), outline=0, width=6)
    page.pen.polygon([(1290, top + 60), (1330, top), (1370, top + 60)], fill=(30, 30, 30))
