"""How much memory this process and its children take up while something runs."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

import psutil

MIB = 1024 * 1024
_EVERY = 0.1  # seconds


class Gauge:
    """Watches this process and all below it; a context manager.

    Attributes:
        peaks: Most resident memory (the system's own high-water mark) of each process, in MiB.
        together: Most private memory of all processes at one time, in MiB.
    """

    def __init__(self) -> None:
        self.peaks: dict[int, int] = {}
        self.together = 0
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watcher.join()

    @property
    def parent(self) -> int:
        """Most resident memory of this process, in MiB."""
        return self.peaks.get(os.getpid(), 0)

    @property
    def child(self) -> int:
        """Most resident memory of any other process, in MiB."""
        return max((peak for process, peak in self.peaks.items() if process != os.getpid()), default=0)

    def _watch(self) -> None:
        this = psutil.Process()
        while not self._done.wait(_EVERY):
            together = 0
            for process in (this, *this.children(recursive=True)):
                with suppress(psutil.Error, OSError):
                    self.peaks[process.pid] = max(self.peaks.get(process.pid, 0), _high_water(process.pid))
                    together += process.memory_full_info().uss // MIB
            self.together = max(self.together, together)


def _high_water(process: int) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return 0
