"""Tasks on files, done by child processes: starting them, and telling how a child ended."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pebble import ProcessExpired

from contracts.reading import ProblemCode
from extractors.children import worker
from extractors.children.processes import Job, Processes
from extractors.children.watch import Watch
from extractors.children.workroom import Workroom
from extractors.errors import WorkroomError

T = TypeVar("T")

_TICK: Final = 0.5
_KILLED: Final = frozenset({-signal.SIGKILL, 255})
"""Exit codes of children that somebody else ended; 255 stands for those that the fork server took along."""
_OUT_OF_TIME: Final = frozenset({-signal.SIGXCPU, -signal.SIGALRM})
_LEAST_LOSS: Final = 0.5
"""Seconds; what it costs at least that a child died: a new one, with its OCR engine."""


class Answers(NamedTuple, Generic[T]):
    """What a task has answered.

    Attributes:
        parts: Its answers in their order; those that were there before it failed as well.
        failure: What went wrong, if anything.
        lost: Seconds by the clock from the last answer to the failure; 0 if none.
    """

    parts: tuple[T, ...]
    failure: ProblemCode | None = None
    lost: float = 0.0

    @property
    def only(self) -> T | ProblemCode:
        """The answer of a task that gives just one, or why there is none."""
        return self.parts[0] if self.parts else self.failure or ProblemCode.CRASHED


class Children(Processes):
    """A pool of confined child processes, and a private folder where files are laid for them."""

    def start(self) -> None:
        """Make the folder and start the processes."""
        self._room = Workroom()
        super().start()

    def stop(self) -> None:
        """End the processes at once, and remove the folder."""
        try:
            super().stop()
        finally:
            self._room.close()

    @contextmanager
    def copy(self, data: bytes) -> Iterator[Copy]:
        """Lay a file into the folder, with its answers, for as long as the context lasts.

        Raises:
            WorkroomError: if there is no room.
        """
        with self._room.lay(data) as source:
            copy = Copy(self, source)
            try:
                yield copy
            finally:
                copy.cancel()


class Copy:
    """A private copy of a file on which tasks can be started."""

    def __init__(self, children: Processes, source: Path) -> None:
        self._children = children
        self._source = source
        self._numbers = count()
        self._pending: dict[int, Pending[Any]] = {}

    def start(self, task: worker.Task, parse: Callable[[bytes], T], *, seconds: float) -> Pending[T]:
        """Start a task that may compute for ``seconds`` for each answer; ``parse`` takes its answers.

        Raises:
            WorkroomError: if there is no room for them.
        """
        number = next(self._numbers)
        file = self._source.with_name(f"{self._source.name}-answers-{number}")
        _make(file)
        limits = self._children.limits
        job = partial(worker.run, task, self._source, file, limits=limits, seconds=seconds)
        pending = Pending(self._children, job, file, parse=parse, wall=seconds * limits.wall_factor)
        self._pending[number] = pending
        return pending

    def cancel(self) -> None:
        """End all tasks on this file that are still under way, and remove what they have left."""
        for pending in tuple(self._pending.values()):
            pending.drop()


class Pending(Generic[T]):
    """A task under way."""

    def __init__(
        self, children: Processes, job: Job, file: Path, *, parse: Callable[[bytes], T], wall: float
    ) -> None:
        self._children = children
        self._again = partial(children.schedule, job)
        self._file = file
        self._parse = parse
        self._wall = wall
        self._watch = Watch(file)
        self._run = self._again()

    def cancel(self) -> None:
        """End the task; what it has answered so far can be had."""
        self._run.future.cancel()

    def drop(self) -> None:
        """End the task and remove its answers; its child cannot make the file anew."""
        self.cancel()
        self._file.unlink(missing_ok=True)

    def result(self) -> T | ProblemCode:
        """Wait for the only answer, or for why there is none.

        Raises:
            EngineMissingError: if the machine cannot do OCR.
            WorkroomError: if there is no room for temporary files.
        """
        return self.answers().only

    def answers(self) -> Answers[T]:
        """Wait for all answers, or for those that were there when something went wrong.

        Raises:
            EngineMissingError: if the machine cannot do OCR.
            WorkroomError: if there is no room for temporary files.
        """
        try:
            failure = self._wait()
        except (BrokenProcessPool, ProcessExpired):  # killed by somebody else: it gets a second chance
            self._run = self._again()
            failure = self._wait_again()
        lost = max(self._watch.seconds(), _LEAST_LOSS) if failure else 0.0
        parts: list[T] = []
        try:
            parts.extend(self._parse(answer) for answer in worker.answers_in(self._file))
        except ValueError:  # a child's word that all is well is not enough
            failure, lost = ProblemCode.CRASHED, _LEAST_LOSS
        self._file.unlink(missing_ok=True)
        return Answers(tuple(parts), failure, lost)

    def _wait_again(self) -> ProblemCode | None:
        try:
            return self._wait()
        except (BrokenProcessPool, ProcessExpired):
            return ProblemCode.CRASHED

    def _wait(self) -> ProblemCode | None:
        """Wait for the end of the task.

        Raises:
            BrokenProcessPool, ProcessExpired: if its child was killed by somebody else, or never began.
        """
        while True:
            try:
                return self._run.future.result(timeout=_TICK)
            except TimeoutError:
                if self._stalled():
                    self.cancel()
                    return ProblemCode.TIMEOUT
            except ProcessExpired as error:
                if error.exitcode in _KILLED:
                    raise
                return _meaning(error.exitcode)
            except CancelledError:
                return ProblemCode.TIMEOUT
            except MemoryError:
                return ProblemCode.OUT_OF_MEMORY

    def _stalled(self) -> bool:
        """Tell whether the child has been at one answer for too long."""
        if self._run.pool != self._children.starts:
            raise BrokenProcessPool
        seconds = self._watch.seconds()
        if 0 < seconds <= self._wall:
            self._children.note_life()
        self._children.restart_if_stuck()
        return seconds > self._wall


def _make(answers: Path) -> None:
    try:
        answers.touch(exist_ok=False)
    except OSError as error:
        raise WorkroomError from error


def _meaning(exit_code: int) -> ProblemCode | None:
    """Return what the exit code of a child says about its task."""
    if exit_code == worker.GROWN:
        return None
    return ProblemCode.TIMEOUT if exit_code in _OUT_OF_TIME else ProblemCode.CRASHED
