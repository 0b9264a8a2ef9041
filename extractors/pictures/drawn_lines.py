"""How the lines and pictures of a PDF page are drawn: in which order and font, inked, veiled or opaque.

Everything is told from MuPDF's structured text, whose blocks are in the order in which they are drawn. Only
the first and the last letter of a line are looked at: of each letter would take as long as all the rest.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from contracts.records import Box

_TEXT: Final = 0  # MuPDF's kind of block
_INKED: Final = 16 | 32 | 64  # FZ_STEXT_FILLED, STROKED, CLIPPED: all render modes but 3, which draws nothing
_FAINT: Final = 26
"""Of 255; ink that covers less is not seen."""
_PALE: Final = 224
"""Of 255; ink whose colours are all lighter is seen on a dark ground only."""
LEGIBLE: Final = 1.5
"""Points; smaller type looks like a line."""


class Line(NamedTuple):
    """How a line is drawn, told from its first and its last letter.

    Attributes:
        order: Of its block: what is drawn later has a higher one.
        direction: In which its block runs, in whole steps to the right and down.
        fonts: Numbers that tell the fonts of a page apart.
        size: Of the type, in points.
        inked: Whether it leaves ink.
        veiled: Whether its ink is nearly white or transparent: it must be looked at.
    """

    order: int
    direction: tuple[int, int]
    fonts: frozenset[int]
    size: float
    inked: bool
    veiled: bool

    @property
    def plain(self) -> bool:
        """Whether it is seen, if nothing covers it."""
        return self.inked and not self.veiled and self.size >= LEGIBLE


class Picture(NamedTuple):
    """Where a picture is; ``opaque`` ones hide what was drawn before them."""

    order: int
    box: Box
    opaque: bool


def lines_and_pictures(blocks: Any) -> tuple[dict[tuple[int, int], Line], tuple[Picture, ...]]:
    """Return the lines by their block's number, counting those of text, and their own; and the pictures."""
    lines: dict[tuple[int, int], Line] = {}
    pictures = []
    texts = 0
    for order, block in enumerate(blocks):
        if block.m_internal.type != _TEXT:
            pictures.append(_picture(order, block))
            continue
        line, number = block.begin().m_internal, 0
        direction = (round(line.dir.x), round(line.dir.y)) if line else (1, 0)
        while line:
            lines[texts, number] = _line(order, line, direction)
            line, number = line.next, number + 1
        texts += 1
    return lines, tuple(pictures)


def _line(order: int, line: Any, direction: tuple[int, int]) -> Line:
    first, last = line.first_char, line.last_char
    # Each look into MuPDF's memory takes half a microsecond: none is taken twice, or without need.
    return Line(
        order,
        direction,
        frozenset((int(first.font.this), int(last.font.this))),
        first.size,
        _is_inked(first, last),
        _is_veiled(first.argb) and _is_veiled(last.argb),
    )


def _is_inked(first: Any, last: Any) -> bool:
    """Whether letters leave ink; where the outer ones differ, most decide: stand-ins of signs have none."""
    inked = _leaves_ink(first)
    if inked == _leaves_ink(last):
        return inked
    balance, letter = 0, first
    while letter:
        balance += 1 if _leaves_ink(letter) else -1
        letter = letter.next
    return balance > 0


def _is_veiled(colour: int) -> bool:
    """Whether ink is nearly white or transparent; letters that stand in for others have no colour either."""
    opacity, darkest = colour >> 24, min(colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    return opacity < _FAINT or darkest > _PALE


def _leaves_ink(letter: Any) -> bool:
    return bool(letter.flags & _INKED)


def _picture(order: int, block: Any) -> Picture:
    bounds = block.m_internal.bbox
    box = Box(bounds.x0, bounds.y0, bounds.x1, bounds.y1)
    if min(box.width, box.height) < LEGIBLE:  # lines and patterns, often by the thousand
        return Picture(order, box, opaque=False)
    image = block.i_image()
    return Picture(order, box, opaque=not image.mask().m_internal and not image.imagemask())
