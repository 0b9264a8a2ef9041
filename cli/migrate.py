"""``lotse migrate``: bring the database to the newest revision."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.stack_texts import tell
from config.settings import Settings
from storage import migrate as migrations
from storage.database import Database, DatabaseUnreachable


def migrate(
    *, check: Annotated[bool, typer.Option(help="Nur nachsehen, nichts ändern; 1, wenn etwas fehlt.")] = False
) -> None:
    """Bringt die Datenbank auf den neuesten Stand."""
    with Database(Settings().database.full_url) as database:
        try:
            database.check()
        except DatabaseUnreachable as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from None
        if not check:
            migrations.upgrade(database.engine)
        current, newest = migrations.revisions(database.engine)
    typer.echo(tell("revision", current=current or "–", newest=newest))
    raise typer.Exit(0 if current == newest else 1)
