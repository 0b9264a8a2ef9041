"""How much of a page is read: as much as somebody asks for."""

from __future__ import annotations

from typing import Protocol

from contracts.reading import PageText


class Depth(Protocol):
    """Decides what is needed of a page; sent to the processes that read."""

    @property
    def name(self) -> str:
        """Tells readings of different depths apart."""
        ...

    def is_enough(self, head: PageText) -> bool:
        """Whether nothing below the head of an inner page is needed."""
        ...

    def may_be_form(self, page: PageText) -> bool:
        """Whether a page, by its words, may be one of a form: there, strokes of a pen are looked at."""
        ...
