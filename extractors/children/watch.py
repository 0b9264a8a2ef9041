"""How long a child process has been at its task; waiting on a busy machine is no fault of the file."""

from __future__ import annotations

import struct
import time
from pathlib import Path

from extractors.children.worker import HEAD
from extractors.confinement import waited_seconds


class Watch:
    """Looks at a child through the file that it writes its answers into.

    Each answer starts the watch anew.
    """

    def __init__(self, answers: Path) -> None:
        self._answers = answers
        self._since = 0.0
        self._waited_before = 0.0
        self._waited = 0.0

    def seconds(self) -> float:
        """Return the seconds in which the child computed or slept, since the task began or answered last.

        Time in which it could have computed, but others had the processor, does not count. 0 while the task
        waits for a free child.
        """
        try:
            since = self._answers.stat().st_mtime
            with self._answers.open("rb") as source:
                child, waited_before = HEAD.unpack(source.read(HEAD.size))
        except (OSError, struct.error):
            return 0.0
        waited = waited_seconds(child)
        if since != self._since:
            # Known exactly when the task began; behind an answer, only from now on.
            self._waited_before = waited if self._since else waited_before
            self._since = since
        self._waited = max(self._waited, waited)
        return max(0.0, time.time() - since - max(0.0, self._waited - self._waited_before))
