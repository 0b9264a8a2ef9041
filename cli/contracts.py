"""``lotse contracts``: contracts of procedures, drafted, checked and tried.

Each command imports what it needs when it is called: a lint must not wait for databases and models.
"""

# ruff: noqa: PLC0415 - for the reason above

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.contract_inputs import load
from cli.texts import say
from contracts.catalogue import SHIPPED

contracts = typer.Typer(help="Verträge der Verfahren entwerfen, prüfen, erproben.", no_args_is_help=True)

OWN = Path("vertraege")
IdArgument = Annotated[str, typer.Argument(metavar="VERFAHREN", help="Kennung, z. B. hundesteuer.")]
FolderOption = Annotated[
    Path | None, typer.Option(help="Ordner der Verträge (sonst der eingestellte oder die mitgelieferten).")
]
OutputOption = Annotated[Path, typer.Option(help="Ordner der eigenen Verträge.")]


@contracts.command()
def lint(
    folder: Annotated[Path, typer.Argument(help="Ordner mit procedures/ und forms/.")] = SHIPPED,
) -> None:
    """Prüft einen Ordner mit Verträgen und erklärt jeden Fehler mit Datei und Zeile."""
    catalogue = load(folder)
    typer.echo(say("contracts_good", count=len(catalogue.procedures), forms=len(catalogue.variants)))


@contracts.command()
def new(
    procedure: IdArgument,
    *,
    from_form: Annotated[Path, typer.Option("--from-form", help="Das leere Formular als PDF oder Bild.")],
    output: OutputOption = OWN,
) -> None:
    """Schlägt aus einem leeren Formular einen Vertrag vor, zum Durchsehen und Ergänzen."""
    from cli.contract_drafts import draft_form

    draft_form(procedure, from_form, output)


@contracts.command("import-fim")
def import_fim(
    schema: Annotated[Path, typer.Argument(help="Stammdatenschema nach XDatenfelder 3 (XML).")],
    *,
    procedure: Annotated[
        str | None, typer.Option("--id", help="Kennung des Verfahrens (sonst die des Schemas).")
    ] = None,
    output: OutputOption = OWN,
) -> None:
    """Macht aus einem FIM-Datenschema einen Vertrag, zum Durchsehen und Ergänzen."""
    from cli.contract_drafts import draft_schema

    draft_schema(procedure or schema.name.partition(".")[0].lower(), schema, output)


@contracts.command("test")
def try_examples(procedure: IdArgument, *, folder: FolderOption = None) -> None:
    """Prüft die Beispiele neben einem Vertrag und sagt, was anders ausgeht als erwartet."""
    from cli import contract_examples

    contract_examples.try_examples(procedure, folder)


@contracts.command()
def simulate(
    procedure: IdArgument,
    *,
    version: Annotated[str | None, typer.Option(help="Fassung, die erprobt wird; steht im Ordner.")] = None,
    contract: Annotated[Path | None, typer.Option(help="Oder: die Datei der geänderten Fassung.")] = None,
    reports: Annotated[
        Path | None, typer.Option(help="Ordner mit Berichten (JSON) statt der Datenbank.")
    ] = None,
    folder: FolderOption = None,
    data: Annotated[Path, typer.Option(help="Datenordner von lotse up.")] = Path("data"),
) -> None:
    """Zeigt, welche Befunde früherer Vorgänge ein geänderter Vertrag ändern würde. Ändert nichts."""
    from cli.contract_simulation import Trial, try_on_past_cases

    trial = Trial(procedure, version, contract, folder)
    try_on_past_cases(trial, reports=reports, data=data)


@contracts.callback()
def group() -> None:
    """Verträge der Verfahren: was ein Antrag braucht."""
