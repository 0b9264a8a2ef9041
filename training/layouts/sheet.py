"""What a look works with, and where looks are registered."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final, NamedTuple

from training.draft import Draft
from training.drawings import Drawings
from training.layouts.style import Style
from training.values import Values


class Sheet(NamedTuple):
    """A draft to be laid out.

    Attributes:
        values: Draws what papers bear whatever they say: file numbers, dates, telephone numbers.
    """

    draft: Draft
    style: Style
    rng: random.Random
    drawings: Drawings
    values: Values

    def often(self, chance: float) -> bool:
        """Whether something with this chance happens."""
        return self.rng.random() < chance


Look = Callable[[Sheet], str]
"""Returns HTML with directives of ``samples.attachments.engine``."""

LOOKS: Final[dict[str, list[Look]]] = {}
"""Family -> its looks, each as likely as the next."""


def look(family: str) -> Callable[[Look], Look]:
    """Register a function as a look of a family."""

    def register(made: Look) -> Look:
        LOOKS.setdefault(family, []).append(made)
        return made

    return register
