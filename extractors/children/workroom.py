"""A private folder for copies of files; what processes that were killed left there is found and removed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from extractors.errors import WorkroomError

_PREFIX: Final = "antragslotse-reading-"
_YOUNG: Final = 60.0
"""Seconds; a folder may be that old before its process has locked it."""


class Workroom:
    """A folder in the system's folder for temporary files, for this user only.

    It is locked for as long as it is used, so that the next process can tell a folder in use from one whose
    process was killed.
    """

    def __init__(self) -> None:
        sweep()
        self.path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        self._lock = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._numbers = count()

    def close(self) -> None:
        """Remove the folder and all in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)

    @contextmanager
    def lay(self, data: bytes) -> Iterator[Path]:
        """Lay a file into the folder, for as long as the context lasts.

        Raises:
            WorkroomError: if that cannot be written: the disk is full, or the folder is forbidden.
        """
        source = self.path / f"{next(self._numbers)}"
        try:
            try:
                self.path.mkdir(mode=0o700, exist_ok=True)  # somebody may have tidied up
                source.write_bytes(data)
            except OSError as error:
                raise WorkroomError from error
            yield source
        finally:
            source.unlink(missing_ok=True)


def sweep(parent: Path | None = None) -> None:
    """Remove the folders that killed processes of this user have left behind."""
    for folder in (parent or Path(tempfile.gettempdir())).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # of another user, or gone meanwhile
            if time.time() - folder.stat().st_mtime > _YOUNG:
                _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
