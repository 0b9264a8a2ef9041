"""What runs in the child processes: read pages of one file and hand records back as JSON.

Each task gets the path of a private copy of the file's bytes, and leaves its answer in a file beside it.
The parent imports this module only for the tasks' names; files are parsed in the child.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol

from contracts.reading import PageInk, ProblemCode
from contracts.records import Record
from extractors import containers, reader
from extractors.confinement import allow_cpu
from extractors.errors import EngineMissingError, UnreadableFileError
from extractors.limits import ReadingLimits
from extractors.ocr import OcrEngine
from extractors.reader import Opening, PageReading


class FirstPass(Record):
    """A file, opened, with the pages that need no OCR; the others are readings without a page."""

    opening: Opening
    readings: tuple[PageReading, ...] = ()


class Task(Protocol):
    """Something to do with a file; importable, with arguments that can be sent to another process."""

    def __call__(self, data: bytes, limits: ReadingLimits) -> bytes:
        """Return the answer: JSON of a record, or a picture."""
        ...


def run(
    task: Task, source: Path, answer: Path, *, limits: ReadingLimits, seconds: float
) -> ProblemCode | None:
    """Do one task in a child process; return what went wrong, or None when ``answer`` is written.

    What crosses the pipe between processes stays this small on purpose: a child that is killed while it
    writes a large answer must not leave half a message behind. For the same reason no exception of a
    library is passed on.

    Raises:
        EngineMissingError: if the machine cannot do OCR; that is no fault of the file.
    """
    allow_cpu(seconds)
    try:
        answer.write_bytes(task(source.read_bytes(), limits))
    except EngineMissingError:
        raise
    except UnreadableFileError as error:
        return error.problem.code
    except MemoryError:
        return ProblemCode.OUT_OF_MEMORY
    except Exception:  # noqa: BLE001 - whatever an untrusted file makes a parser raise
        return ProblemCode.CRASHED
    return None


def look_into(data: bytes, limits: ReadingLimits) -> bytes:
    """Open the file and count its pages; answers with an ``Opening``."""
    return _json(reader.look_into(data, limits=limits))


def first_pass(data: bytes, limits: ReadingLimits) -> bytes:
    """Open the file and read all pages that need no OCR; answers with a ``FirstPass``."""
    opening = reader.look_into(data, limits=limits)
    readings = reader.read_pages(data, range(opening.page_count), engine=None, limits=limits)
    return _json(FirstPass(opening=opening, readings=tuple(readings)))


def read_page(
    data: bytes, limits: ReadingLimits, *, page: int, make_engine: Callable[[], OcrEngine]
) -> bytes:
    """Read one page, with OCR if it needs that; answers with a ``PageReading``."""
    (reading,) = reader.read_pages(data, [page], engine=_engine(make_engine), limits=limits)
    return _json(reading)


def draw_ink(data: bytes, limits: ReadingLimits, *, page: int, turned: float) -> bytes:
    """Draw the ink of one page; answers with a ``PageInk``."""
    ink: PageInk = reader.page_inks(data, [page], turned={page: turned}, limits=limits)[page]
    return _json(ink)


def draw_page(
    data: bytes, limits: ReadingLimits, *, page: int, dpi: int, turned: float, member: tuple[str, ...] = ()
) -> bytes:
    """Draw one page of the file, or of a member packed in it; answers with a PNG."""
    data = containers.member_of(data, member, limits=limits)
    return reader.render_page(data, page, dpi=dpi, turned=turned, limits=limits)


def unpack(data: bytes, limits: ReadingLimits, *, room: containers.Room) -> bytes:
    """Unpack the file by one level; answers as ``containers.to_answer`` writes it."""
    return containers.to_answer(containers.contents_of(data, room=room, limits=limits))


@cache
def _engine(make_engine: Callable[[], OcrEngine]) -> OcrEngine:
    """Start the engine once in each process: loading its model takes as long as reading some lines."""
    return make_engine()


def _json(record: Record) -> bytes:
    return record.model_dump_json().encode()
