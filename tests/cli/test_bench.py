"""``lotse bench``: what this machine gets through, for admins."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from cli.bench import Speed
from cli.main import build


def run(*words: str) -> tuple[int, str]:
    """Run the command line in this process; return its exit code and all it wrote."""
    result = CliRunner(env={"COLUMNS": "120"}).invoke(build(words), list(words))
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ("am Bildschirm ausgefüllt", "eingescannt", "Einreichungen je Tag")),
        ("en", ("scanned", "per day")),
    ],
)
def test_it_says_pages_per_minute_and_submissions_per_day(language: str, said: tuple[str, ...]) -> None:
    """Two rows of figures, digital and scanned, and how a day is meant."""
    code, output = run("--lang", language, "bench", "--submissions", "1", "--workers", "1")
    assert code == 0
    for words in (*said, "24"):
        assert words in output
    rows = [
        re.findall(r"\d+", line) for line in output.splitlines() if "ausgefüllt" in line or "screen" in line
    ]
    submissions, pages, per_minute, per_day = map(int, rows[0])
    assert submissions == 5
    assert pages > submissions
    assert per_minute > 0
    assert per_day > 0


def test_the_figures_follow_from_time_by_the_clock() -> None:
    """90 pages of 6 submissions in half a minute."""
    speed = Speed("scanned", submissions=6, pages=90, seconds=30)
    assert speed.pages_per_minute == 180
    assert speed.submissions_per_day == 17280


def test_wrong_use_is_explained() -> None:
    """Exit code 2, and the option in the message."""
    code, output = run("bench", "--submissions", "0")
    assert code == 2
    assert "--submissions" in output
