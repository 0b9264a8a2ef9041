"""Pages full of tick boxes or of signature places, with the truth: for measuring how marks are read.

Frames, pens and shapes come in two lots (see ``samples.pen_shapes``); what lies around them is the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from contracts.records import Box
from samples.form_layout import PAPER, face
from samples.ink import PENS, Lot, Pen, draw
from samples.pdf import pymupdf, saved
from samples.pen_shapes import CORRECTED, SIGNATURES, TICKS

UNCLEAR: Final = "unclear"
"""Truth of a group in which a person has to look: a box was corrected, or the mark stands beside a box."""

OPTIONS: Final = (
    ("ja", "nein"),
    ("ledig", "verheiratet", "geschieden"),
    ("Hauptmieter/in", "Untermieter/in"),
    ("Angestellte/r", "Rentner/in", "arbeitslos"),
)
FONTS: Final = ("helv", "tiro", "cour")
ROW: Final = 34.0
LABELS: Final = 150.0

Frame = Callable[[Any, Box], None]


class Group(NamedTuple):
    """A question with its tick boxes.

    Attributes:
        boxes: In points, per option.
        truth: The option that is ticked, None for none, or ``UNCLEAR``.
        shape: Of the mark, for telling which ones are hard.
    """

    boxes: dict[str, Box]
    truth: str | None
    shape: str
    frame: str


class TickSheet(NamedTuple):
    """A page of questions."""

    pdf: bytes
    groups: tuple[Group, ...]


def _solid(width: float, colour: float = 0, dashes: str | None = None, radius: float | None = None) -> Frame:
    def frame(page: Any, box: Box) -> None:
        page.draw_rect(tuple(box), color=(colour,) * 3, width=width, dashes=dashes, radius=radius)

    return frame


def _circle(width: float) -> Frame:
    def frame(page: Any, box: Box) -> None:
        page.draw_circle(box.middle, box.width / 2, color=(0, 0, 0), width=width)

    return frame


def _glyph(font: str, letter: str) -> Frame:
    def frame(page: Any, box: Box) -> None:
        """The letter is drawn so that its own ink fills the box."""
        glyph = face(font).glyph_bbox(ord(letter))
        size = box.width / (glyph.x1 - glyph.x0)
        writer = pymupdf.TextWriter(page.rect)
        start = (box.left - glyph.x0 * size, box.bottom + glyph.y0 * size)
        writer.append(start, letter, font=face(font), fontsize=size)
        writer.write_text(page)

    return frame


def _shadowed(page: Any, box: Box) -> None:
    page.draw_rect(tuple(box), color=(0, 0, 0), width=0.5)
    page.draw_line((box.left, box.bottom), (box.right, box.bottom), width=1.4)
    page.draw_line((box.right, box.top), (box.right, box.bottom), width=1.4)


def _doubled(page: Any, box: Box) -> None:
    for frame in (box, box.grown(-1.1)):
        page.draw_rect(tuple(frame), color=(0, 0, 0), width=0.4)


def _in_a_cell(page: Any, box: Box) -> None:
    """The box stands in a ruled cell of its own."""
    for frame, width in ((box, 0.6), (box.grown(2.5), 0.5)):
        page.draw_rect(tuple(frame), color=(0, 0, 0), width=width)


FRAMES: Final[dict[Lot, dict[str, Frame]]] = {
    "tuning": {
        "thin": _solid(0.5),
        "middle": _solid(0.8),
        "thick": _solid(1.3),
        "pale": _solid(0.6, 0.5),
        "dotted": _solid(0.7, dashes="[1 1] 0"),
        "dashed": _solid(0.6, dashes="[2.4 1] 0"),
        "rounded": _solid(0.6, radius=0.22),
        "double": _doubled,
        "cell": _in_a_cell,
        "circle": _circle(0.7),
        "letter": _glyph("helv", "□"),
    },
    "test": {
        "thin": _solid(0.4),
        "grey": _solid(0.7, 0.4),
        "middle": _solid(0.9),
        "dashed": _solid(0.8, dashes="[2 1.2] 0"),
        "round corners": _solid(0.7, radius=0.15),
        "shadow": _shadowed,
        "circle": _circle(0.9),
        "letter": _glyph("zadb", "❏"),
    },
}


def tick_sheet(rng: random.Random, lot: Lot) -> TickSheet:
    """Return a page of some forty questions, ticked in all ways of ``lot``."""
    document = pymupdf.open()
    page = document.new_page(width=PAPER[0], height=PAPER[1])
    page.insert_text((50, 40), "Angaben zu Ihrer Person und zu Ihrer Wohnung", fontname="hebo", fontsize=13)
    font = rng.choice(FONTS)
    groups = [
        _group(page, (left, 62 + ROW * number), rng, lot=lot, font=font)
        for number in range(21)
        for left in (45.0, 325.0)
    ]
    _distractions(page)
    return TickSheet(saved(document), tuple(groups))


def _group(page: Any, at: tuple[float, float], rng: random.Random, *, lot: Lot, font: str) -> Group:
    """Draw a question: a line of words, and under it the boxes with theirs."""
    side = rng.choice([6, 7, 8, 9, 10, 11, 12, 14])
    frame = rng.choice(sorted(FRAMES[lot]))
    size = min(9.0, side + 1)
    left, top = at
    page.insert_text((left, top + 7), "Bitte kreuzen Sie an, was zutrifft:", fontname=font, fontsize=7.5)
    boxes: dict[str, Box] = {}
    for option in rng.choice(OPTIONS):
        box = Box(left, top + 11, left + side, top + 11 + side)
        FRAMES[lot][frame](page, box)
        page.insert_text((box.right + 4, box.middle[1] + size / 3), option, fontname=font, fontsize=size)
        boxes[option] = box
        left = box.right + 4 + face(font).text_length(option, fontsize=size) + 14
    truth, shape = _marked(page, boxes, rng, lot=lot)
    return Group(boxes, truth, shape, frame)


def _marked(page: Any, boxes: dict[str, Box], rng: random.Random, *, lot: Lot) -> tuple[str | None, str]:
    """Mark one of the boxes, or none, or two; return the truth and the shape."""
    pen, chosen = rng.choice(PENS[lot]), rng.choice(sorted(boxes))
    match rng.choices(["ticked", "empty", "corrected", "beside"], [70, 18, 7, 5])[0]:
        case "empty":
            return None, "empty"
        case "corrected":
            other = rng.choice([option for option in sorted(boxes) if option != chosen])
            draw(page, CORRECTED[lot](rng), boxes[other], pen, rng)
            draw(page, TICKS[lot]["cross"](rng), boxes[chosen], pen, rng)
            return UNCLEAR, "corrected"
        case "beside":
            box = boxes[chosen]
            beside = Box(box.left - 1.25 * box.width, box.top, box.left - 0.25 * box.width, box.bottom)
            draw(page, TICKS[lot]["cross"](rng), beside, pen, rng)
            return UNCLEAR, "beside"
        case _:
            shape = rng.choice(sorted(TICKS[lot]))
            draw(page, TICKS[lot][shape](rng), boxes[chosen], pen, rng)
            return chosen, shape


def _distractions(page: Any) -> None:
    """Draw what is no tick box: a comb, a table's grid, a line of capitals."""
    top = 785.0
    for number in range(12):
        page.draw_rect((50 + 13 * number, top, 63 + 13 * number, top + 14), width=0.6)
        page.insert_text((53.5 + 13 * number, top + 10.5), "DE1203001204"[number], fontsize=9)
    for number in range(8):
        for row in range(2):
            page.draw_rect(
                (240 + 20 * number, top + 10 * row, 260 + 20 * number, top + 10 * row + 10), width=0.5
            )
    page.insert_text((420, top + 10), "DOQ BOHO 8B0D [X]", fontname="hebo", fontsize=11)


