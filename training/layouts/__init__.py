"""Layouts: how a draft looks. A family holds several looks.

Each returns HTML for ``samples.attachments.engine``. Looks know nothing of document types, and draw type,
size, rules and order anew for each document: no look belongs to one type alone. A new look is a function with
``@look(family)`` in a module named here.
"""

from __future__ import annotations

import random

from training.draft import Draft
from training.drawings import Drawings
from training.layouts import cards, computations, forms, letters, official, prose, screens, slips
from training.layouts.sheet import LOOKS, Look, Sheet
from training.layouts.style import style
from training.values import Values

__all__ = [
    "LOOKS",
    "cards",
    "computations",
    "forms",
    "laid_out",
    "letters",
    "official",
    "prose",
    "screens",
    "slips",
]


def laid_out(
    draft: Draft, family: str, rng: random.Random, drawings: Drawings, *, look: Look | None = None
) -> str:
    """Return the HTML of a draft in a look of a family: any of them unless one is named."""
    sheet = Sheet(draft, style(rng), rng, drawings, Values(rng))
    return sheet.style.css + "\n" + (look or rng.choice(LOOKS[family]))(sheet)
