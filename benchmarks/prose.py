"""Dense German office text on A4: contracts, notices, two columns, tables, small print, footers.

Wordings and page layouts of the splits differ; names, sums, dates and numbers are drawn with the seed.
"""

from __future__ import annotations

import io
import random
import string
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal

from contracts.records import Record
from samples.pdf import pymupdf, saved
from samples.people import fictitious_iban, names

Split = Literal["tune", "test"]
Rect = tuple[float, float, float, float]
PAPER: Final = (595.0, 842.0)


class Layout(Record):
    """How a page of text is set.

    Attributes:
        frames: Places in points that the text flows through, in turn.
        css: Style of the running text.
        table: Rows of a list of sums above the text, 0 for none.
        foot: Whether three columns of small print stand at the foot.
        paragraphs: How many are set; what does not fit is left out.
    """

    name: str
    frames: tuple[Rect, ...]
    css: str
    table: int = 0
    foot: bool = True
    paragraphs: int = 24


LAYOUTS: Final[dict[Split, tuple[Layout, ...]]] = {
    "tune": (
        Layout(
            name="contract",
            frames=((70, 70, 535, 760),),
            css="body {font-family: sans-serif; font-size: 9.5pt; line-height: 1.3} p {text-align: justify}",
        ),
        Layout(
            name="columns",
            frames=((50, 60, 288, 765), (307, 60, 545, 765)),
            css="body {font-family: serif; font-size: 9pt; line-height: 1.2}",
        ),
        Layout(
            name="charges",
            frames=((62, 60, 540, 750),),
            css="body {font-family: sans-serif; font-size: 9pt; line-height: 1.25}",
            table=14,
        ),
        Layout(
            name="small-print",
            frames=((45, 45, 292, 790), (303, 45, 550, 790)),
            css="body {font-family: sans-serif; font-size: 7.5pt; line-height: 1.2}",
            foot=False,
        ),
    ),
    "test": (
        Layout(
            name="terms",
            frames=((85, 85, 520, 760),),
            css="body {font-family: serif; font-size: 10.5pt; line-height: 1.35}",
        ),
        Layout(
            name="leaflet",
            frames=((48, 75, 288, 750), (306, 75, 546, 750)),
            css="body {font-family: sans-serif; font-size: 8.5pt; line-height: 1.25} p {text-align: justify}",
        ),
        Layout(
            name="statement",
            frames=((56, 80, 545, 745),),
            css="body {font-family: serif; font-size: 10pt; line-height: 1.2}"
            "td {font-family: monospace; font-size: 8pt}",
            table=18,
        ),
        Layout(
            name="conditions",
            frames=((40, 50, 205, 790), (215, 50, 380, 790), (390, 50, 555, 790)),
            css="body {font-family: serif; font-size: 7.5pt; line-height: 1.2}",
            foot=False,
        ),
    ),
}
TITLES: Final[dict[Split, tuple[str, ...]]] = {
    "tune": ("Nutzungsvereinbarung", "Festsetzungsbescheid", "Hausordnung und Hinweise"),
    "test": ("Allgemeine Bestimmungen", "Mitteilungsblatt der Gemeinde", "Jahresabrechnung"),
}
CHARGES: Final[dict[Split, tuple[str, ...]]] = {
    "tune": (
        *("Grundsteuer B", "Straßenreinigung", "Entwässerung", "Gebäudeversicherung", "Schornsteinfeger"),
        *("Allgemeinstrom", "Aufzugswartung", "Gartenpflege", "Müllabfuhr", "Kabelanschluss", "Hauswart"),
    ),
    "test": (
        *("Arbeitspreis", "Grundpreis Zähler", "Netznutzung", "Konzessionsabgabe", "Umlage", "Messstelle"),
        *("Mehrwertsteuer 19 %", "Gutschrift", "Abschlag März", "Abschlag Juni", "Überzahlung Vorjahr"),
    ),
}
_DEPTH: Final = 770
_BASE: Final = (
    "p {margin: 0 0 5pt 0} h1 {font-size: 14pt; margin: 0 0 7pt 0} h2 {font-size: 1.1em; margin: 6pt 0 2pt 0}"
    "table {width: 100%; border-collapse: collapse; margin: 4pt 0 8pt 0}"
    "td {border: 0.5pt solid #444; padding: 1.5pt 4pt} .r {text-align: right}"
)


