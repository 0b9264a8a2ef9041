"""Files and folders on this machine as a submission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import typer
from pydantic import ValidationError

from cli.texts import say
from contracts.clock import today
from contracts.submission import Meta
from pipeline.submission import Submission, SubmittedFile

META = "meta.json"


def submission_from(paths: Sequence[Path], *, procedure: str | None, received: str | None) -> Submission:
    """Read the files of one submission; a ``meta.json`` among them says what the options leave open.

    Raises:
        typer.BadParameter: if a path or the procedure is missing, or something is not as it should be.
    """
    found = list(_files(paths))
    meta = next((read_meta(path) for path, _ in found if path.name == META), Meta())
    files = tuple(SubmittedFile(name, path.read_bytes()) for path, name in found if path.name != META)
    if not files:
        raise typer.BadParameter(say("no_files", path=", ".join(map(str, paths))))
    chosen = procedure or meta.procedure
    if chosen is None:
        raise typer.BadParameter(say("no_procedure", known="wohngeld-mietzuschuss, wohnsitzanmeldung, …"))
    day = parse_day(received) if received else meta.received
    return Submission(chosen, day or today(), files, meta)


def read_meta(path: Path) -> Meta:
    """Read a meta.json.

    Raises:
        typer.BadParameter: naming the file and what is wrong with it, but none of its contents.
    """
    try:
        return Meta.model_validate_json(path.read_bytes())
    except ValidationError as error:
        places = {".".join(map(str, entry["loc"])) or "JSON" for entry in error.errors()}
        raise typer.BadParameter(say("bad_meta", path=path, problem=", ".join(sorted(places)))) from None


def parse_day(value: str) -> date:
    """Read a date written as YYYY-MM-DD.

    Raises:
        typer.BadParameter: if it is not.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(say("bad_date", value=value)) from None


def submission_folders(folder: Path) -> list[Path]:
    """Return the sub-folders of a batch, in the order of their names.

    Raises:
        typer.BadParameter: if there is no such folder.
    """
    if not folder.is_dir():
        raise typer.BadParameter(say("no_such_path", path=folder))
    return sorted(entry for entry in folder.iterdir() if entry.is_dir())


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield (path, name inside the submission), folders walked through, hidden files left out."""
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not inner.name.startswith("."):
                    yield inner, inner.relative_to(path).as_posix()
        elif path.is_file():
            yield path, path.name
        else:
            raise typer.BadParameter(say("no_such_path", path=path))
