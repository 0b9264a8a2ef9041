"""``lotse contracts test``: the examples beside a contract, tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import typer

from cli.check import Exit
from cli.contract_inputs import chosen_folder, explain, load
from cli.contract_tables import print_results
from cli.contract_texts import tell
from cli.progress import progress_bar
from contracts.catalogue import Catalogue, UnknownProcedure
from contracts.submission import Meta
from contracts.yaml_file import ContractError
from drafting.examples import Example, examples_folder, load_examples
from drafting.rehearsal import Checked, ReadFiles, mistakes_of, rehearse
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile


def try_examples(procedure: str, folder: Path | None) -> None:
    """Try a contract on its examples, and print what differs.

    Raises:
        typer.BadParameter: if there is no such procedure, or no example.
        typer.Exit: with 0 if all come out as expected, else 1.
    """
    home = chosen_folder(folder)
    catalogue = load(home)
    examples = _examples(examples_folder(home, procedure), procedure, catalogue)
    with _files_reader(home, procedure, examples) as read_files, progress_bar() as bar:
        trials = rehearse(examples, procedure, catalogue, read_files=read_files)
        results = list(bar.track(trials, total=len(examples), description=tell("examples")))
    print_results(results, procedure)
    raise typer.Exit(Exit.UNEXPECTED if any(result.differences for result in results) else Exit.DONE)


def _examples(place: Path, procedure: str, catalogue: Catalogue) -> tuple[Example, ...]:
    try:
        examples = load_examples(place)
        mistakes = mistakes_of(examples, procedure, catalogue)
    except ContractError as error:
        explain(error.mistakes, "examples_bad")
    except UnknownProcedure as error:
        raise typer.BadParameter(str(error)) from None
    if mistakes:
        explain(mistakes, "examples_bad")
    if not examples:
        raise typer.BadParameter(tell("no_examples", folder=place))
    return examples


@contextmanager
def _files_reader(folder: Path, procedure: str, examples: Sequence[Example]) -> Iterator[ReadFiles]:
    """Give what reads the files of examples; the models are loaded only where an example has some."""
    if all(example.told is not None for example in examples):
        yield lambda _: Checked(())
        return
    with open_pipeline(contracts=folder) as pipeline:
        yield partial(_read, pipeline, procedure)


def _read(pipeline: Pipeline, procedure: str, example: Example) -> Checked:
    files = tuple(SubmittedFile(path.name, path.read_bytes()) for path in example.files)
    meta = Meta.model_validate(example.meta)
    outcome = pipeline.check(Submission(procedure, example.received, files, meta))
    return Checked(outcome.findings, outcome.form.fields)
