"""Logs: named events as JSON, and no values of variables in a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from config.logs import set_up_logs


@pytest.fixture(autouse=True)
def reset() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def test_events_are_lines_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Machines read them; each names its service."""
    set_up_logs("worker")
    structlog.get_logger().info("submission.received", submission="1")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["service"], line["submission"]) == ("submission.received", "worker", "1")


def test_a_traceback_holds_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    """A variable may hold a whole document."""
    set_up_logs("worker", json=True)
    words = "Erika " + "Musterfrau"
    try:
        int(words.partition(" ")[0].removesuffix("Erika"))
    except ValueError:
        structlog.get_logger().exception("failed")
    assert words not in capsys.readouterr().err
