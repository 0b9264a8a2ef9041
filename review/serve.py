"""The web app as a server: made of the settings.

python -m uvicorn --factory review.serve:app
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from fastapi import FastAPI

from config.logs import set_up_logs
from config.settings import AuthoritySettings, Settings
from contracts.catalogue import SHIPPED, load_catalogue
from extractors.limits import MIB, ReadingLimits
from extractors.sandbox import ReadingPool
from followups.letter import Authority
from review.app import create_app
from review.context import ReviewContext
from review.pictures import Pictures
from storage.audit import Audit
from storage.database import Database
from storage.objects import Bucket, ObjectStore, StoreAddress


class StoredOriginals(NamedTuple):
    """The originals in the object store."""

    store: ObjectStore

    def read(self, key: str) -> bytes:
        """Return the bytes of an original."""
        return self.store.get(Bucket.ORIGINALS, key).data


def app() -> FastAPI:
    """Return the app as the environment's settings want it."""
    set_up_logs("review")
    settings = Settings()
    pool = _reading_pool(settings)
    made = create_app(_context(settings, pool))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with pool, made.state.context.database:
            yield

    made.router.lifespan_context = lifespan
    return made


def _context(settings: Settings, pool: ReadingPool) -> ReviewContext:
    database = Database(settings.database.full_url, pool_size=settings.database.pool_size)
    return ReviewContext(
        database=database,
        audit=Audit(database.engine),
        originals=StoredOriginals(_store(settings)),
        pictures=Pictures(pool),
        catalogue=load_catalogue(settings.contracts.folder or SHIPPED),
        authority=authority_of(settings.authority),
        events_secret=settings.review.events_secret.get_secret_value(),
        secure_cookies=settings.review.url.startswith("https://"),
        claim_minutes=settings.review.claim_minutes,
    )


def _store(settings: Settings) -> ObjectStore:
    s3 = settings.s3
    address = StoreAddress(
        s3.endpoint, s3.access_key, s3.secret_key.get_secret_value(), secure=s3.secure, region=s3.region
    )
    return ObjectStore(address, bucket_prefix=s3.bucket_prefix)


def _reading_pool(settings: Settings) -> ReadingPool:
    reading = settings.reading
    limits = ReadingLimits(
        max_bytes=reading.max_megabytes * MIB,
        max_pages=reading.max_pages,
        memory_bytes=reading.memory_megabytes * MIB,
        page_seconds=reading.page_seconds,
    )
    return ReadingPool(limits, workers=1)


def authority_of(settings: AuthoritySettings) -> Authority:
    """Return who writes the letters."""
    address = tuple(line.strip() for line in settings.address.split(";") if line.strip())
    return Authority(**settings.model_dump(exclude={"address"}), address=address)
