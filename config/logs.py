"""Logs: named events with bound keys, JSON lines on stderr, or coloured text on a terminal.

Keys hold ids, codes, counts and times. Names, file names and words of documents never appear.
"""

from __future__ import annotations

import sys

import structlog
from structlog.typing import EventDict


def set_up_logs(service: str, *, json: bool | None = None) -> None:
    """Decide how this process logs.

    Args:
        service: Name of the process, bound to each event.
        json: JSON lines or text for people; None looks whether stderr is a terminal.
    """
    as_json = not sys.stderr.isatty() if json is None else json
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    # A traceback names places only: values of variables would carry words of documents.
    failure = structlog.processors.ExceptionRenderer(
        structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    )

    def named(_logger: object, _method: str, event: EventDict) -> EventDict:
        return {**event, "service": service}  # not a context variable: those end with their thread

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            named,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([failure] if as_json else []),
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
