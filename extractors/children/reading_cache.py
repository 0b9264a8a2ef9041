"""Readings of pages that were read before, by what the page shows: the same scan is never read twice.

A page comes again when a run was killed and starts anew, when somebody sends the same papers once more, or
when one scan lies in two files. The cache holds words of documents: its folder is for this user only, and
entries go after some days.
"""

from __future__ import annotations

import tempfile
import time
import zlib
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

from pydantic import ValidationError

from contracts.reading import ProblemCode
from extractors.pages.page_reading import PageReading

_DAY: Final = 86_400
_SWEEP_EVERY: Final = 64
_LASTING: Final = frozenset({ProblemCode.PAGE_ILLEGIBLE, ProblemCode.WRONG_TEXT_LAYER})
"""Problems that are the page's own; others may be gone at the next try."""


class ReadingCache:
    """Readings in a folder, one file each, compressed; safe to use from several threads and processes.

    Args:
        folder: Where they stay; made if it is not there.
        max_bytes: The longest unused entries go when there is more.
        max_days: Entries that were not used for so long go.
    """

    def __init__(self, folder: Path, *, max_bytes: int = 500 * 1024 * 1024, max_days: float = 7) -> None:
        self._folder = folder
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._max_bytes = max_bytes
        self._max_seconds = max_days * _DAY
        self._lock = Lock()
        self._kept = 0
        self.sweep()

    def find(self, key: str, *, index: int) -> PageReading | None:
        """Return the reading kept under ``key``, as that of page ``index``; None if there is none."""
        entry = self._folder / key
        try:
            reading = PageReading.model_validate_json(zlib.decompress(entry.read_bytes()))
            entry.touch()  # the time of the last use decides what goes
        except FileNotFoundError:
            return None
        except (OSError, ValidationError, zlib.error):
            entry.unlink(missing_ok=True)
            return None
        return _as_page(reading, index)

    def keep(self, key: str, reading: PageReading) -> None:
        """Keep a reading, unless something went wrong with it; a full disk is no reason to fail."""
        if reading.page is None or any(each.code not in _LASTING for each in reading.problems):
            return
        data = zlib.compress(reading.model_dump_json().encode(), 1)
        with suppress(OSError):
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix="new-", delete=False) as file:
                file.write(data)
            Path(file.name).replace(self._folder / key)
        with self._lock:
            self._kept += 1
            due = self._kept % _SWEEP_EVERY == 0
        if due:
            self.sweep()

    def sweep(self) -> None:
        """Remove what is too old or too much."""
        room = self._max_bytes
        oldest = time.time() - self._max_seconds
        entries = []
        for entry in self._folder.iterdir():
            with suppress(OSError):  # gone meanwhile
                entries.append((entry.stat().st_mtime, entry.stat().st_size, entry))
        for used, size, entry in sorted(entries, reverse=True):
            room -= size
            if used < oldest or room < 0:
                entry.unlink(missing_ok=True)


def _as_page(reading: PageReading, index: int) -> PageReading:
    """Return a reading with another page number; it took no time."""
    page = reading.page and reading.page.model_copy(update={"index": index})
    problems = tuple(each.model_copy(update={"page": index}) for each in reading.problems)
    return PageReading(index=index, page=page, problems=problems)
