"""Documents composed from banks and layout families, as PDFs with a text layer."""

from __future__ import annotations

import random
from importlib.resources import files
from typing import Final, NamedTuple

from samples.attachments.engine import typeset
from training.bank import banks
from training.draft import draw
from training.drawings import Drawings
from training.layouts import laid_out

LONG: Final = {
    "contract": 7,
    "booklet": 6,
    "form": 6,
    "letter": 5,
    "register": 5,
    "table": 5,
    "plain": 3,
    "columns": 3,
    "printout": 4,
    "portal": 3,
}
"""Families that run over pages, with the most pages' worth of text that is drawn for them."""


class Composed(NamedTuple):
    """A composed document; equal arguments of ``compose`` give equal bytes."""

    type: str
    author: str
    kind: str
    family: str
    pdf: bytes


def compose(type_id: str, author: str, seed: int) -> Composed:
    """Return a random document of a type in the words of an author.

    Raises:
        KeyError: if the author wrote nothing for the type.
    """
    rng = random.Random(f"{author}/{type_id}/{seed}")
    bank = rng.choice(banks(author)[type_id])
    (family,) = rng.choices(list(bank.families), weights=list(bank.families.values()))
    pages = rng.randint(1, LONG.get(family, 1)) if rng.random() < 0.65 else 1  # noqa: PLR2004 - some are short
    draft = draw(type_id, bank, rng, pages=pages)
    drawings = Drawings(rng)
    html = laid_out(draft, family, rng, drawings)
    css = files("samples.attachments").joinpath("templates/base.css").read_text(encoding="utf-8")
    pdf = typeset(html, base_css=css, pictures=drawings.made)
    return Composed(type_id, author, bank.kind, family, pdf)
