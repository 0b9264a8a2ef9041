"""The child processes themselves: starting tasks in them, and telling how a child ended."""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any, Final, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool
from pydantic import ValidationError

from contracts.reading import ProblemCode
from extractors import worker
from extractors.confinement import confine
from extractors.limits import ReadingLimits

T = TypeVar("T")
Job = Callable[[], ProblemCode | None]

_TASKS_PER_CHILD: Final = 64
"""A child is replaced after so many tasks: what libraries leak stays small."""
_GRACE: Final = 60.0
"""Seconds beyond the longest task after which a pool that finishes nothing counts as stuck."""


class Children:
    """A pool of confined child processes, and a private folder where files are laid for them."""

    def __init__(self, limits: ReadingLimits, *, count: int, grace: float = _GRACE) -> None:
        self.limits = limits
        self.patience = limits.wall_factor * max(limits.open_seconds, limits.page_seconds) + grace
        self._count = count
        self._lock = Lock()
        self._pool: Any = None  # pebble's own annotations are incomplete
        self._sign_of_life = time.monotonic()

    def start(self) -> None:
        """Make the folder and start the processes."""
        self._folder = tempfile.TemporaryDirectory(prefix="antragslotse-")
        self._pool = self._new_pool()

    def stop(self) -> None:
        """End the processes at once, and remove the folder."""
        self._pool.stop()
        self._pool.join()
        self._folder.cleanup()

    @contextmanager
    def copy(self, data: bytes) -> Iterator[Copy]:
        """Lay a file into the folder, with its answers, for as long as the context lasts."""
        with tempfile.TemporaryDirectory(dir=self._folder.name) as folder:
            source = Path(folder) / "source"
            source.write_bytes(data)
            yield Copy(self, source)

    def schedule(self, job: Job, seconds: float) -> Future[ProblemCode | None]:
        """Start a job; the processes are started anew when the pool is broken.

        A pool breaks when children are killed while they wait for work.
        """
        with self._lock:
            try:
                future: Future[ProblemCode | None] = self._pool.schedule(job, timeout=seconds)
            except RuntimeError:
                self._replace_pool()
                future = self._pool.schedule(job, timeout=seconds)
        self._note_life(future)
        future.add_done_callback(self._note_life)
        return future

    def give_up_if_stuck(self) -> bool:
        """Start the processes anew if none finished anything for too long; tell whether that was so."""
        with self._lock:
            if time.monotonic() - self._sign_of_life < self.patience:
                return False
            self._replace_pool()
            self._sign_of_life = time.monotonic()
            return True

    def _note_life(self, _future: Future[ProblemCode | None]) -> None:
        self._sign_of_life = time.monotonic()

    def _replace_pool(self) -> None:
        self._pool.stop()
        self._pool.join()
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        # The libraries are loaded once, in the fork server; a new child is there in milliseconds.
        context.set_forkserver_preload(["extractors.worker"])
        return ProcessPool(
            max_workers=self._count,
            max_tasks=_TASKS_PER_CHILD,
            initializer=confine,
            initargs=(self.limits,),
            context=context,
        )


class Copy:
    """A private copy of a file on which tasks can be started."""

    def __init__(self, children: Children, source: Path) -> None:
        self._children = children
        self._source = source
        self._numbers = count()

    def start(self, task: worker.Task, parse: Callable[[bytes], T], *, seconds: float) -> Pending[T]:
        """Start a task that may compute for ``seconds``; ``parse`` takes its answer."""
        answer = self._source.with_name(f"answer-{next(self._numbers)}")
        limits = self._children.limits
        job = partial(worker.run, task, self._source, answer, limits=limits, seconds=seconds)
        return Pending(self._children, job, seconds * limits.wall_factor, lambda: parse(answer.read_bytes()))


class Pending(Generic[T]):
    """A task under way."""

    def __init__(self, children: Children, job: Job, seconds: float, take: Callable[[], T]) -> None:
        self._children = children
        self._again = partial(children.schedule, job, seconds)
        self._take = take
        self._future = self._again()

    def cancel(self) -> None:
        """Stop caring; a child that is already at it is ended."""
        self._future.cancel()

    def result(self) -> T | ProblemCode:
        """Wait for the answer, or for why there is none.

        Raises:
            EngineMissingError: if the machine cannot do OCR.
        """
        try:
            failure = self._wait()
        except BrokenProcessPool:  # by another task's child: this one gets a second chance
            self._future = self._again()
            failure = self._wait()
        if failure is not None:
            return failure
        try:
            return self._take()
        except (OSError, ValidationError):  # a child's word that all is well is not enough
            return ProblemCode.CRASHED

    def _wait(self) -> ProblemCode | None:
        while True:
            try:
                return self._future.result(timeout=self._children.patience)
            except TimeoutError:
                if self._future.done():
                    return ProblemCode.TIMEOUT
                if self._children.give_up_if_stuck():
                    return ProblemCode.TIMEOUT
            except ProcessExpired as error:
                out_of_time = error.exitcode == -signal.SIGXCPU
                return ProblemCode.TIMEOUT if out_of_time else ProblemCode.CRASHED
            except MemoryError:
                return ProblemCode.OUT_OF_MEMORY
