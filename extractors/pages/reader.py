"""Reading a file in this process: native text where it is usable, OCR where it is not.

Everything degrades per page: a bad page becomes a problem and an empty page, the others are kept.
Files are untrusted: outside of tests call this through ``extractors.sandbox``.
"""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

from contracts.reading import DocumentText, PageInk, Problem, ProblemCode, Word
from contracts.records import Record
from extractors.errors import UnreadableFileError, unsupported
from extractors.files.file_kinds import FileKind, format_name, kind_of
from extractors.files.images import ImageFile
from extractors.files.pdf import PdfFile
from extractors.limits import MIB, ReadingLimits
from extractors.ocr.confirmation import Confirmation
from extractors.ocr.engines import OcrEngine
from extractors.opened import OpenedFile
from extractors.pages.depth import Depth
from extractors.pages.page_reading import PageReading, empty_page, failed_page, read_page
from extractors.pages.page_view import dpi_of, view_of
from extractors.pages.triage import TextLayer
from extractors.pictures.cleaning import turn, turned_part
from extractors.pictures.page_ink import INK_DPI, page_ink

_MOSTLY_DRAWN: Final = 0.3
"""Share of a page under pictures up to which its lines are drawn, and no noise of a scan."""


class Opening(Record):
    """What is known of a file once it is open.

    Attributes:
        page_count: 0 when the file is unreadable; then the first problem says why.
    """

    page_count: int = 0
    problems: tuple[Problem, ...] = ()
    embedded: tuple[str, ...] = ()


def read_document(data: bytes, *, file: str, engine: OcrEngine, limits: ReadingLimits) -> DocumentText:
    """Read a file, page by page; never raises for what is wrong with the file.

    ``file`` is its path inside the submission, for people and reports; it is not opened.
    """
    started = time.monotonic()
    opening = look_into(data, limits=limits)
    readings = tuple(read_pages(data, range(opening.page_count), engine=engine, limits=limits))
    return assemble(data, file=file, opening=opening, readings=readings, started=started)


def assemble(
    data: bytes, *, file: str, opening: Opening, readings: Collection[PageReading], started: float
) -> DocumentText:
    """Return the document of all its pages' readings, in any order; each page of the opening has one."""
    ordered = sorted(readings, key=lambda reading: reading.index)
    return DocumentText(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=tuple(reading.page or empty_page(reading.index) for reading in ordered),
        problems=opening.problems + tuple(each for reading in ordered for each in reading.problems),
        embedded=opening.embedded,
        read_ms=round((time.monotonic() - started) * 1000),
        ocr_ms=sum(reading.ocr_ms for reading in ordered),
    )


def look_into(data: bytes, *, limits: ReadingLimits) -> Opening:
    """Open a file and count its pages; what is wrong with it is in the opening's problems."""
    try:
        with open_file(data, limits=limits) as opened:
            return _opening(opened)
    except UnreadableFileError as error:
        return Opening(problems=(error.problem,))


def read_native(data: bytes, *, limits: ReadingLimits) -> Iterator[Opening | PageReading]:
    """Open a file once; yield the opening, then the pages, those that need OCR as readings without a page."""
    try:
        with open_file(data, limits=limits) as opened:
            yield _opening(opened)
            yield from _read_pages(opened, range(opened.page_count), engine=None, limits=limits)
    except UnreadableFileError as error:
        yield Opening(problems=(error.problem,))


def read_pages(
    data: bytes,
    pages: Collection[int],
    *,
    engine: OcrEngine | None,
    limits: ReadingLimits,
    depth: Depth | None = None,
) -> Iterator[PageReading]:
    """Yield the readings of ``pages``, in their order.

    Without an engine, pages that need OCR come back as readings without a page. ``depth`` decides what is
    needed of the others.
    """
    if not pages:
        return
    with open_file(data, limits=limits) as opened:
        yield from _read_pages(opened, pages, engine=engine, limits=limits, depth=depth)


