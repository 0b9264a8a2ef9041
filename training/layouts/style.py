"""The style of one document: type, sizes, rules and colours that hold for all its parts."""

from __future__ import annotations

import random
from typing import Final, NamedTuple

FONTS: Final = ("sans-serif", "sans-serif", "sans-serif", "serif", "serif", "monospace")
DARK: Final = ("#222", "#1f3a5f", "#7a1022", "#2d5a3d", "#444", "#0a5c8a", "#5b3a6b", "#000")


class Style(NamedTuple):
    """The look of one document; sizes in points."""

    font: str
    size: float
    title: float
    rules: str
    shade: str
    dark: str
    bold_labels: bool
    colon: str
    centred: bool

    @property
    def css(self) -> str:
        """The style's rules.

        ``g`` has rules around cells, ``u`` below rows, ``o`` none; ``k`` is shaded, ``d`` white on dark;
        ``l`` are labels, ``t`` is small print.
        """
        weight = "bold" if self.bold_labels else "normal"
        return (
            f"<style>body {{ font-family: {self.font}; font-size: {self.size}pt; line-height: 1.25 }}"
            f" h1 {{ font-size: {self.title}pt; text-align: {'center' if self.centred else 'left'} }}"
            f" h2 {{ font-size: {self.size + 1}pt }} .l {{ font-weight: {weight} }}"
            f" .g td, .g th {{ border: {self.rules} }} .k {{ background-color: {self.shade} }}"
            f" .o td {{ border: 0 }} .r td, .r p {{ text-align: right }}"
            f" .d {{ background-color: {self.dark}; color: #fff; padding: 3pt }}"
            f" .a {{ color: {self.dark} }} .f {{ border: 1.2pt solid {self.dark}; padding: 4pt }}"
            f" .w {{ font-size: {self.title * 1.3:.1f}pt; font-weight: bold }}"
            f" .t {{ font-size: {self.size * 0.75:.1f}pt }}</style>"
        )


def style(rng: random.Random) -> Style:
    """Return a random look."""
    size = rng.uniform(7.5, 11.5)
    return Style(
        font=rng.choice(FONTS),
        size=round(size, 1),
        title=round(size * rng.choice((1.0, 1.2, 1.4, 1.7, 2.2)), 1),
        rules=rng.choice(("0.5pt solid #333", "0.8pt solid #000", "0.4pt solid #999", "0")),
        shade=rng.choice(("#e4e8ec", "#fff", "#ddd", "#dfeaf5", "#f6efd9", "#e3f0e0")),
        dark=rng.choice(DARK),
        bold_labels=rng.random() < 0.3,  # noqa: PLR2004 - seldom
        colon=rng.choice((":", ":", "", " ")),
        centred=rng.random() < 0.3,  # noqa: PLR2004 - seldom
    )
