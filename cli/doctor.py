"""``lotse doctor``: looks at everything the service needs, and says what to do where something is wrong."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import typer
from rich.console import Console

from cli.services import answers
from cli.stack import settings_of_running
from cli.stack_texts import tell
from cli.up import DataOption
from config.settings import Settings
from contracts.catalogue import SHIPPED, load_catalogue
from contracts.yaml_file import ContractError
from storage import migrate
from storage.database import Database, DatabaseUnreachable
from storage.objects import Bucket, ObjectStore, StoreAddress, StoreError

FREE_GIGABYTES = 5
OLDEST_PYTHON = (3, 11)


class Trouble(Exception):
    """Something is wrong; the text says what to do."""


class Examination(NamedTuple):
    """One thing to look at; ``look`` returns what it saw, or raises Trouble."""

    title: str
    look: Callable[[Settings], str]


def doctor(data: DataOption = Path("data")) -> None:
    """Prüft die Einrichtung: Programme, Datenbank, Objektspeicher, Prefect, Platte, Verträge."""
    console, healthy = Console(soft_wrap=True), True
    settings = settings_of_running(data) or Settings()
    for examination in EXAMINATIONS:
        try:
            console.print(
                f"[green]✓[/green] {examination.title}: {examination.look(settings)}", highlight=False
            )
        except Trouble as trouble:
            healthy = False
            console.print(f"[red]✗[/red] {examination.title}: {trouble}", highlight=False)
    console.print(tell("healthy" if healthy else "ill"))
    raise typer.Exit(0 if healthy else 1)


def _python(_settings: Settings) -> str:
    if sys.version_info < OLDEST_PYTHON:
        raise Trouble(tell("python_old"))
    return sys.version.split()[0]


def _tesseract(_settings: Settings) -> str:
    folder = Path(sys.prefix) / "share" / "tessdata"
    missing = [name for name in ("deu", "osd") if not (folder / f"{name}.traineddata").exists()]
    if missing:
        raise Trouble(tell("tessdata_missing", names=", ".join(missing), folder=folder))
    return str(folder)


def _disk(settings: Settings) -> str:
    folder = next(
        each for each in (settings.data.resolve(), *settings.data.resolve().parents) if each.exists()
    )
    free = shutil.disk_usage(folder).free / 1e9
    if free < FREE_GIGABYTES:
        raise Trouble(tell("disk_full", free=free, folder=folder))
    return tell("disk_free", free=free, folder=folder)


def _contracts(settings: Settings) -> str:
    folder = settings.contracts.folder or SHIPPED
    try:
        catalogue = load_catalogue(folder)
    except ContractError as error:
        raise Trouble(tell("contracts_wrong", count=len(error.mistakes), first=error.mistakes[0])) from None
    return ", ".join(sorted({procedure.id for procedure in catalogue.procedures}))


def _postgres(settings: Settings) -> str:
    with Database(settings.database.full_url) as database:
        try:
            database.check()
        except DatabaseUnreachable as error:
            raise Trouble(f"{error} {tell('nothing_runs')}") from None
        current, newest = migrate.revisions(database.engine)
    if current != newest:
        raise Trouble(tell("migrate", current=current or "–", newest=newest))
    return tell("revision", current=current, newest=newest)


def _s3(settings: Settings) -> str:
    s3 = settings.s3
    address = StoreAddress(
        s3.endpoint, s3.access_key, s3.secret_key.get_secret_value(), secure=s3.secure, region=s3.region
    )
    store = ObjectStore(address, bucket_prefix=s3.bucket_prefix, timeout=5)
    try:
        missing = [bucket.value for bucket in Bucket if not store.has(bucket)]
    except StoreError as error:
        raise Trouble(str(error)) from None
    if missing:
        raise Trouble(tell("buckets_missing", names=", ".join(missing)))
    return s3.endpoint


def _prefect(settings: Settings) -> str:
    address = settings.prefect.api_url
    if not answers(f"{address}/health"):
        raise Trouble(tell("prefect_silent", address=address))
    return address


EXAMINATIONS = (
    Examination("Python", _python),
    Examination("Tesseract", _tesseract),
    Examination("Platte", _disk),
    Examination("Verträge", _contracts),
    Examination("PostgreSQL", _postgres),
    Examination("S3", _s3),
    Examination("Prefect", _prefect),
)
