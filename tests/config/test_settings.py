"""Settings: read from the environment, secrets from files, and handed on to other processes whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from config.prefect import prefect_environment
from config.settings import DatabaseSettings, PrefectSettings, S3Settings, Settings, child_environment


def test_each_setting_has_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """``LOTSE_<SECTION>_<NAME>``, however many words the name has."""
    monkeypatch.setenv("LOTSE_S3_BUCKET_PREFIX", "test-")
    monkeypatch.setenv("LOTSE_INBOX_MAX_FILES", "7")
    monkeypatch.setenv("LOTSE_DATA", "/srv/lotse")
    settings = Settings()
    assert (settings.s3.bucket_prefix, settings.inbox.max_files) == ("test-", 7)
    assert settings.data == Path("/srv/lotse")


def test_secrets_may_stand_in_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As Docker hands them over; the line's end does not belong to the secret."""
    (tmp_path / "password").write_text("a/b c\n", encoding="utf-8")
    monkeypatch.setenv("LOTSE_DATABASE_URL", "postgresql://lotse@db:5432/lotse")
    monkeypatch.setenv("LOTSE_DATABASE_PASSWORD_FILE", str(tmp_path / "password"))
    assert Settings().database.full_url == "postgresql://lotse:a%2Fb%20c@db:5432/lotse"


def test_a_typing_error_is_told_without_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong secret must not end up in a log."""
    monkeypatch.setenv("LOTSE_S3_SECRT_KEY", "very-secret")
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert "secrt_key" in str(caught.value)
    assert "very-secret" not in str(caught.value)


def test_another_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a service is started with is what the starter meant, secrets included."""
    settings = Settings(
        s3=S3Settings(secret_key=SecretStr("s"), secure=True),
        database=DatabaseSettings(url=SecretStr("postgresql://u:p@h:1/d")),
    )
    monkeypatch.setenv("LOTSE_WORKER_LIMIT", "9")  # ours must win over what is inherited
    for name, value in child_environment(settings, {"EXTRA": "1"}).items():
        monkeypatch.setenv(name, value)
    assert Settings() == settings


def test_secrets_do_not_show() -> None:
    """Settings are printed by accident sooner or later."""
    settings = Settings(s3=S3Settings(secret_key=SecretStr("very-secret")))
    assert "very-secret" not in repr(settings)


def test_prefect_sends_and_keeps_nothing(tmp_path: Path) -> None:
    """No statistics, no results, no logs of runs; its home is our data folder."""
    settings = Settings(data=tmp_path, prefect=PrefectSettings(auth=SecretStr("admin:x")))
    env = prefect_environment(settings)
    assert env["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert env["PREFECT_RESULTS_PERSIST_BY_DEFAULT"] == "false"
    assert env["PREFECT_LOGGING_TO_API_ENABLED"] == "false"
    assert env["PREFECT_API_AUTH_STRING"] == env["PREFECT_SERVER_API_AUTH_STRING"] == "admin:x"
    assert env["PREFECT_SERVER_DATABASE_CONNECTION_URL"].endswith("/prefect/prefect.db")


def test_prefect_may_have_a_postgresql_of_its_own(tmp_path: Path) -> None:
    """With its password from a secret."""
    url = SecretStr("postgresql+asyncpg://prefect@db:5432/prefect")
    prefect = PrefectSettings(database_url=url, database_password=SecretStr("pw"))
    assert prefect.database(tmp_path) == "postgresql+asyncpg://prefect:pw@db:5432/prefect"
