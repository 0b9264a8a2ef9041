"""The readers that are compared: ours, OCRmyPDF, and plain Tesseract, each as people use it.

Each reads the same PDF and answers with words and boxes, in points of whatever frame it made of the page.
All run with ``OMP_THREAD_LIMIT=1``: with more threads Tesseract takes longer, by the clock too.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Final, Literal

from contracts.reading import DocumentText, ProblemCode, Word
from contracts.records import Box
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool
from samples.pdf import pymupdf

Engine = Literal["ours", "ocrmypdf", "ocrmypdf-eager", "tesseract-300", "tesseract-200"]
Pages = list[tuple[Word, ...]]
Reader = Callable[[bytes], Pages]
"""PDF -> words of each of its pages."""

PATIENT: Final = ReadingLimits(page_allowance=60)
"""On a machine that has much else to do, pages take long by the clock; that shall not end a measurement."""
PROCESSES: Final = 2
"""As many as the machines have cores that this is measured on."""
OCRMYPDF: Final = ("--force-ocr", "-l", "deu", "--output-type", "pdf")
STRAIGHTENING: Final = ("--rotate-pages", "--deskew")
EAGER: Final = ("--rotate-pages-threshold", "2")
"""Turns pages at less confidence than by default (14); below that, dense pages on their side stay so."""
ENVIRONMENT: Final = (
    "env",
    "OMP_THREAD_LIMIT=1",
    f"PATH={Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
)
_TSV_COLUMNS: Final = 12


@contextmanager
def our_reader(*, workers: int = PROCESSES) -> Iterator[Reader]:
    """The service's own reading, its child processes started and warm."""
    with ReadingPool(PATIENT, workers=workers) as pool:

        def read(pdf: bytes) -> Pages:
            return [page.words for page in checked(pool.read(pdf, file="page.pdf")).pages]

        yield read


def checked(document: DocumentText) -> DocumentText:
    """Return the document; nobody shall measure how fast reading fails.

    Raises:
        RuntimeError: if a page of it was not read.
    """
    for each in document.problems:
        if each.code not in {ProblemCode.PAGE_ILLEGIBLE, ProblemCode.WRONG_TEXT_LAYER}:
            raise RuntimeError(f"{each.code}, page {each.page}: {each.message}")
    return document


@contextmanager
def ocrmypdf_reader(
    *, jobs: int = PROCESSES, straighten: bool = True, options: Sequence[str] = OCRMYPDF
) -> Iterator[Reader]:
    """OCRmyPDF, its text taken from the PDF that it writes."""
    with tempfile.TemporaryDirectory() as folder:

        def read(pdf: bytes) -> Pages:
            source, target = Path(folder) / "in.pdf", Path(folder) / "out.pdf"
            source.write_bytes(pdf)
            run_ocrmypdf(
                source, target, jobs=jobs, options=(*options, *(STRAIGHTENING if straighten else ()))
            )
            return words_of_pdf(target.read_bytes())

        yield read


def run_ocrmypdf(source: Path, target: Path, *, jobs: int, options: Sequence[str]) -> None:
    """Run OCRmyPDF.

    Raises:
        RuntimeError: if it fails; with what it says.
    """
    command = [*ENVIRONMENT, sys.executable, "-m", "ocrmypdf", *options, "--jobs", str(jobs), "--quiet"]
    done = subprocess.run([*command, source, target], capture_output=True, text=True, check=False)  # noqa: S603 - fixed
    if done.returncode:
        raise RuntimeError(f"ocrmypdf: {done.returncode} {done.stderr[-500:]}")


def words_of_pdf(pdf: bytes) -> Pages:
    """Return the words of a PDF's text layer, on the pages as a viewer shows them."""
    pages = []
    with pymupdf.open("pdf", pdf) as document:
        for page in document:
            turned = [
                (word[4], pymupdf.Rect(word[:4]) * page.rotation_matrix) for word in page.get_text("words")
            ]
            pages.append(tuple(Word(text, Box(*box)) for text, box in turned))
    return pages


@contextmanager
def tesseract_reader(*, dpi: int) -> Iterator[Reader]:
    """The program ``tesseract`` in its default page mode, on each page drawn at ``dpi``."""
    with tempfile.TemporaryDirectory() as folder:

        def read(pdf: bytes) -> Pages:
            with pymupdf.open("pdf", pdf) as document, ThreadPoolExecutor(PROCESSES) as threads:
                paths = [Path(folder) / f"{page.number}.png" for page in document]
                for page, path in zip(document, paths, strict=True):
                    page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).save(path)
                return list(threads.map(partial(_tesseract, dpi=dpi), paths))

        yield read


def _tesseract(path: Path, *, dpi: int) -> tuple[Word, ...]:
    command = [*ENVIRONMENT, "tesseract", str(path), "-", "-l", "deu", "--dpi", str(dpi), "tsv"]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - fixed
    words = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == _TSV_COLUMNS and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (float(cell) * 72 / dpi for cell in cells[6:10])
            words.append(Word(cells[11].strip(), Box(left, top, left + width, top + height)))
    return tuple(words)


def open_reader(engine: Engine, *, native: bool = False) -> AbstractContextManager[Reader]:
    """Return a reader.

    ``native`` pages have a text layer. OCRmyPDF is then told to keep it (``--skip-text``), as people do.
    """
    match engine:
        case "ours":
            return our_reader()
        case "ocrmypdf":
            options = ("--skip-text", *OCRMYPDF[1:]) if native else OCRMYPDF
            return ocrmypdf_reader(options=options)
        case "ocrmypdf-eager":
            return ocrmypdf_reader(options=(*OCRMYPDF, *EAGER))
        case "tesseract-300":
            return tesseract_reader(dpi=300)
        case "tesseract-200":
            return tesseract_reader(dpi=200)
