"""What one document may still cost, while its pages are read side by side."""

from __future__ import annotations

from threading import Lock
from typing import Final

from contracts.reading import PageText, ProblemCode
from extractors.limits import MIB, ReadingLimits
from extractors.pages.page_reading import PageReading, failed_page

_WORD_BYTES: Final = 350
_WIDGET_BYTES: Final = 2000
"""What Python takes for a word with its box, and for a live field."""


class Allowance:
    """What is left of a document's time and memory.

    Honest pages have time in proportion to their number. Pages that come to nothing share a time of their
    own, however many they are: the next one may take what is left of it.
    """

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._lock = Lock()
        self._lost = 0.0
        self._spent = 0.0
        self._bytes = 0

    def seconds(self, most: float, *, pages: int = 1) -> float:
        """Return the processor time for the next step of a document of ``pages`` pages; 0 if none is left."""
        limits = self._limits
        left = limits.lost_seconds - self._lost
        if left <= 0 or self._spent >= limits.document_seconds(pages):
            return 0.0
        return min(most, max(left / limits.wall_factor, limits.least_seconds))

    def lose(self, seconds: float) -> None:
        """Take note that a step came to nothing after ``seconds`` by the clock."""
        with self._lock:
            self._lost += seconds

    def admit(self, reading: PageReading) -> PageReading:
        """Return the reading, or a failed one if the document would take up too much memory with it."""
        with self._lock:
            self._spent += reading.ocr_ms / 1000
            self._bytes += _weight(reading.page) if reading.page else 0
            if self._bytes <= self._limits.document_bytes:
                return reading
        limit = f"{self._limits.document_bytes // MIB} MB Text"
        return failed_page(reading.index, ProblemCode.TOO_LARGE, limit=limit)


def _weight(page: PageText) -> int:
    """Return roughly how many bytes a page takes up in this process."""
    ink = len(page.ink.bits) if page.ink else 0
    return ink + _WORD_BYTES * len(page.words) + _WIDGET_BYTES * len(page.widgets)
