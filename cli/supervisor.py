"""Starting services, watching over them, and ending all of them, in the main thread."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from cli.services import Service, log_file, pid_file
from storage.embedded import process

STEADY_SECONDS = 60
LONGEST_PAUSE = 30


class NotReady(RuntimeError):
    """A service did not get ready in time, or ended at once; names its log."""


class Supervisor:
    """Keeps services running.

    Args:
        data: The stack's data folder.
        say: Told in plain words what happens to whom: ``say("died", service="worker")``.
    """

    def __init__(self, data: Path, say: Callable[..., None]) -> None:
        self._data = data
        self._say = say
        self._kept: dict[str, _Kept] = {}

    def start(self, service: Service) -> None:
        """Start a service, after ending what an earlier run may have left of it."""
        pids = pid_file(self._data, service.name)
        pids.parent.mkdir(parents=True, exist_ok=True)
        log_file(self._data, service.name).parent.mkdir(parents=True, exist_ok=True)
        process.end_orphan(pids, mark=str(self._data))
        self._kept[service.name] = _Kept(service, self._spawn(service))

    def _spawn(self, service: Service) -> subprocess.Popen[bytes]:
        child = process.start(
            service.command, log=log_file(self._data, service.name), env=service.env, user=service.user
        )
        _note(pid_file(self._data, service.name), child.pid)
        return child

    def wait_until_ready(self, name: str, seconds: float = 60) -> None:
        """Wait for a service.

        Raises:
            NotReady: after ``seconds``, or when it ended.
        """
        kept = self._kept[name]
        end = time.monotonic() + seconds
        while not kept.service.ready():
            if kept.child.poll() is not None or time.monotonic() > end:
                raise NotReady(f"{name}: {log_file(self._data, name)}")
            time.sleep(0.05)

    def look(self) -> None:
        """Start again what has died, each time after a longer pause."""
        now = time.monotonic()
        for name, kept in self._kept.items():
            if kept.child.poll() is None:
                continue
            if kept.restart_at is None:
                kept.note_death(now)
                self._say("died", service=name, pause=kept.pause, log=log_file(self._data, name))
                process.stop(kept.child)  # ends what is left of its process group
            elif now >= kept.restart_at:
                kept.child, kept.started, kept.restart_at = self._spawn(kept.service), now, None
                self._say("restarted", service=name)

    def stop(self) -> None:
        """End everything, in the reverse order of starting."""
        for name, kept in reversed(self._kept.items()):
            service = kept.service
            process.stop(kept.child, how=service.stop_signal, seconds=service.stop_seconds)
            pid_file(self._data, name).unlink(missing_ok=True)
        self._kept.clear()


class _Kept:
    """A service and its process; ``pause`` in seconds doubles with each death in a row."""

    def __init__(self, service: Service, child: subprocess.Popen[bytes]) -> None:
        self.service = service
        self.child = child
        self.started = time.monotonic()
        self.restart_at: float | None = None
        self.pause = 1

    def note_death(self, now: float) -> None:
        """Decide when to start again."""
        steady = now - self.started > STEADY_SECONDS
        self.pause = 1 if steady else min(2 * self.pause, LONGEST_PAUSE)
        self.restart_at = now + self.pause


def _note(file: Path, pid: int) -> None:
    """Write a process id in one step: whoever reads it meanwhile finds the old one or the new one."""
    new = file.with_suffix(".new")
    new.write_text(f"{pid}\n", encoding="ascii")
    new.replace(file)
