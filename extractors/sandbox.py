"""Reading untrusted files in child processes with limits on memory, time and pages.

The parent never parses a file. A child that dies or takes too long costs its page, never the case, and
never the other pages (docs/adr/0011-sandbox.md).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from functools import partial
from itertools import islice
from typing import Self, TypeVar

from contracts.build import build
from contracts.reading import DocumentText, PageInk, ProblemCode, Word
from extractors.children import worker
from extractors.children.allowance import Allowance
from extractors.children.answers import from_answer, page_from_answer
from extractors.children.reading_cache import ReadingCache
from extractors.children.tasks import Children, Copy
from extractors.errors import UnreadableFileError, problem
from extractors.files import containers
from extractors.limits import MIB, ReadingLimits
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.pages.depth import Depth
from extractors.pages.page_reading import PageReading, failed_page
from extractors.pages.reader import Opening, assemble
from extractors.pages.skimming import LONG

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Called with the file, the number of its pages done, and the number of its pages."""


class ReadingPool:
    """Child processes that read files; a context manager, safe to use from several threads.

    Args:
        limits: What one file may cost.
        workers: Number of processes; one per core when not given.
        make_engine: Importable function or class that starts the OCR engine in each child.
        cache: Readings of pages that were read before, if they are to be kept.
        depth: Decides how much of a page is read; without one, all of it.
    """

    def __init__(
        self,
        limits: ReadingLimits | None = None,
        *,
        workers: int | None = None,
        make_engine: Callable[[], OcrEngine] = fastest_engine,
        cache: ReadingCache | None = None,
        depth: Depth | None = None,
    ) -> None:
        self.limits = limits or ReadingLimits()
        self.workers = workers or os.cpu_count() or 1
        self._make_engine = make_engine
        self._cache = cache
        self._depth = depth
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
                allowance = Allowance(self.limits)
                opening, native = self._first_pass(copy, allowance)
                for reading in self._complete(copy, native, allowance):
                    readings.append(reading)
                    if progress:
                        progress(file, len(readings), len(native))
        return assemble(data, file=file, opening=opening, readings=readings, started=started)

    def inks(
        self, data: bytes, pages: Collection[int], *, turned: Mapping[int, float] | None = None
    ) -> dict[int, PageInk]:
        """Return the ink of ``pages`` on the upright page; pages that cannot be drawn are left out."""
        tasks = {
            page: partial(worker.draw_ink, page=page, turned=(turned or {}).get(page, 0)) for page in pages
        }
        return self._by_page(data, tasks, PageInk.model_validate_json)

    def confirm(
        self, data: bytes, words: Mapping[int, Sequence[Word]], *, turned: Mapping[int, float]
    ) -> dict[int, tuple[Word, ...]]:
        """Return some words of pages as two readings together have them, in the same order.

        Args:
            data: Of the file.
            words: By page, as they were read by OCR.
            turned: By page: ``PageText.turned + PageText.skew``. Pages that cannot be drawn are left out.
        """
        tasks = {
            page: partial(worker.confirm, page=page, words=tuple(each), turned=turned[page])
            for page, each in words.items()
        }
        return self._by_page(data, tasks, worker.WORDS.validate_json)

    def _by_page(
        self, data: bytes, tasks: Mapping[int, worker.Task], parse: Callable[[bytes], T]
    ) -> dict[int, T]:
        """Do tasks on single pages; return the answers of those that came to an end."""
        with self._children.copy(data) as copy:
            pending = {
                page: copy.start(task, parse, seconds=self.limits.page_seconds)
                for page, task in tasks.items()
            }
            answers = {page: each.result() for page, each in pending.items()}
        return {page: answer for page, answer in answers.items() if not isinstance(answer, ProblemCode)}

    def unpack(self, data: bytes, *, room: containers.Room) -> containers.Contents:
        """Return what is packed in one file, by one level; never raises for what is wrong with it."""
        with self._children.copy(data) as copy:
            task, seconds = partial(worker.unpack, room=room), self.limits.open_seconds
            answer = copy.start(task, containers.from_answer, seconds=seconds).result()
        if isinstance(answer, ProblemCode):
            return containers.Contents(problems=(problem(answer, limit=self._limit(answer, seconds)),))
        return answer

    def compute(
        self, task: worker.Task, data: bytes, parse: Callable[[bytes], T], *, seconds: float
    ) -> T | ProblemCode:
        """Do a task that is no reading of a file, on whatever it needs; it may take ``seconds``."""
        with self._children.copy(data) as copy:
            return copy.start(task, parse, seconds=seconds).result()

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

    def _first_pass(self, copy: Copy, allowance: Allowance) -> tuple[Opening, list[PageReading]]:
        """Open the file and read its native pages; when a child dies at one, the next goes on behind it."""
        seconds = self.limits.open_seconds
        found = copy.start(worker.first_pass, from_answer, seconds=seconds).answers()
        allowance.lose(found.lost)
        opening = found.only
        if not isinstance(opening, Opening):
            code = opening if isinstance(opening, ProblemCode) else ProblemCode.CRASHED
            return Opening(problems=(problem(code, limit=self._limit(code, seconds)),)), []
        pages = opening.page_count
        readings = [each for each in found.parts if isinstance(each, PageReading)]
        while len(readings) < pages:
            readings.append(self._lost_page(len(readings), found.failure, seconds))
            seconds = allowance.seconds(self.limits.open_seconds, pages=pages)
            if not seconds:
                readings += [self._lost_page(page, None, seconds) for page in range(len(readings), pages)]
            elif len(readings) < pages:
                task = partial(worker.native_pages, pages=range(len(readings), pages))
                found = copy.start(task, from_answer, seconds=seconds).answers()
                allowance.lose(found.lost)
                readings += [each for each in found.parts if isinstance(each, PageReading)]
        return opening, [allowance.admit(each) for each in readings]

    def _complete(
        self, copy: Copy, readings: list[PageReading], allowance: Allowance
    ) -> Iterator[PageReading]:
        """Yield all readings as they come, those without a page after OCR."""
        yield from (each for each in readings if each.page is not None)
        missing = [each for each in readings if each.page is None]
        if not missing:
            return
        with ThreadPoolExecutor(self.workers) as threads:
            read = partial(self._ocr, copy, allowance=allowance, pages=len(readings))
            under_way = [threads.submit(read, each) for each in missing]
            try:
                yield from (each.result() for each in as_completed(under_way))
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                copy.cancel()
                raise

    def _ocr(self, copy: Copy, unread: PageReading, *, allowance: Allowance, pages: int) -> PageReading:
        """Read one page of ``pages``, unless it is known, and if there is time left for it."""
        page = unread.index
        key = self._key(unread.picture, pages) if self._cache and unread.picture else ""
        known = self._cache.find(key, index=page) if self._cache and key else None
        if known is not None:
            return allowance.admit(known)
        seconds = allowance.seconds(self.limits.page_seconds, pages=pages)
        if not seconds:
            return self._lost_page(page, None, seconds)
        task = partial(worker.read_page, page=page, make_engine=self._make_engine, depth=self._depth)
        found = copy.start(task, page_from_answer, seconds=seconds).answers()
        allowance.lose(found.lost)
        if not found.parts:
            return self._lost_page(page, found.failure, seconds)
        if self._cache and key:
            self._cache.keep(key, found.parts[0])
        return allowance.admit(found.parts[0])

    def _key(self, picture: str, pages: int) -> str:
        """Return what a reading is kept under: as good as the picture, the software and its settings."""
        depth = f"{self._depth.name} {pages >= LONG}" if self._depth else "whole"
        made_by = f"{build()} {self._make_engine.__qualname__} {self.limits.ocr_dpi} {depth}"
        return hashlib.sha256(f"{picture} {made_by}".encode()).hexdigest()

    def _lost_page(self, page: int, failure: ProblemCode | None, seconds: float) -> PageReading:
        """Return the reading of a page at which a child failed, or that was given up for lack of time."""
        code = failure or (ProblemCode.CRASHED if seconds else ProblemCode.TIMEOUT)
        return failed_page(page, code, limit=self._limit(code, seconds or self.limits.lost_seconds))

    def _limit(self, code: ProblemCode, seconds: float) -> str:
        """Return the limit that a problem's sentence names."""
        if code is ProblemCode.OUT_OF_MEMORY:
            return f"{self.limits.memory_bytes // MIB} MB"
        if code is ProblemCode.TOO_LARGE:
            return f"{self.limits.document_bytes // MIB} MB"
        return f"{seconds:.2g}"
