"""What templates may call: German ways to write values, and drawn pictures (signatures, seals, portraits)."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from samples.attachments.facts import MONTHS
from samples.ink import strokes


def euro(amount: Decimal | float) -> str:
    """``1575`` as ``1.575,00``."""
    return f"{Decimal(amount):,.2f}".translate(str.maketrans(",.", ".,"))


def short_date(day: date) -> str:
    """``24.10.2026``."""
    return day.strftime("%d.%m.%Y")


def long_date(day: date) -> str:
    """``24. Oktober 2026``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def month_name(day: date) -> str:
    """``Oktober 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def iban_groups(iban: str) -> str:
    """Groups of four."""
    return " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))


FILTERS: dict[str, Callable[..., Any]] = {
    "euro": euro,
    "datum": short_date,
    "langdatum": long_date,
    "monat": month_name,
    "iban": iban_groups,
}


def svg_text(x: float, y: float, text: object, size: float = 9, font: str = "Helvetica") -> Markup:
    """One line of text in a drawing; the reader of SVG does not hand a font down from a group."""
    return Markup('<text x="{}" y="{}" font-size="{}" font-family="{}">{}</text>').format(
        x, y, size, font, text
    )


class Pictures:
    """Draws SVG pictures on demand; ``made`` keeps them for the typesetter."""

    def __init__(self) -> None:
        self.made: dict[str, bytes] = {}

    def _image(self, body: str, view: tuple[int, int], *, width: float) -> Markup:
        name = f"picture{len(self.made)}.svg"
        wide, high = view
        # Drawn four times as large as shown: the typesetter turns SVG into pixels at its nominal size.
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * 4}" height="{high * 4}" '
            f'viewBox="0 0 {wide} {high}">{body}</svg>'
        )
        self.made[name] = svg.encode()
        return Markup('<img src="{}" width="{:.0f}" height="{:.0f}">').format(
            name, width, width * high / wide
        )

    def signature(self, name: str, *, width: float = 110) -> Markup:
        """The signature of a person, as an image tag; equal names sign alike."""
        lines = "".join(
            f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in stroke)}" '
            'fill="none" stroke="#12175a" stroke-width="1.3"/>'
            for stroke in strokes(name, width=140, height=32)
        )
        return self._image(lines, (140, 34), width=width)

    def seal(self, *, width: float = 62) -> Markup:
        """A round official seal with a made-up coat of arms."""
        ring = "".join(
            f'<circle cx="40" cy="40" r="{r}" fill="none" stroke="#333" stroke-width="1"/>' for r in (38, 28)
        )
        outline = "M28 24 H52 V44 Q52 56 40 60 Q28 56 28 44 Z M28 38 H52 M40 24 V60"
        shield = f'<path d="{outline}" fill="none" stroke="#333"/>'
        return self._image(ring + shield, (80, 80), width=width)

    def crest(self, colour: str = "#8a1020", *, width: float = 34) -> Markup:
        """A made-up coat of arms."""
        shield = f'<path d="M4 4 H46 V34 Q46 52 25 58 Q4 52 4 34 Z" fill="{colour}"/>'
        beam = '<path d="M4 40 L46 12 V22 L4 50 Z" fill="#fff"/><circle cx="16" cy="18" r="6" fill="#fc0"/>'
        return self._image(shield + beam, (50, 60), width=width)

    def portrait(self, colour: str = "#889a90", *, width: float = 60) -> Markup:
        """The outline of a head and shoulders on a grey ground."""
        body = (
            '<rect width="60" height="76" fill="#ddd"/><circle cx="30" cy="30" r="15" fill="{c}"/>'
            '<path d="M6 76 Q8 50 30 50 Q52 50 54 76 Z" fill="{c}"/>'
        )
        return self._image(body.format(c=colour), (60, 76), width=width)

    def logo(self, seed: str, *, width: float = 60) -> Markup:
        """An abstract company logo; equal seeds look alike."""
        rng = random.Random(seed)
        colour = (
            f"#{rng.randrange(0x20, 0x90):02x}{rng.randrange(0x20, 0x90):02x}{rng.randrange(0x60, 0xC0):02x}"
        )
        shapes = [
            '<circle cx="20" cy="20" r="16" fill="{c}"/><circle cx="34" cy="20" r="9" fill="#fff"/>',
            '<path d="M4 36 L22 4 L40 36 Z" fill="{c}"/><path d="M28 36 L42 12 L56 36 Z" fill="#9ab"/>',
            '<rect x="4" y="4" width="32" height="32" fill="{c}"/><path d="M20 16 H54 V26 Z" fill="#9ab"/>',
        ]
        return self._image(rng.choice(shapes).format(c=colour), (60, 40), width=width)
