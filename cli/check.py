"""``lotse check``: check submissions on this machine, with no server."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cli.files import submission_folders, submission_from
from cli.progress import page_progress, progress_bar
from cli.report_text import print_report
from cli.texts import say
from contracts.catalogue import UnknownProcedure
from contracts.report import Report, write_report
from extractors.sandbox import Progress as PageProgress
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    UNEXPECTED = 1
    WRONG_USE = 2
    UNREADABLE = 3


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"


def check(  # noqa: PLR0913 - the options of the command line
    paths: Annotated[list[Path] | None, typer.Argument(help="Dateien oder Ordner einer Einreichung.")] = None,
    *,
    procedure: Annotated[str | None, typer.Option(help="Verfahren, z. B. wohngeld-mietzuschuss.")] = None,
    received: Annotated[str | None, typer.Option(help="Eingangsdatum JJJJ-MM-TT (sonst heute).")] = None,
    layout: Annotated[Format, typer.Option("--format", help="text oder json.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help="Datei (bei --batch: Ordner) für den Bericht.")] = None,
    batch: Annotated[
        Path | None, typer.Option(help="Ordner, in dem jeder Unterordner eine Einreichung ist.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Prozesse zum Lesen (sonst einer je Kern).")
    ] = None,
) -> None:
    """Prüft Einreichungen auf Vollständigkeit, ohne Server, auf diesem Rechner."""
    if bool(batch) == bool(paths):
        raise typer.BadParameter(say("batch_or_paths"))
    if batch is not None:
        if out is None:
            raise typer.BadParameter(say("batch_wants_out"))
        raise typer.Exit(_check_batch(batch, out, workers))
    submission = submission_from(paths or [], procedure=procedure, received=received)
    with open_pipeline(workers=workers) as pipeline, page_progress() as progress:
        report = _checked(pipeline, submission, progress)
    _deliver(report, layout, out)
    raise typer.Exit(_exit_code([report]))


def _checked(pipeline: Pipeline, submission: Submission, progress: PageProgress | None = None) -> Report:
    try:
        return write_report(pipeline.check(submission, progress=progress))
    except UnknownProcedure as error:
        raise typer.BadParameter(str(error)) from None


def _deliver(report: Report, layout: Format, out: Path | None) -> None:
    if layout is Format.JSON:
        if out is None:
            typer.echo(report.to_json(), nl=False)
        else:
            out.write_text(report.to_json(), encoding="utf-8")
    elif out is None:
        print_report(report, Console())
    else:
        with out.open("w", encoding="utf-8") as file:
            print_report(report, Console(file=file, width=110))


def _check_batch(folder: Path, out: Path, workers: int | None) -> Exit:
    """Check each sub-folder; one that is not as it should be is said, and costs the others nothing."""
    folders = submission_folders(folder)
    out.mkdir(parents=True, exist_ok=True)
    reports, wrong = [], False
    with (
        open_pipeline(workers=workers) as pipeline,
        ThreadPoolExecutor(pipeline.workers + 1) as threads,
        progress_bar() as bar,
    ):
        task = bar.add_task(say("submissions"), total=len(folders))
        for name, result in zip(
            folders, threads.map(lambda each: _one_of_batch(pipeline, each), folders), strict=True
        ):
            bar.advance(task)
            if isinstance(result, Report):
                (out / f"{name.name}.json").write_text(result.to_json(), encoding="utf-8")
                reports.append(result)
            else:
                typer.echo(f"{name.name}: {result}", err=True)
                wrong = True
    typer.echo(say("batch_done", count=len(reports), folder=out), err=True)
    return Exit.WRONG_USE if wrong else _exit_code(reports)


def _one_of_batch(pipeline: Pipeline, folder: Path) -> Report | str:
    try:
        return _checked(pipeline, submission_from([folder], procedure=None, received=None))
    except typer.BadParameter as error:
        return error.message


def _exit_code(reports: Sequence[Report]) -> Exit:
    unreadable = any(document.pages == 0 for report in reports for document in report.documents)
    return Exit.UNREADABLE if unreadable else Exit.DONE
