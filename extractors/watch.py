"""How long a child process has been at its task; waiting on a busy machine is no fault of the file."""

from __future__ import annotations

import time
from pathlib import Path

from extractors.worker import PID_LENGTH


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

        Time in which it could have computed, but others had the processor, does not count; it is seen from
        the second call on. 0 while the task waits for a free child.
        """
        try:
            since = self._answers.stat().st_mtime
        except OSError:
            return 0.0
        waited = _waited(self._answers)
        if since != self._since:
            self._since, self._waited_before = since, waited
        self._waited = max(self._waited, waited)
        return max(0.0, time.time() - since - max(0.0, self._waited - self._waited_before))


def _waited(answers: Path) -> float:
    """Return how long the child has waited for a processor in all its life; 0 when that cannot be told."""
    try:
        with answers.open("rb") as source:
            child = int.from_bytes(source.read(PID_LENGTH))
        return int(Path(f"/proc/{child}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