def page_inks(
    data: bytes, pages: Collection[int], *, turned: Mapping[int, float], limits: ReadingLimits
) -> dict[int, PageInk]:
    """Return the ink of ``pages``; pages that cannot be drawn are left out.

    ``turned`` has the degrees clockwise by which pages are turned to be upright and level.
    """
    inks = {}
    with open_file(data, limits=limits) as opened:
        for index in pages:
            try:
                view = view_of(opened, index, opened.native(index), dpi=limits.ocr_dpi)
                # What OCR has read looks as it did then, to the pixel.
                dpi = INK_DPI if view.layer is TextLayer.USABLE else limits.ocr_dpi
                picture = view.picture(dpi=dpi)
                native = view.layer is TextLayer.USABLE and not turned.get(index, 0)
                ink = page_ink(
                    turn(picture, turned.get(index, 0)),
                    dpi=dpi_of(picture, view.native.size),
                    drawn=native and view.native.picture_share < _MOSTLY_DRAWN,
                )
                runs = opened.font_runs(index) if native else ()
                inks[index] = ink.model_copy(update={"runs": runs})
            except Exception:  # noqa: BLE001, S112 - as for reading; a page without ink is data
                continue
    return inks


def confirmed_words(
    data: bytes,
    page: int,
    words: Sequence[Word],
    *,
    turned: float,
    reader: Confirmation,
    limits: ReadingLimits,
) -> tuple[Word, ...]:
    """Return words of page ``page`` as two readings together have them; ``turned`` as for ``page_inks``.

    Raises:
        UnreadableFileError: if the file cannot be opened.
    """
    with open_file(data, limits=limits) as opened:
        view = view_of(opened, page, opened.native(page), dpi=limits.ocr_dpi)
        picture = view.picture(dpi=limits.ocr_dpi)
    scale = picture.width / view.native.size.width
    return reader.of_words(words, partial(turned_part, picture, turned), scale=scale)


def render_page(data: bytes, page: int, *, dpi: int, turned: float, limits: ReadingLimits) -> bytes:
    """Return page ``page`` upright, as a grey PNG; ``turned`` is ``PageText.turned + PageText.skew``.

    Raises:
        UnreadableFileError: if the file cannot be opened.
    """
    with open_file(data, limits=limits) as opened:
        view = view_of(opened, page, opened.native(page), dpi=limits.ocr_dpi)
        picture = turn(view.picture(dpi=dpi), turned)
    sink = io.BytesIO()
    picture.save(sink, format="PNG")
    return sink.getvalue()


@contextmanager
def open_file(data: bytes, *, limits: ReadingLimits) -> Iterator[OpenedFile]:
    """Open a file of any supported kind.

    Raises:
        UnreadableFileError: if no page of it can be looked at, or it exceeds a limit.
    """
    if not data:
        raise UnreadableFileError(ProblemCode.EMPTY)
    if len(data) > limits.max_bytes:
        raise UnreadableFileError(ProblemCode.TOO_LARGE, limit=f"{limits.max_bytes // MIB} MB")
    opened = _open_by_kind(data, limits)
    try:
        if opened.page_count > limits.max_pages:
            raise UnreadableFileError(ProblemCode.TOO_MANY_PAGES, limit=str(limits.max_pages))
        yield opened
    finally:
        opened.close()


def _open_by_kind(data: bytes, limits: ReadingLimits) -> OpenedFile:
    match kind_of(data):
        case FileKind.PICTURE:
            return ImageFile(data, limits=limits)
        case FileKind.PDF:
            return PdfFile(data, limits=limits)
        case _:
            raise unsupported(format_name(data))


def _opening(opened: OpenedFile) -> Opening:
    return Opening(page_count=opened.page_count, problems=opened.problems, embedded=opened.embedded)


def _read_pages(
    opened: OpenedFile,
    pages: Collection[int],
    *,
    engine: OcrEngine | None,
    limits: ReadingLimits,
    depth: Depth | None = None,
) -> Iterator[PageReading]:
    for index in pages:
        try:
            yield read_page(opened, index, engine=engine, limits=limits, depth=depth)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - whatever a page of an untrusted file makes a parser raise
            yield failed_page(index, ProblemCode.PAGE_FAILED)