class SignaturePlace(NamedTuple):
    """A place for a signature: whether it is signed, and what stands there."""

    box: Box
    signed: bool
    content: str


class SignatureSheet(NamedTuple):
    """A page of places for signatures."""

    pdf: bytes
    places: tuple[SignaturePlace, ...]


UNSIGNED: Final = ("empty", "name below", "typed name", "date", "stamp", "specks", "streak", "small print")


def signature_sheet(rng: random.Random, lot: Lot) -> SignatureSheet:
    """Return a page of 16 places to sign, half of them signed, in all ways of ``lot``."""
    document = pymupdf.open()
    page = document.new_page(width=PAPER[0], height=PAPER[1])
    page.insert_text((50, 40), "Unterschriften der Beteiligten", fontname="hebo", fontsize=13)
    contents = [*UNSIGNED, *(rng.choice(sorted(SIGNATURES[lot])) for _ in range(8))]
    rng.shuffle(contents)
    places = []
    for number, content in enumerate(contents):
        left, top = (50.0, 310.0)[number % 2], 70 + 92.0 * (number // 2)
        box = Box(left, top, left + rng.uniform(150, 220), top + rng.uniform(26, 40))
        _place(page, box, rng)
        if content in UNSIGNED:
            _unsigned(page, box, content, rng)
        else:
            _sign(page, box, rng, lot=lot, shape=SIGNATURES[lot][content])
        places.append(SignaturePlace(box, content not in UNSIGNED, content))
    return SignatureSheet(saved(document), tuple(places))


def _place(page: Any, box: Box, rng: random.Random) -> None:
    """Draw a line to sign on, solid or dotted, or a frame, with its words."""
    match rng.choice(["line", "dots", "frame"]):
        case "frame":
            page.draw_rect(tuple(box), width=0.6)
        case style:
            dashes = "[1 2] 0" if style == "dots" else None
            page.draw_line((box.left, box.bottom), (box.right, box.bottom), width=0.6, dashes=dashes)
    page.insert_text((box.left, box.bottom + 8.5), "Ort, Datum, Unterschrift", fontsize=7)


def _sign(page: Any, box: Box, rng: random.Random, *, lot: Lot, shape: Callable[..., Any]) -> None:
    """Sign in the place, across its line, or from outside of it."""
    width, height = min(box.width * rng.uniform(0.5, 0.95), 150), rng.uniform(18, 34)
    left, bottom = box.left + rng.uniform(2, 20), box.bottom - rng.uniform(-1, 4)
    match rng.choice(["inside", "inside", "across", "outside"]):
        case "across":
            bottom += rng.uniform(5, 9)
        case "outside":
            left -= rng.uniform(20, 35)
    pen = rng.choice(PENS[lot])
    thin = Pen(pen.colour, pen.width * rng.choice([1.0, 1.0, 0.7]))
    draw(page, shape(rng), (left, bottom - height, left + width, bottom), thin, rng)


def _unsigned(page: Any, box: Box, content: str, rng: random.Random) -> None:
    """Put something into a place that is no signature."""
    left, bottom, font = box.left + 6, box.bottom - 5, rng.choice(FONTS)
    texts = {
        "name below": (box.bottom + 18, "(Erika Musterfrau)", 9.0),
        "typed name": (bottom, "Max Mustermann", rng.uniform(9, 12)),
        "date": (bottom, "Musterstadt, 24.10.2026", 10.0),
        "small print": (box.top + 6, "Bitte unbedingt unterschreiben!", 6.0),
    }
    if content in texts:
        y, text, size = texts[content]
        page.insert_text((left, y), text, fontname=font, fontsize=size)
    elif content == "stamp":
        page.draw_rect((left, box.top + 1, left + 95, bottom + 2), color=(0.2, 0.2, 0.5), width=1.2)
        page.insert_text((left + 8, box.top + 11), "EINGEGANGEN", fontname="hebo", fontsize=9)
        page.insert_text((left + 8, box.top + 20), "24. OKT. 2026", fontname=font, fontsize=7)
    elif content == "specks":
        for _ in range(14):
            spot = (rng.uniform(box.left, box.right), rng.uniform(box.top, box.bottom))
            page.draw_circle(spot, rng.uniform(0.3, 0.9), color=(0, 0, 0), fill=(0, 0, 0))
    elif content == "streak":
        x = rng.uniform(box.left + 20, box.right - 20)
        page.draw_line((x, box.top - 30), (x + 1, box.bottom + 20), color=(0.3,) * 3, width=1.0)
