"""A furnished house for the flows: real database, real store, settings for tests."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.settings import DatabaseSettings, InboxSettings, S3Settings, Settings, WorkerSettings
from flows.house import House, furnish
from storage.database import Database
from storage.objects import StoreAddress


@pytest.fixture
def settings(database: Database, seaweedfs: StoreAddress, tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path,
        database=DatabaseSettings(url=SecretStr(database.url)),
        s3=S3Settings(
            endpoint=seaweedfs.endpoint,
            access_key=seaweedfs.access_key,
            secret_key=SecretStr(seaweedfs.secret_key),
            bucket_prefix=f"t{secrets.token_hex(4)}-",
        ),
        inbox=InboxSettings(stability=0.2, watch=0.5, max_files=5, max_megabytes=1),
        worker=WorkerSettings(checker="tests.flows.fakes:make", sample_share=1),
    )


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    house = furnish(settings)
    house.store.ensure_buckets()
    yield house
    house.database.close()
