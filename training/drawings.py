"""Pictures on documents: emblems, seals, signatures, and drawings of parcels, floor plans and elevations."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from samples.attachments.filters import Pictures, svg_text

PARCELS: Final = ("lageplan", "liegenschaftskarte")


class Drawings:
    """Draws the pictures of one document and keeps them by name, for typesetting."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._pictures = Pictures()

    @property
    def made(self) -> dict[str, bytes]:
        """Name -> SVG."""
        return self._pictures.made

    def emblem(self) -> Markup:
        """Return a coat of arms or a logo."""
        width = self._rng.uniform(20, 60)
        if self._rng.random() < 0.5:  # noqa: PLR2004 - as likely as not
            return self._pictures.crest(f"#{self._rng.randrange(0x1000000):06x}", width=width)
        return self._pictures.logo(str(self._rng.random()), width=width)

    def seal(self) -> Markup:
        """Return an official seal."""
        return self._pictures.seal(width=self._rng.uniform(45, 80))

    def signature(self) -> Markup:
        """Return a signature."""
        return self._pictures.signature(str(self._rng.random()), width=self._rng.uniform(70, 140))

    def plan(self, type_id: str, words: Sequence[str], *, width: int, height: int) -> str:
        """Return an SVG drawing with words scattered on it."""
        lines = self._parcels(width, height) if type_id in PARCELS else self._walls(width, height)
        size = self._rng.uniform(6, 11)
        labels = [
            svg_text(self._rng.uniform(10, width * 0.8), self._rng.uniform(15, height - 10), word, size)
            for word in words
        ]
        figures = [
            svg_text(
                self._rng.uniform(10, width - 40),
                self._rng.uniform(15, height - 10),
                self._figure(type_id),
                size,
            )
            for _ in range(self._rng.randint(4, 30))
        ]
        return _svg(width, height, [*lines, *labels, *figures])

    def folds(self) -> str:
        """Return marks for folding and punching at the left edge of an A4 page."""
        return _svg(595, 842, [self._path([(12, y), (24, y)], 0.5) for y in (297, 421, 595)])

    def edge(self, note: str) -> str:
        """Return a note that runs up the left edge of an A4 page."""
        text = svg_text(0, 0, note, 6)
        turn = f"translate(22 {self._rng.randint(400, 800)}) rotate(-90)"
        return _svg(595, 842, [f'<g transform="{turn}">{text}</g>'])

    def frame(self, width: int, height: int) -> str:
        """Return a frame near the edge of an area of this size."""
        rng = self._rng
        card = height < 500  # noqa: PLR2004 - no whole page
        gaps = rng.choice(((3,), (3, 6), (4, 5)) if card else ((30,), (24, 30), (40, 43)))
        stroke = rng.choice(("#000", "#444", "#8a6d1f", "#1f3a5f"))
        rims = (
            f'<rect x="{gap}" y="{gap}" width="{width - 2 * gap}" height="{height - 2 * gap}" '
            f'fill="none" stroke="{stroke}" stroke-width="{rng.choice((0.6, 1, 2))}"/>'
            for gap in gaps
        )
        return _svg(width, height, list(rims))

    def code(self, *, wide: int, high: int) -> str:
        """Return a bar code, or a square one."""
        rng = self._rng
        if rng.random() < 0.5:  # noqa: PLR2004 - as likely as not
            bars = [(at, 0, rng.choice((1, 1, 2)), high) for at in range(0, wide, 3)]
        else:
            squares = [(x, y, 2, 2) for x in range(0, high, 2) for y in range(0, high, 2)]
            bars = rng.sample(squares, len(squares) // 2)
        steps = "".join(f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in bars)
        return _svg(wide, high, [f'<path d="{steps}"/>'])

    def portrait(self, *, width: float = 60) -> Markup:
        """Return the outline of a head and shoulders."""
        return self._pictures.portrait(f"#{self._rng.randrange(0x60, 0xC0):02x}9a90", width=width)

    def _figure(self, type_id: str) -> str:
        rng = self._rng
        if type_id in PARCELS:
            return rng.choice((f"{rng.randint(1, 900)}", f"{rng.randint(1, 400)}/{rng.randint(1, 20)}"))
        return f"{rng.uniform(0.2, 14):.{rng.choice((2, 3))}f}".replace(".", ",")

    def _parcels(self, width: int, height: int) -> list[str]:
        """Plots as crooked cells of a grid, buildings in some of them, a street."""
        rng = self._rng
        across, down = rng.randint(2, 6), rng.randint(2, 5)
        xs = [width * at / across + rng.uniform(-20, 20) for at in range(across + 1)]
        ys = [height * at / down + rng.uniform(-20, 20) for at in range(down + 1)]
        drawn = [self._path([(x, 0), (x + rng.uniform(-30, 30), height)]) for x in xs] + [
            self._path([(0, y), (width, y + rng.uniform(-30, 30))]) for y in ys
        ]
        for _ in range(rng.randint(2, 12)):
            x, y, w, h = rng.choice(xs), rng.choice(ys), rng.uniform(20, 70), rng.uniform(20, 60)
            fill = rng.choice(("none", "#ddd", "#e8b4a0", "#bbb"))
            drawn.append(
                f'<rect x="{x + 15}" y="{y + 15}" width="{w}" height="{h}" fill="{fill}" stroke="#000"/>'
            )
        return drawn

    def _walls(self, width: int, height: int) -> list[str]:
        """Rooms as a block cut by walls, doors and windows as gaps, lines of dimensions."""
        rng = self._rng
        left, top = width * 0.08, height * 0.1
        right, bottom = width * rng.uniform(0.55, 0.9), height * rng.uniform(0.5, 0.85)
        thick = rng.uniform(1, 5)
        drawn = [self._path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], thick)]
        for _ in range(rng.randint(2, 7)):
            x, y = rng.uniform(left, right), rng.uniform(top, bottom)
            upright = rng.random() < 0.5  # noqa: PLR2004 - as likely as not
            drawn.append(self._path([(x, top) if upright else (left, y), (x, y)], thick * 0.7))
        if rng.random() < 0.4:  # noqa: PLR2004 - a roof: section or elevation
            drawn.append(self._path([(left - 10, top), ((left + right) / 2, 8), (right + 10, top)]))
        drawn += [self._path([(left, bottom + off), (right, bottom + off)], 0.5) for off in (14, 26)]
        return drawn

    def _path(self, points: Sequence[tuple[float, float]], stroke: float = 0.9) -> str:
        steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        return f'<path d="M{steps}" fill="none" stroke="#000" stroke-width="{stroke:.1f}"/>'


def _svg(width: int, height: int, shapes: Sequence[str]) -> str:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(shapes)}</svg>'
