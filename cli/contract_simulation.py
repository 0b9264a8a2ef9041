"""``lotse contracts simulate``: a changed contract, tried on past cases."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import typer

from cli.check import Exit
from cli.contract_inputs import chosen_folder, explain, load
from cli.contract_tables import print_simulation
from cli.contract_texts import tell
from cli.past_cases import from_database, from_reports
from cli.progress import progress_bar
from contracts.catalogue import Catalogue
from contracts.procedure import Procedure
from contracts.yaml_file import ContractError, load_yaml
from drafting.past import PastCase
from drafting.simulation import simulate
from storage.database import DatabaseUnreachable


class Trial(NamedTuple):
    """What is tried: a version that stands in the folder of contracts, or a file."""

    procedure: str
    version: str | None
    contract: Path | None
    folder: Path | None


def try_on_past_cases(trial: Trial, *, reports: Path | None, data: Path) -> None:
    """Print what a changed contract would change; from a folder of reports, or from the database.

    Raises:
        typer.BadParameter: if there is no such contract, or no report.
        typer.Exit: if the database does not answer, or the contract is wrong.
    """
    catalogue = load(chosen_folder(trial.folder))
    new = _changed_contract(catalogue, trial)
    past = from_reports(reports, trial.procedure) if reports else from_database(data, trial.procedure)
    try:
        with progress_bar() as bar:
            results = [
                simulate(case, _as_checked(catalogue, case), new)
                for case in bar.track(past, description=tell("cases"))
            ]
    except DatabaseUnreachable as error:
        typer.echo(f"{error} {tell('or_reports')}", err=True)
        raise typer.Exit(Exit.UNEXPECTED) from None
    print_simulation(results, new)


def _changed_contract(catalogue: Catalogue, trial: Trial) -> Procedure:
    if (trial.version is None) == (trial.contract is None):
        raise typer.BadParameter(tell("version_or_contract"))
    if trial.contract is not None:
        return _from_file(trial.contract, trial.procedure)
    versions = {each.version: each for each in catalogue.procedures if each.id == trial.procedure}
    if trial.version not in versions:
        known = ", ".join(sorted(versions)) or "–"
        raise typer.BadParameter(tell("no_version", id=trial.procedure, version=trial.version, known=known))
    return versions[trial.version]


def _from_file(path: Path, procedure: str) -> Procedure:
    if not path.is_file():
        raise typer.BadParameter(tell("no_file", path=path))
    try:
        found = load_yaml(path, Procedure)
    except ContractError as error:
        explain(error.mistakes)
    if found.id != procedure:
        raise typer.BadParameter(tell("other_contract", path=path, found=found.id, id=procedure))
    return found


def _as_checked(catalogue: Catalogue, case: PastCase) -> Procedure | None:
    """Return the contract that a case was checked against, if it is still in the folder."""
    asked = (case.report.procedure.id, case.report.procedure.version)
    return next((each for each in catalogue.procedures if (each.id, each.version) == asked), None)
