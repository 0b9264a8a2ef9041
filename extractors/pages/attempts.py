"""A page, read in one of four orientations, and what that was worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image

from contracts.reading import Word
from extractors.ocr.engines import OcrEngine
from extractors.pictures.cleaning import skew_of, turn, whiten
from extractors.pictures.dark_bars import without_heads


class Attempt(NamedTuple):
    """A page, read in one of four orientations; boxes in pixels of ``picture``.

    Attributes:
        picture: The page, turned and levelled.
        white: The same, made fit for OCR.
        turned: Degrees clockwise by which it was turned, a multiple of 90.
        skew: Degrees clockwise by which it was turned further to be level.
        whole: Whether all of it was read.
    """

    picture: Image.Image
    white: Image.Image
    turned: int
    skew: float
    words: tuple[Word, ...]
    whole: bool = True

    @property
    def confidence(self) -> float:
        """Mean over all letters, from 0 to 1."""
        return mean_confidence(self.words)

    @property
    def yield_(self) -> float:
        """Number of letters, each weighed with its confidence squared: what the attempt is worth."""
        return sum(len(word.text) * word.confidence**2 for word in self.words)


def attempt(
    picture: Image.Image, degrees: int, *, engine: OcrEngine, dpi: int, level: bool = True
) -> Attempt:
    """Read a grey picture turned clockwise by ``degrees``, and levelled if it shall be."""
    turned = turn(picture, degrees)
    skew = skew_of(turned) if level else 0.0
    levelled = turn(turned, skew)
    legible = without_heads(levelled, dpi=dpi)
    white = whiten(legible)
    return Attempt(levelled, white, degrees, skew, engine.read(white, dpi=dpi, original=legible))


def mean_confidence(words: Sequence[Word]) -> float:
    """Return the mean over all letters, from 0 to 1; 0 if there are none."""
    letters = sum(len(word.text) for word in words)
    return min(1.0, sum(word.confidence * len(word.text) for word in words) / max(letters, 1))
