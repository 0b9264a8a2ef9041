"""``lotse contracts``: contracts of procedures, drafted, checked and tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from cli.check import Exit
from cli.contract_tables import print_results, print_simulation
from cli.contract_texts import tell
from cli.past_cases import from_database, from_reports
from cli.progress import page_progress, progress_bar
from cli.texts import say
from cli.up import DataOption
from config.settings import Settings
from contracts.catalogue import SHIPPED, Catalogue, UnknownProcedure, load_catalogue
from contracts.procedure import Procedure
from contracts.submission import Meta
from contracts.yaml_file import ContractError, Mistake, load_yaml
from drafting.draft import Draft
from drafting.examples import Example, examples_folder, load_examples
from drafting.fim import draft_from_schema
from drafting.fim_file import SchemaError, read_schema
from drafting.form_file import FormUnreadable, read_blank_form
from drafting.from_form import NothingToFill, draft_from_form
from drafting.past import PastCase
from drafting.rehearsal import Checked, ReadFiles, mistakes_of, rehearse
from drafting.saving import FIRST_VERSION, BadId, check_id, save
from drafting.simulation import simulate
from extractors.sandbox import ReadingPool
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile
from storage.database import DatabaseUnreachable

contracts = typer.Typer(help="Verträge der Verfahren entwerfen, prüfen, erproben.", no_args_is_help=True)

OWN = Path("vertraege")
IdArgument = Annotated[str, typer.Argument(help="Kennung des Verfahrens, z. B. hundesteuer.")]
FolderOption = Annotated[
    Path | None, typer.Option(help="Ordner der Verträge (sonst der eingestellte oder die mitgelieferten).")
]
OutputOption = Annotated[Path, typer.Option(help="Ordner der eigenen Verträge.")]


@contracts.command()
def lint(
    folder: Annotated[Path, typer.Argument(help="Ordner mit procedures/ und forms/.")] = SHIPPED,
) -> None:
    """Prüft einen Ordner mit Verträgen und erklärt jeden Fehler mit Datei und Zeile."""
    catalogue = _load(folder)
    typer.echo(say("contracts_good", count=len(catalogue.procedures), forms=len(catalogue.variants)))


@contracts.command()
def new(
    id: IdArgument,  # noqa: A002 - the argument's name in the help
    *,
    from_form: Annotated[Path, typer.Option("--from-form", help="Das leere Formular als PDF oder Bild.")],
    output: OutputOption = OWN,
) -> None:
    """Schlägt aus einem leeren Formular einen Vertrag vor, zum Durchsehen und Ergänzen."""
    _check(id, from_form)
    with ReadingPool() as pool, page_progress() as progress:
        try:
            form = read_blank_form(from_form.read_bytes(), file=from_form.name, pool=pool, progress=progress)
            draft = draft_from_form(form.document, form.inks, id=id, version=FIRST_VERSION)
        except FormUnreadable as error:
            _give_up(tell("unreadable", path=from_form, problem=error))
        except NothingToFill:
            _give_up(tell("nothing_to_fill", path=from_form))
    _deliver(draft, output)


@contracts.command("import-fim")
def import_fim(
    schema: Annotated[Path, typer.Argument(help="Stammdatenschema nach XDatenfelder 3 (XML).")],
    *,
    id: Annotated[str | None, typer.Option(help="Kennung des Verfahrens (sonst die des Schemas).")] = None,  # noqa: A002 - the option's name
    output: OutputOption = OWN,
) -> None:
    """Macht aus einem FIM-Datenschema einen Vertrag, zum Durchsehen und Ergänzen."""
    wanted = id or schema.name.partition(".")[0].lower()
    _check(wanted, schema)
    try:
        types = load_catalogue(SHIPPED).document_types
        draft = draft_from_schema(read_schema(schema), types, id=wanted, version=FIRST_VERSION)
    except SchemaError as error:
        _give_up(str(error))
    _deliver(draft, output)


@contracts.command("test")
def try_examples(
    id: IdArgument,  # noqa: A002 - the argument's name in the help
    *,
    folder: FolderOption = None,
) -> None:
    """Prüft die Beispiele neben einem Vertrag und sagt, was anders ausgeht als erwartet."""
    home = _folder(folder)
    catalogue = _load(home)
    place = examples_folder(home, id)
    try:
        examples = load_examples(place)
        mistakes = mistakes_of(examples, id, catalogue)
    except ContractError as error:
        mistakes = error.mistakes
    except UnknownProcedure as error:
        raise typer.BadParameter(str(error)) from None
    if mistakes:
        _explain(mistakes, "examples_bad")
    if not examples:
        raise typer.BadParameter(tell("no_examples", folder=place))
    with _files_reader(home, examples) as read_files, progress_bar() as bar:
        task = bar.add_task(tell("examples"), total=len(examples))
        results = []
        for result in rehearse(examples, id, catalogue, read_files=read_files):
            results.append(result)
            bar.advance(task)
    print_results(results, id)
    raise typer.Exit(Exit.UNEXPECTED if any(result.differences for result in results) else Exit.DONE)


@contracts.command("simulate")
def try_on_past_cases(  # noqa: PLR0913 - the options of the command line
    id: IdArgument,  # noqa: A002 - the argument's name in the help
    *,
    version: Annotated[str | None, typer.Option(help="Fassung, die erprobt wird; steht im Ordner.")] = None,
    contract: Annotated[Path | None, typer.Option(help="Oder: die Datei der geänderten Fassung.")] = None,
    reports: Annotated[
        Path | None, typer.Option(help="Ordner mit Berichten (JSON) statt der Datenbank.")
    ] = None,
    folder: FolderOption = None,
    data: DataOption = Path("data"),
) -> None:
    """Zeigt, welche Befunde früherer Vorgänge ein geänderter Vertrag ändern würde. Ändert nichts."""
    catalogue = _load(_folder(folder))
    new = _changed_contract(catalogue, id, version, contract)
    past = from_reports(reports, id) if reports else from_database(data, id)
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


@contracts.callback()
def group() -> None:
    """Verträge der Verfahren: was ein Antrag braucht."""


def _folder(chosen: Path | None) -> Path:
    return chosen or Settings().contracts.folder or SHIPPED


def _changed_contract(
    catalogue: Catalogue, wanted: str, version: str | None, contract: Path | None
) -> Procedure:
    """Return the contract that is tried: a version of the folder, or a file."""
    if (version is None) == (contract is None):
        raise typer.BadParameter(tell("version_or_contract"))
    if contract is not None:
        if not contract.is_file():
            raise typer.BadParameter(tell("no_file", path=contract))
        try:
            found = load_yaml(contract, Procedure)
        except ContractError as error:
            _explain(error.mistakes)
        if found.id != wanted:
            raise typer.BadParameter(tell("other_contract", path=contract, found=found.id, id=wanted))
        return found
    versions = {each.version: each for each in catalogue.procedures if each.id == wanted}
    if version not in versions:
        known = ", ".join(sorted(versions)) or "–"
        raise typer.BadParameter(tell("no_version", id=wanted, version=version, known=known))
    return versions[version]


def _as_checked(catalogue: Catalogue, case: PastCase) -> Procedure | None:
    """Return the contract that a case was checked against, if it is still in the folder."""
    asked = case.report.procedure
    return next(
        (each for each in catalogue.procedures if (each.id, each.version) == (asked.id, asked.version)), None
    )


def _load(folder: Path) -> Catalogue:
    if not folder.is_dir():
        raise typer.BadParameter(say("no_such_path", path=folder))
    try:
        return load_catalogue(folder)
    except ContractError as error:
        _explain(error.mistakes)


def _explain(mistakes: Sequence[Mistake], heading: str = "contracts_bad") -> NoReturn:
    typer.echo(tell(heading, count=len(mistakes)), err=True)
    for mistake in mistakes:
        typer.echo(f"  {mistake}", err=True)
    raise typer.Exit(Exit.UNEXPECTED)


@contextmanager
def _files_reader(folder: Path, examples: Sequence[Example]) -> Iterator[ReadFiles]:
    """Give what reads the files of examples; the models are loaded only where an example has some."""
    if all(example.told is not None for example in examples):
        yield lambda _: Checked(())
        return
    with open_pipeline(contracts=folder) as pipeline:
        yield lambda example: _read(pipeline, example)


def _read(pipeline: Pipeline, example: Example) -> Checked:
    files = tuple(SubmittedFile(path.name, path.read_bytes()) for path in example.files)
    meta = Meta.model_validate(example.meta)
    outcome = pipeline.check(Submission(example.path.parent.parent.name, example.received, files, meta))
    return Checked(outcome.findings, outcome.form.fields)


def _check(wanted: str, source: Path) -> None:
    """See that a procedure may be called so, and that there is a file to make it from."""
    try:
        check_id(wanted)
    except BadId:
        raise typer.BadParameter(tell("bad_id", id=wanted)) from None
    if not source.is_file():
        raise typer.BadParameter(tell("no_file", path=source))


def _deliver(draft: Draft, folder: Path) -> None:
    try:
        path = save(draft, folder)
    except FileExistsError as error:
        raise typer.BadParameter(tell("exists", path=error.filename)) from None
    required = sum(field.spec.required for field in draft.fields)
    proofs = len(draft.proofs)
    typer.echo(tell("drafted", path=path, fields=len(draft.fields), required=required, proofs=proofs))
    typer.echo(tell("next_steps", folder=folder, id=draft.id))


def _give_up(problem: str) -> NoReturn:
    """Say why a file is no help.

    Raises:
        typer.Exit: always, as for every input that cannot be read.
    """
    typer.echo(problem, err=True)
    raise typer.Exit(Exit.UNREADABLE)
