"""What the commands about contracts share: folders of contracts, and mistakes explained."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer

from cli.contract_texts import tell
from cli.texts import say
from config.settings import Settings
from contracts.catalogue import SHIPPED, Catalogue, load_catalogue
from contracts.yaml_file import ContractError, Mistake

MISTAKEN = 1
"""Exit code where something is wrong with contracts or examples."""


def chosen_folder(chosen: Path | None) -> Path:
    """Return the folder of contracts: the chosen one, that of the installation, or the shipped one."""
    return chosen or Settings().contracts.folder or SHIPPED


def load(folder: Path) -> Catalogue:
    """Read a folder of contracts.

    Raises:
        typer.BadParameter: if there is no such folder.
        typer.Exit: if a contract is wrong, after every mistake was said.
    """
    if not folder.is_dir():
        raise typer.BadParameter(say("no_such_path", path=folder))
    try:
        return load_catalogue(folder)
    except ContractError as error:
        explain(error.mistakes)


def explain(mistakes: Sequence[Mistake], heading: str = "contracts_bad") -> NoReturn:
    """Say each mistake with its file and line.

    Raises:
        typer.Exit: always.
    """
    typer.echo(tell(heading, count=len(mistakes)), err=True)
    for mistake in mistakes:
        typer.echo(f"  {mistake}", err=True)
    raise typer.Exit(MISTAKEN)
