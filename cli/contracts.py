"""``lotse contracts``: contracts of procedures, checked and explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.texts import say
from contracts.catalogue import SHIPPED, load_catalogue
from contracts.yaml_file import ContractError

contracts = typer.Typer(help="Verträge der Verfahren prüfen.", no_args_is_help=True)


@contracts.command()
def lint(
    folder: Annotated[Path, typer.Argument(help="Ordner mit procedures/ und forms/.")] = SHIPPED,
) -> None:
    """Prüft einen Ordner mit Verträgen und erklärt jeden Fehler mit Datei und Zeile."""
    if not folder.is_dir():
        raise typer.BadParameter(say("no_such_path", path=folder))
    try:
        catalogue = load_catalogue(folder)
    except ContractError as error:
        typer.echo(say("contracts_bad", count=len(error.mistakes)), err=True)
        for mistake in error.mistakes:
            typer.echo(f"  {mistake}", err=True)
        raise typer.Exit(1) from None
    typer.echo(say("contracts_good", count=len(catalogue.procedures), forms=len(catalogue.variants)))


@contracts.callback()
def group() -> None:
    """Verträge der Verfahren: was ein Antrag braucht."""
