"""The child processes themselves: starting tasks in them, and telling how a child ended."""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

from pebble import ProcessExpired, ProcessPool

from contracts.reading import ProblemCode
from extractors import worker
from extractors.confinement import confine
from extractors.errors import EngineMissingError
from extractors.limits import ReadingLimits

Answer = bytes | ProblemCode
"""What a task answered, or why it did not."""

_TASKS_PER_CHILD: Final = 64
"""A child is replaced after so many tasks: what libraries leak stays small."""


class Children:
    """A pool of confined child processes, and a private folder where files are laid for them."""

    def __init__(self, limits: ReadingLimits, *, count: int) -> None:
        self.limits = limits
        self._count = count

    def start(self) -> None:
        """Start the processes; the libraries are loaded once, in the fork server."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["extractors.worker"])
        self._folder = tempfile.TemporaryDirectory(prefix="antragslotse-")
        self.pool = ProcessPool(
            max_workers=self._count,
            max_tasks=_TASKS_PER_CHILD,
            initializer=confine,
            initargs=(self.limits,),
            context=context,
        )

    def stop(self) -> None:
        """End the processes at once, and remove the folder."""
        pool: Any = self.pool  # pebble's own annotations are incomplete here
        pool.stop()
        pool.join()
        self._folder.cleanup()

    @contextmanager
    def copy(self, data: bytes) -> Iterator[Copy]:
        """Lay a file into the folder, as long as the context lasts; answers go into a folder beside it."""
        with tempfile.TemporaryDirectory(dir=self._folder.name) as folder:
            source = Path(folder) / "source"
            source.write_bytes(data)
            yield Copy(self, source)


class Copy:
    """A private copy of a file on which tasks can be started."""

    def __init__(self, children: Children, source: Path) -> None:
        self._children = children
        self._source = source
        self._numbers = count()

    def start(self, task: worker.Task, *, seconds: float) -> Pending:
        """Start a task that may run for ``seconds`` once its turn has come."""
        answer = self._source.with_name(f"answer-{next(self._numbers)}")
        job = partial(worker.run, task, self._source, answer, limits=self._children.limits, seconds=seconds)
        return Pending(self._children.pool.schedule(job, timeout=seconds), answer)


class Pending:
    """A task under way."""

    def __init__(self, future: Future[ProblemCode | None], answer: Path) -> None:
        self._future = future
        self._answer = answer

    def cancel(self) -> None:
        """Stop caring; a child that is already at it is ended."""
        self._future.cancel()

    def result(self) -> Answer:
        """Wait for the answer; a child that died or took too long is one, too.

        Raises:
            EngineMissingError: if the machine cannot do OCR.
        """
        try:
            failure = self._future.result()
        except EngineMissingError:
            raise
        except TimeoutError:
            return ProblemCode.TIMEOUT
        except ProcessExpired as error:
            return ProblemCode.TIMEOUT if error.exitcode == -signal.SIGXCPU else ProblemCode.CRASHED
        except MemoryError:
            return ProblemCode.OUT_OF_MEMORY
        return failure or self._answer.read_bytes()
