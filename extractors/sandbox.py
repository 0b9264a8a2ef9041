"""Reading untrusted files in child processes with limits on memory, time and pages.

The parent never parses a file. A child that dies or takes too long costs its page, never the case, and
never the other pages (docs/adr/0011-sandbox.md).
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Self

from contracts.reading import DocumentText, PageInk, ProblemCode
from extractors import worker
from extractors.children import Children, Copy, Pending
from extractors.containers import Contents, Room, from_answer
from extractors.errors import UnreadableFileError, problem
from extractors.limits import MIB, ReadingLimits
from extractors.ocr import OcrEngine, fastest_engine
from extractors.reader import Opening, PageReading, assemble, failed_page
from extractors.worker import FirstPass

Progress = Callable[[str, int, int], None]
"""Called with the file, the number of its pages done, and the number of its pages."""


class ReadingPool:
    """Child processes that read files; a context manager, safe to use from several threads.

    Args:
        limits: What one file may cost.
        workers: Number of processes; one per core when not given.
        make_engine: Importable function or class that starts the OCR engine in each child.
    """

    def __init__(
        self,
        limits: ReadingLimits | None = None,
        *,
        workers: int | None = None,
        make_engine: Callable[[], OcrEngine] = fastest_engine,
    ) -> None:
        self.limits = limits or ReadingLimits()
        self.workers = workers or os.cpu_count() or 1
        self._make_engine = make_engine
        self._children = Children(self.limits, count=self.workers)

    def __enter__(self) -> Self:
        self._children.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._children.stop()

    def read_all(
        self, files: Iterable[tuple[str, bytes]], *, progress: Progress | None = None
    ) -> Iterator[DocumentText]:
        """Yield the documents of ``files`` (file, data) in their order, reading a few ahead."""
        remaining = iter(files)
        with ThreadPoolExecutor(self.workers + 1) as readers:

            def submit(count: int) -> None:
                for file, data in islice(remaining, count):
                    waiting.append(readers.submit(self.read, data, file=file, progress=progress))

            waiting: deque[Future[DocumentText]] = deque()
            submit(self.workers + 1)
            while waiting:
                yield waiting.popleft().result()
                submit(1)

    def read(self, data: bytes, *, file: str, progress: Progress | None = None) -> DocumentText:
        """Read one file, its pages spread over the processes; never raises for what is wrong with it."""
        started = time.monotonic()
        readings: list[PageReading] = []
        if len(data) > self.limits.max_bytes:
            too_large = problem(ProblemCode.TOO_LARGE, limit=f"{self.limits.max_bytes // MIB} MB")
            opening = Opening(problems=(too_large,))
        else:
            with self._children.copy(data) as copy:
                opening, readings = self._first_pass(copy)
                report = partial(progress, file) if progress else _silent
                readings = list(self._complete(copy, readings, report))
        return assemble(data, file=file, opening=opening, readings=readings, started=started)

    def inks(
        self, data: bytes, pages: Collection[int], *, turned: Mapping[int, float] | None = None
    ) -> dict[int, PageInk]:
        """Return the ink of ``pages`` on the upright page; pages that cannot be drawn are left out."""
        seconds = self.limits.page_seconds
        with self._children.copy(data) as copy:
            drawing = {
                page: copy.start(
                    partial(worker.draw_ink, page=page, turned=(turned or {}).get(page, 0)),
                    PageInk.model_validate_json,
                    seconds=seconds,
                )
                for page in pages
            }
            answers = {page: pending.result() for page, pending in drawing.items()}
        return {page: answer for page, answer in answers.items() if isinstance(answer, PageInk)}

    def unpack(self, data: bytes, *, room: Room) -> Contents:
        """Return what is packed in one file, by one level; never raises for what is wrong with it."""
        with self._children.copy(data) as copy:
            task, seconds = partial(worker.unpack, room=room), self.limits.open_seconds
            answer = copy.start(task, from_answer, seconds=seconds).result()
        if isinstance(answer, ProblemCode):
            return Contents(problems=(problem(answer, limit=self._limit(answer, seconds)),))
        return answer

    def render(
        self,
        data: bytes,
        page: int,
        *,
        dpi: int = 110,
        turned: float = 0,
        member: tuple[str, ...] = (),
    ) -> bytes:
        """Return one page upright, as a grey PNG.

        Args:
            data: Of the file, or of the container that it is packed in.
            page: Counted from 0.
            dpi: Pixels per inch.
            turned: ``PageText.turned + PageText.skew``.
            member: The file's name in each container, outermost first (``DocumentText.member``).

        Raises:
            UnreadableFileError: if it cannot be drawn.
        """
        task = partial(worker.draw_page, page=page, dpi=dpi, turned=turned, member=member)
        with self._children.copy(data) as copy:
            answer = copy.start(task, bytes, seconds=self.limits.page_seconds).result()
        if isinstance(answer, ProblemCode):
            raise UnreadableFileError(answer, limit=self._limit(answer, self.limits.page_seconds))
        return answer

    def _first_pass(self, copy: Copy) -> tuple[Opening, list[PageReading]]:
        """Open the file and read its native pages at once; if that fails, each page is to be read singly."""
        seconds = self.limits.open_seconds
        first = copy.start(worker.first_pass, FirstPass.model_validate_json, seconds=seconds).result()
        if isinstance(first, FirstPass):
            return first.opening, list(first.readings)
        opening = copy.start(worker.look_into, Opening.model_validate_json, seconds=seconds).result()
        if isinstance(opening, Opening):
            return opening, [PageReading(index=index) for index in range(opening.page_count)]
        return Opening(problems=(problem(opening, limit=self._limit(opening, seconds)),)), []

    def _complete(
        self, copy: Copy, readings: list[PageReading], report: Callable[[int, int], None]
    ) -> Iterator[PageReading]:
        """Yield all readings, those without a page after OCR; give up when the document's time is spent."""
        budget = self.limits.document_seconds(len(readings))
        spent = 0.0
        pending = {each.index: self._start_page(copy, each.index) for each in readings if each.page is None}
        for done, each in enumerate(readings, start=1):
            if each.page is not None:
                yield each
            elif spent < budget:
                reading = self._wait_for_page(pending[each.index], each.index)
                spent += reading.ocr_ms / 1000
                yield reading
            else:
                pending[each.index].cancel()
                yield failed_page(each.index, ProblemCode.TIMEOUT, limit=f"{budget:g}")
            report(done, len(readings))

    def _start_page(self, copy: Copy, page: int) -> Pending[PageReading]:
        task = partial(worker.read_page, page=page, make_engine=self._make_engine)
        return copy.start(task, PageReading.model_validate_json, seconds=self.limits.page_seconds)

    def _wait_for_page(self, pending: Pending[PageReading], page: int) -> PageReading:
        """Return the page's reading; a lost child counts as if it had used all its time."""
        answer = pending.result()
        if isinstance(answer, PageReading):
            return answer
        seconds = self.limits.page_seconds
        lost = failed_page(page, answer, limit=self._limit(answer, seconds))
        return lost.model_copy(update={"ocr_ms": round(seconds * 1000)})

    def _limit(self, code: ProblemCode, seconds: float) -> str:
        """Return the limit that a problem's sentence names."""
        if code is ProblemCode.OUT_OF_MEMORY:
            return f"{self.limits.memory_bytes // MIB} MB"
        return f"{seconds:g}"


def _silent(_done: int, _pages: int) -> None:
    """Report progress to nobody."""
