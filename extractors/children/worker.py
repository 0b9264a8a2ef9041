"""What runs in the child processes: read pages of one file and hand records back.

Each task gets the path of a private copy of the file's bytes, and leaves its answers in a file beside it,
each as soon as it is there: when the child dies, what it had read is kept, and which page it was at is known.
The parent imports this module only for the tasks' names; files are parsed in the child.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Callable, Iterator
from functools import cache, partial
from io import FileIO
from pathlib import Path
from typing import Final, Protocol

from pydantic import TypeAdapter

from contracts.reading import PageInk, ProblemCode, Word
from extractors.children.answers import to_answer
from extractors.confinement import allow, give_back, resident_bytes, rest, waited_seconds
from extractors.errors import EngineMissingError, UnreadableFileError, WorkroomError
from extractors.files import containers
from extractors.limits import MIB, ReadingLimits
from extractors.ocr.confirmation import Confirmation
from extractors.ocr.engines import OcrEngine
from extractors.pages import reader
from extractors.pages.depth import Depth
from extractors.pages.page_reading import PageReading, failed_page

GROWN: Final = 75
"""Exit code of a child that has done its task and takes up too much memory for another."""
WORDS: Final = TypeAdapter[tuple[Word, ...]](tuple[Word, ...])
HEAD: Final = struct.Struct(">Id")
"""How a file of answers begins: which process writes it, and how long that had waited for a processor."""
_LENGTH: Final = 8
"""Bytes before each answer that say how long it is."""
_ORPHANED: Final = 3
"""How many times the time that its parent allows it a child lives on when nobody watches it."""


class Task(Protocol):
    """Something to do with a file; importable, with arguments that can be sent to another process."""

    def __call__(self, data: bytes, limits: ReadingLimits) -> bytes | Iterator[bytes]:
        """Return the answer, or yield several: a record, or a picture."""
        ...


def run(
    task: Task, source: Path, answers: Path, *, limits: ReadingLimits, seconds: float
) -> ProblemCode | None:
    """Do one task in a child process; return what went wrong, or None when all ``answers`` are written.

    For each answer the child may compute for ``seconds``; the parent sees to it that it does not sleep. What
    crosses the pipe between processes stays this small on purpose: a child that is killed while it writes a
    large answer must not leave half a message behind. For the same reason no exception of a library is
    passed on.

    Raises:
        EngineMissingError: if the machine cannot do OCR; that is no fault of the file.
        WorkroomError: if there is no room for the answers; neither is that.
    """
    step = partial(allow, seconds, wall=_ORPHANED * seconds * limits.wall_factor)
    step()
    try:
        failure = _run(task, source, answers, limits=limits, step=step)
    finally:
        rest()
    if failure is None and resident_bytes() > limits.resident_bytes:
        give_back()
        if resident_bytes() > limits.resident_bytes:
            os._exit(GROWN)
    return failure


def first_pass(data: bytes, limits: ReadingLimits) -> Iterator[bytes]:
    """Open the file, and read all pages that need no OCR; the others are readings without a page.

    Answers with an ``Opening``, then with a ``PageReading`` for each page.
    """
    for found in reader.read_native(data, limits=limits):
        yield _page(found, limits) if isinstance(found, PageReading) else to_answer(found)


def native_pages(data: bytes, limits: ReadingLimits, *, pages: range) -> Iterator[bytes]:
    """Read those of ``pages`` that need no OCR; answers with a ``PageReading`` for each."""
    for reading in reader.read_pages(data, pages, engine=None, limits=limits):
        yield _page(reading, limits)


def read_page(
    data: bytes,
    limits: ReadingLimits,
    *,
    page: int,
    make_engine: Callable[[], OcrEngine],
    depth: Depth | None = None,
) -> bytes:
    """Read one page, with OCR if it needs that, as far as needed; answers with a ``PageReading``."""
    engine = _engine(make_engine)
    (reading,) = reader.read_pages(data, [page], engine=engine, limits=limits, depth=depth)
    return _page(reading, limits)


def draw_ink(data: bytes, limits: ReadingLimits, *, page: int, turned: float) -> bytes:
    """Draw the ink of one page; answers with a ``PageInk``."""
    ink: PageInk = reader.page_inks(data, [page], turned={page: turned}, limits=limits)[page]
    return ink.model_dump_json().encode()


def confirm(
    data: bytes, limits: ReadingLimits, *, page: int, words: tuple[Word, ...], turned: float
) -> bytes:
    """Read words of one page again; answers with ``WORDS``, as many as there were."""
    again = reader.confirmed_words(data, page, words, turned=turned, reader=_confirmation(), limits=limits)
    return WORDS.dump_json(again)


def draw_page(
    data: bytes, limits: ReadingLimits, *, page: int, dpi: int, turned: float, member: tuple[str, ...] = ()
) -> bytes:
    """Draw one page, of a file inside this one if ``member`` names one; answers with a PNG."""
    inner = containers.member_of(data, member, limits=limits)
    return reader.render_page(inner, page, dpi=dpi, turned=turned, limits=limits)


def unpack(data: bytes, limits: ReadingLimits, *, room: containers.Room) -> bytes:
    """Unpack a container by one level; answers with what ``containers.from_answer`` takes."""
    return containers.to_answer(containers.contents_of(data, room=room, limits=limits))


def answers_in(file: Path) -> Iterator[bytes]:
    """Yield the answers that a task has left; half of one, by a child that died, is no answer."""
    try:
        with file.open("rb") as source:
            source.seek(HEAD.size)
            while len(head := source.read(_LENGTH)) == _LENGTH:
                answer = source.read(int.from_bytes(head))
                if len(answer) == int.from_bytes(head):
                    yield answer
    except OSError:  # the child died before it left any
        return


def _run(
    task: Task, source: Path, answers: Path, *, limits: ReadingLimits, step: Callable[[], None]
) -> ProblemCode | None:
    try:
        data = source.read_bytes()
        sink = answers.open("r+b", buffering=0)  # its parent has made it, and may have removed it
    except OSError as error:
        raise WorkroomError from error
    with sink:
        return _answer(task, data, sink, limits=limits, step=step)


def _answer(
    task: Task, data: bytes, sink: FileIO, *, limits: ReadingLimits, step: Callable[[], None]
) -> ProblemCode | None:
    try:
        sink.write(HEAD.pack(os.getpid(), waited_seconds()))
        sink.truncate()  # what a child that was killed had left
    except OSError as error:
        raise WorkroomError from error
    try:
        found = task(data, limits)
        for answer in (found,) if isinstance(found, bytes) else found:
            _put(answer, sink)
            step()
    except (EngineMissingError, WorkroomError):
        raise
    except UnreadableFileError as error:
        return error.problem.code
    except MemoryError:
        return ProblemCode.OUT_OF_MEMORY
    except Exception:  # noqa: BLE001 - whatever an untrusted file makes a parser raise
        return ProblemCode.CRASHED
    return None


def _put(answer: bytes, sink: FileIO) -> None:
    left = memoryview(len(answer).to_bytes(_LENGTH) + answer)
    try:
        while left:
            left = left[sink.write(left) :]
    except OSError as error:
        if error.errno == errno.EFBIG:  # the limit on what a child may write
            raise UnreadableFileError(ProblemCode.TOO_LARGE) from error
        raise WorkroomError from error


@cache
def _engine(make_engine: Callable[[], OcrEngine]) -> OcrEngine:
    """Start the engine once in each process: loading its model takes as long as reading some lines."""
    return make_engine()


@cache
def _confirmation() -> Confirmation:
    return Confirmation()


def _page(reading: PageReading, limits: ReadingLimits) -> bytes:
    """Return a page as an answer; one with more words or fields than any honest page has is none."""
    answer = to_answer(reading)
    if len(answer) <= limits.answer_bytes:
        return answer
    limit = f"{limits.answer_bytes // MIB} MB Text je Seite"
    return to_answer(failed_page(reading.index, ProblemCode.TOO_LARGE, limit=limit))
