"""migrate, doctor and alive: plain words, and exit codes that scripts can rely on."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from cli.alive import alive
from cli.doctor import doctor
from cli.migrate import migrate
from config.settings import Settings
from storage.database import Database
from storage.objects import ObjectStore, StoreAddress


def run(command: object, *arguments: str) -> tuple[int, str]:
    app = typer.Typer()
    app.command()(command)  # type: ignore[type-var] # any command
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def servers(
    monkeypatch: pytest.MonkeyPatch,
    database: Database,
    seaweedfs: StoreAddress,
    prefect_settings: Settings,
    tmp_path: Path,
) -> None:
    variables = {
        "DATA": str(tmp_path),
        "DATABASE_URL": database.url,
        "S3_ENDPOINT": seaweedfs.endpoint,
        "S3_ACCESS_KEY": seaweedfs.access_key,
        "S3_SECRET_KEY": seaweedfs.secret_key,
        "PREFECT_API_URL": prefect_settings.prefect.api_url,
    }
    for name, value in variables.items():
        monkeypatch.setenv(f"LOTSE_{name}", value)
    ObjectStore(seaweedfs).ensure_buckets()


@pytest.mark.usefixtures("servers")
def test_a_healthy_installation(tmp_path: Path) -> None:
    """Everything is named with what was seen, and the code is 0."""
    code, said = run(doctor, "--data", str(tmp_path))
    assert code == 0, said
    assert said.count("✓") == 7
    assert run(migrate, "--check")[0] == 0


def test_an_installation_without_servers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each trouble says what to do next, and the code is 1."""
    monkeypatch.setenv("LOTSE_DATABASE_URL", "postgresql://lotse:pw-secret@127.0.0.1:1/x")
    monkeypatch.setenv("LOTSE_S3_ENDPOINT", "127.0.0.1:1")
    monkeypatch.setenv("LOTSE_PREFECT_API_URL", "http://127.0.0.1:1/api")
    code, said = run(doctor, "--data", str(tmp_path))
    assert code == 1
    for word in ("lotse up", "LOTSE_S3_ENDPOINT", "LOTSE_PREFECT_API_URL"):
        assert word in said
    assert "pw-secret" not in said
    assert run(migrate)[0] == 1


def test_signs_of_life(tmp_path: Path) -> None:
    """A file that is old, or a server that is silent, is not alive."""
    file = tmp_path / "alive"
    assert not alive(str(file))
    file.touch()
    assert alive(str(file))
    then = time.time() - 120
    os.utime(file, (then, then))
    assert not alive(str(file))
    assert not alive("http://127.0.0.1:1/health")
