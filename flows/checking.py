"""What the flows need of the pipeline, and where they get it."""

from __future__ import annotations

import atexit
from functools import cache
from typing import TYPE_CHECKING, Protocol

from pydantic import ImportString, TypeAdapter

from config.settings import Settings
from contracts.catalogue import SHIPPED
from contracts.report import Outcome
from extractors.limits import MIB, ReadingLimits
from pipeline.submission import Submission

if TYPE_CHECKING:
    from extractors.children.reading_cache import ReadingCache


class Checker(Protocol):
    """Reads, splits, classifies, extracts and checks; keeps its models loaded between calls."""

    def check(self, submission: Submission) -> Outcome:
        """Check one submission.

        Raises:
            contracts.catalogue.UnknownProcedure: if there is no contract for the procedure on that day.
        """
        ...


@cache
def load_checker() -> Checker:
    """Build the checker that the settings name, once per process; it ends with the process."""
    settings = Settings()
    make = TypeAdapter(ImportString).validate_python(settings.worker.checker)
    checker: Checker = make(settings)
    return checker


def make_pipeline(settings: Settings) -> Checker:
    """Set the pipeline up as the settings say."""
    from pipeline.build import open_pipeline  # noqa: PLC0415 - only the processes that check load the models

    reading = settings.reading
    limits = ReadingLimits(
        max_bytes=reading.max_megabytes * MIB,
        max_pages=reading.max_pages,
        memory_bytes=reading.memory_megabytes * MIB,
        page_seconds=reading.page_seconds,
        ocr_dpi=reading.ocr_dpi,
    )
    pipeline = open_pipeline(
        contracts=settings.contracts.folder or SHIPPED,
        limits=limits,
        workers=reading.processes,
        cache=_reading_cache(settings),
        target_error=settings.classifier.target_error,
    )
    atexit.register(pipeline.__exit__, None, None, None)
    return pipeline.__enter__()


def _reading_cache(settings: Settings) -> ReadingCache | None:
    """Return where readings of pages are kept between runs; None if none are to be."""
    from extractors.children.reading_cache import ReadingCache  # noqa: PLC0415 - it brings PyMuPDF along

    reading = settings.reading
    if not reading.cache_megabytes:
        return None
    room = reading.cache_megabytes * MIB
    return ReadingCache(settings.data / "readings", max_bytes=room, max_days=reading.cache_days)
