"""``lotse contracts new`` and ``import-fim``: contracts proposed from forms and schemas."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import typer

from cli.check import Exit
from cli.contract_inputs import load
from cli.contract_texts import tell
from cli.progress import page_progress
from contracts.catalogue import SHIPPED
from drafting.draft import Draft
from drafting.fim import draft_from_schema
from drafting.fim_file import SchemaError, read_schema
from drafting.form_file import FormUnreadable, read_blank_form
from drafting.from_form import NothingToFill, draft_from_form
from drafting.saving import BadId, check_id, save
from extractors.sandbox import ReadingPool


def draft_form(procedure: str, form: Path, folder: Path) -> None:
    """Propose a contract from a blank form.

    Raises:
        typer.BadParameter: if the id, the form's path or the folder is no good.
        typer.Exit: if the form cannot be read, or has nothing to fill in.
    """
    _check(procedure, form)
    with ReadingPool() as pool, page_progress() as progress:
        try:
            blank = read_blank_form(form.read_bytes(), file=form.name, pool=pool, progress=progress)
            draft = draft_from_form(blank.document, blank.inks, procedure=procedure)
        except FormUnreadable as error:
            _give_up(tell("unreadable", path=form, problem=error))
        except NothingToFill:
            _give_up(tell("nothing_to_fill", path=form))
    _deliver(draft, folder)


def draft_schema(procedure: str, schema: Path, folder: Path) -> None:
    """Propose a contract from a FIM schema.

    Raises:
        typer.BadParameter: if the id, the schema's path or the folder is no good.
        typer.Exit: if the schema cannot be read.
    """
    _check(procedure, schema)
    try:
        draft = draft_from_schema(read_schema(schema), load(SHIPPED).document_types, procedure=procedure)
    except SchemaError as error:
        _give_up(str(error))
    _deliver(draft, folder)


def _check(procedure: str, source: Path) -> None:
    """See that a procedure may be called so, and that there is a file to make it from."""
    try:
        check_id(procedure)
    except BadId:
        raise typer.BadParameter(tell("bad_id", id=procedure)) from None
    if not source.is_file():
        raise typer.BadParameter(tell("no_file", path=source))


def _deliver(draft: Draft, folder: Path) -> None:
    try:
        path = save(draft, folder)
    except FileExistsError as error:
        raise typer.BadParameter(tell("exists", path=error.filename)) from None
    required = sum(field.spec.required for field in draft.fields)
    fields, proofs = len(draft.fields), len(draft.proofs)
    typer.echo(tell("drafted", path=path, fields=fields, required=required, proofs=proofs))
    typer.echo(tell("next_steps", folder=folder, id=draft.id))


def _give_up(problem: str) -> NoReturn:
    """Say why a file is no help.

    Raises:
        typer.Exit: always, as for every input that cannot be read.
    """
    typer.echo(problem, err=True)
    raise typer.Exit(Exit.UNREADABLE)
