"""The pool of child processes: started anew when it is broken or stuck."""

from __future__ import annotations

import gc
import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Any, Final, NamedTuple

from pebble import ProcessPool

from contracts.reading import ProblemCode
from extractors.confinement import confine
from extractors.limits import ReadingLimits

Job = Callable[[], ProblemCode | None]

_TASKS_PER_CHILD: Final = 200
"""A child is replaced after so many tasks, and when it has grown: what libraries leak stays small."""
_MANY_RECORDS: Final = 20_000
"""As many as ten full pages have."""
_STUCK: Final = 30.0
"""Seconds beyond the longest task after which a pool that finishes nothing counts as stuck."""


class Run(NamedTuple):
    """A job in the pool; ``pool`` counts how often the processes have been started anew."""

    future: Future[ProblemCode | None]
    pool: int


class Processes:
    """A pool of confined child processes.

    Attributes:
        starts: How often they have been started.
    """

    def __init__(self, limits: ReadingLimits, *, count: int, stuck: float = _STUCK) -> None:
        self.limits = limits
        self.starts = 0
        self._patience = limits.wall_factor * max(limits.open_seconds, limits.page_seconds) + stuck
        self._count = count
        self._lock = Lock()
        self._pool: Any = None  # pebble's own annotations are incomplete
        self._sign_of_life = time.monotonic()

    def start(self) -> None:
        """Start the processes; this one collects its waste less often from now on, as they do."""
        collect_rarely()
        self._pool = self._new_pool()

    def stop(self) -> None:
        """End the processes at once."""
        self._pool.stop()
        self._pool.join()

    def schedule(self, job: Job) -> Run:
        """Start a job; the processes are started anew when the pool is broken.

        A pool breaks when children are killed while they wait for work.
        """
        with self._lock:
            try:
                future: Future[ProblemCode | None] = self._pool.schedule(job)
            except RuntimeError:
                self._replace_pool()
                future = self._pool.schedule(job)
            run = Run(future, self.starts)
        self.note_life()
        future.add_done_callback(lambda _: self.note_life())
        return run

    def note_life(self) -> None:
        """Take note that a child does something."""
        self._sign_of_life = time.monotonic()

    def restart_if_stuck(self) -> None:
        """Start the processes anew if none did anything for too long."""
        with self._lock:
            if time.monotonic() - self._sign_of_life > self._patience:
                self._replace_pool()
                self.note_life()

    def _replace_pool(self) -> None:
        self._pool.stop()
        self._pool.join()
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        self.starts += 1
        context = multiprocessing.get_context("forkserver")
        # The libraries are loaded once, in the fork server; a new child is there in milliseconds.
        context.set_forkserver_preload(
            ["extractors.children.fork_server", "extractors.facts.apart", "extractors.forms.apart"]
        )
        return ProcessPool(
            max_workers=self._count,
            max_tasks=_TASKS_PER_CHILD,
            initializer=_prepare,
            initargs=(self.limits,),
            context=context,
        )


def _prepare(limits: ReadingLimits) -> None:
    """Make this process ready for tasks."""
    confine(limits)
    collect_rarely()
    gc.freeze()  # what the libraries are made of lives on: no need to look through it for waste


def collect_rarely() -> None:
    """Have Python look for waste that refers to itself less often, in all of this process.

    Words come by the thousand and never refer to themselves; looking through them each time 700 records have
    been made took a tenth of the reading.
    """
    gc.set_threshold(_MANY_RECORDS)
