from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from config.settings import AuthoritySettings, DatabaseSettings, ReviewSettings, Settings, child_environment
from review.serve import authority_of
from storage.embedded import process
from tests.servers import wait_until


@pytest.fixture
def served(postgres_url: str, tmp_path: Path) -> Iterator[str]:
    """The app as ``lotse up`` starts it: a process of its own, told everything by its environment."""
    port = process.free_port()
    settings = Settings(
        data=tmp_path,
        database=DatabaseSettings(url=postgres_url),
        review=ReviewSettings(port=port),
    )
    command = [sys.executable, "-m", "review"]
    with (tmp_path / "review.log").open("wb") as log:
        running = subprocess.Popen(command, env=child_environment(settings), stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until(lambda: answers(address))
            yield address
        finally:
            running.terminate()
            running.wait(timeout=30)


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health").status_code == 200
    except httpx.TransportError:
        return False


def test_the_app_starts_from_its_settings(served: str) -> None:
    """One command starts the app, with its templates, styles and reading processes."""
    assert "Bitte melden Sie sich an" in httpx.get(served, follow_redirects=True).text
    assert httpx.get(f"{served}/static/vendor/kern/kern.min.css").status_code == 200
    assert "server" not in httpx.get(served).headers


def test_who_writes_comes_from_the_settings() -> None:
    """The address on letters is written with a semicolon between its lines."""
    authority = authority_of(AuthoritySettings(name="Stadt X", address="Straße 1; 12345 X;"))
    assert authority.address == ("Straße 1", "12345 X")