def text_page(split: Split, layout: Layout, *, seed: int) -> bytes:
    """Return one page of running text as a PDF; equal arguments give equal bytes."""
    rng = random.Random(f"{split}/{layout.name}/{seed}")
    buffer = io.BytesIO()
    writer = pymupdf.DocumentWriter(buffer)
    device = writer.begin_page(pymupdf.Rect(0, 0, *PAPER))
    story = pymupdf.Story(_body(split, layout, rng), user_css=_BASE + layout.css)
    more = True
    for frame in layout.frames:
        if more:
            more, _ = story.place(pymupdf.Rect(frame))
            story.draw(device)
    for frame, html in _foot(rng) if layout.foot else ():
        small = pymupdf.Story(html, user_css="body {font-family: sans-serif; font-size: 7pt; margin: 0}")
        small.place(pymupdf.Rect(frame))
        small.draw(device)
    writer.end_page()
    writer.close()
    with pymupdf.open("pdf", buffer.getvalue()) as document:
        return saved(document)


def _body(split: Split, layout: Layout, rng: random.Random) -> str:
    parts = [f"<h1>{rng.choice(TITLES[split])}</h1>"]
    if layout.table:
        parts.append(_table(split, layout.table, rng))
    paragraphs = rng.sample(_paragraphs(split) * 2, layout.paragraphs)
    for number, paragraph in enumerate(paragraphs, start=1):
        title, _, text = paragraph.partition(". ") if paragraph.startswith("§") else ("", "", paragraph)
        if title:
            parts.append(f"<h2>§ {number} {title.removeprefix('§ ')}</h2>")
        parts.append(f"<p>{_filled(text, rng)}</p>")
    return "".join(parts)


def _table(split: Split, rows: int, rng: random.Random) -> str:
    cells = "".join(
        f"<tr><td>{number}</td><td>{rng.choice(CHARGES[split])}</td><td>{_day(rng)}</td>"
        f"<td class='r'>{rng.randint(1, 48)}</td><td class='r'>{_amount(rng)}</td></tr>"
        for number in range(1, rows + 1)
    )
    heads = "".join(f"<td>{head}</td>" for head in ("Nr.", "Bezeichnung", "Datum", "Menge", "Betrag in Euro"))
    return f"<table><tr>{heads}</tr>{cells}</table>"


def _foot(rng: random.Random) -> Iterator[tuple[Rect, str]]:
    """Yield three columns of a letter's foot."""
    columns = (
        f"Gemeindekasse {_town(rng)}<br/>{_street(rng)}<br/>Öffnungszeiten: Mo–Do 8–12 Uhr",
        f"Telefon {_phone(rng)}<br/>Telefax {_phone(rng)}<br/>post@musterstadt.example",
        f"{_bank(rng)}<br/>IBAN {fictitious_iban(rng)}<br/>Mandat {rng.randint(10**9, 10**10)}",
    )
    for column, html in enumerate(columns):
        left = 62 + 165 * column
        yield (left, _DEPTH + 8, left + 158, 838), f"<p>{html}</p>"


@cache
def _paragraphs(split: Split) -> tuple[str, ...]:
    text = (Path(__file__).parent / "prose" / f"{split}.txt").read_text(encoding="utf-8")
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _filled(text: str, rng: random.Random) -> str:
    """Put made-up values into the blanks of a paragraph, each blank its own."""
    pieces = []
    for literal, blank, *_ in string.Formatter().parse(text):
        pieces.append(literal)
        if blank:
            pieces.append(_BLANKS[blank](rng))
    return "".join(pieces)


def _amount(rng: random.Random) -> str:
    cents = rng.randint(500, 980000)
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"


def _day(rng: random.Random) -> str:
    return f"{date(2023, 1, 1) + timedelta(days=rng.randrange(1500)):%d.%m.%Y}"


def _phone(rng: random.Random) -> str:
    return f"0{rng.randint(2000, 9999)} {rng.randint(10000, 999999)}-{rng.randint(10, 99)}"


def _street(rng: random.Random) -> str:
    return f"{rng.choice(names()['streets'])} {rng.randint(1, 180)}"


def _bank(rng: random.Random) -> str:
    return str(rng.choice(names()["banks"]))


def _town(rng: random.Random) -> str:
    return str(rng.choice(names()["towns"])[1])


_BLANKS: Final[dict[str, Callable[[random.Random], str]]] = {
    "amount": _amount,
    "date": _day,
    "phone": _phone,
    "street": _street,
    "town": _town,
    "zip": lambda rng: f"{rng.randint(1000, 99999):05}",
    "iban": fictitious_iban,
    "number": lambda rng: f"{rng.randint(10**7, 10**8)}.{rng.randint(1, 999)}",
    "file": lambda rng: (
        f"{rng.randint(10, 99)}/{rng.randint(100, 999)}-{rng.choice('ABKRW')}{rng.randint(10, 99)}"
    ),
    "count": lambda rng: str(rng.randint(80, 9000)),
    "percent": lambda rng: str(rng.randint(5, 39)),
}
"""Blank in a paragraph -> what is put there."""
