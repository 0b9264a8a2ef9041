"""Past cases for trying a changed contract: from the database, or from a folder of reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from cli.contract_texts import tell
from cli.stack import settings_of_running
from config.settings import Settings
from contracts.submission import Meta
from drafting.past import BadReport, PastCase, reports_in
from storage import cases
from storage.database import Database


def from_reports(folder: Path, procedure: str) -> list[PastCase]:
    """Return the reports of a procedure in a folder; what is no report is named on standard error.

    Raises:
        typer.BadParameter: if there is no report of this procedure.
    """
    if not folder.is_dir():
        raise typer.BadParameter(tell("no_file", path=folder))
    found = []
    for each in reports_in(folder):
        if isinstance(each, BadReport):
            typer.echo(tell("bad_report", problem=each), err=True)
        elif each.report.procedure.id == procedure:
            found.append(each)
    if not found:
        raise typer.BadParameter(tell("no_reports", folder=folder, id=procedure))
    return found


def from_database(data: Path, procedure: str) -> Iterator[PastCase]:
    """Yield the cases of a procedure from the database of the running service; nothing is changed.

    Raises:
        storage.database.DatabaseUnreachable: if it does not answer.
    """
    settings = settings_of_running(data) or Settings()
    with Database(settings.database.full_url) as database:
        database.check()
        with database.begin() as session:
            for case, check, submission in cases.latest_checks(session, procedure):
                meta = Meta.model_validate(submission.meta).values
                yield PastCase(case.reference, cases.report_of(check), meta)
