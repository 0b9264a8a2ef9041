"""Errors that nobody foresaw: they cost a case one form or one paper, which a person reads then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

import structlog

from contracts.findings import FieldReading, FieldState
from extractors.apart import NotUnderstoodError

UNREAD: Final = FieldReading(
    state=FieldState.UNCLEAR,
    confidence=0.0,
    note="Hier ist beim Lesen ein Fehler aufgetreten. Bitte von Hand prüfen.",
)

Readings = dict[str, FieldReading]
Result = TypeVar("Result")

_log = structlog.get_logger()


def read_or_unread(read: Callable[[], Result], *, otherwise: Callable[[], Result]) -> Result:
    """Return what was read, or the other result where the pages could not be understood; the log says why.

    What is no fault of the pages, such as a full disk, is raised: a later attempt will read them.
    """
    try:
        return read()
    except NotUnderstoodError as error:
        _log.error("reading.unforeseen", error=error.kind, at=error.place)
        return otherwise()


def unread(names: Iterable[str]) -> Readings:
    """Return readings that ask a person to look, one for each field."""
    return dict.fromkeys(names, UNREAD)
