"""The composition root of the worker: everything a flow works with, built once per process."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from config.logs import set_up_logs
from config.settings import Settings
from contracts.catalogue import SHIPPED, Catalogue, load_catalogue
from storage.audit import Audit
from storage.database import Database
from storage.objects import ObjectStore, StoreAddress


class House(NamedTuple):
    """What flows work with."""

    settings: Settings
    database: Database
    store: ObjectStore
    audit: Audit
    catalogue: Catalogue


@cache
def open_house() -> House:
    """Set the logs up, and build everything from the environment's settings."""
    set_up_logs("flows")
    return furnish(Settings())


def furnish(settings: Settings) -> House:
    """Build everything from settings; nothing is connected to before it is used."""
    database = Database(settings.database.full_url, pool_size=settings.database.pool_size)
    s3 = settings.s3
    address = StoreAddress(
        s3.endpoint, s3.access_key, s3.secret_key.get_secret_value(), secure=s3.secure, region=s3.region
    )
    return House(
        settings=settings,
        database=database,
        store=ObjectStore(address, bucket_prefix=s3.bucket_prefix),
        audit=Audit(database.engine),
        catalogue=load_catalogue(settings.contracts.folder or SHIPPED),
    )
