"""What every kind of opened file offers to the reader."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PIL import Image

from contracts.reading import FontRun, Problem, Widget, Word
from contracts.records import PageSize


class NativePage(NamedTuple):
    """What a page says without OCR.

    Attributes:
        size: Of the page as a viewer shows it.
        words: Of the text layer and of annotations, as far as people see them; not those in live form fields.
        picture_share: Share of the page's area that pictures cover, 0 to 1.
        undrawn: Words that lie unseen on or under a picture: a scanner's own OCR, or a lie.
        hidden: Other words of the text layer that nobody sees.
        garbled: Words that are seen, but as something else: their fonts don't say what their letters are.
        turned: Degrees clockwise by which the page must be turned for its text to be upright.
        unknown: Number of marks of the size of letters beside words, fields and pictures; counted only where
            words are few.
    """

    size: PageSize
    words: tuple[Word, ...] = ()
    widgets: tuple[Widget, ...] = ()
    picture_share: float = 0.0
    undrawn: tuple[Word, ...] = ()
    hidden: tuple[Word, ...] = ()
    garbled: tuple[Word, ...] = ()
    turned: int = 0
    unknown: int = 0


class OpenedFile(Protocol):
    """A file whose pages can be looked at; pages count from 0."""

    page_count: int
    problems: tuple[Problem, ...]
    embedded: tuple[str, ...]

    def native(self, index: int) -> NativePage:
        """Return what the page says without OCR."""
        ...

    def picture(self, index: int, *, dpi: int) -> Image.Image:
        """Return the page as a viewer shows it, grey (mode L), at about ``dpi`` pixels per inch."""
        ...

    def font_runs(self, index: int) -> tuple[FontRun, ...]:
        """Return how the page's letters are set; nothing where it has none of its own."""
        ...

    def fingerprint(self, index: int) -> str:
        """Return a digest of all that the page shows, where that are pictures only; otherwise nothing."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
