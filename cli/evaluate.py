"""``lotse evaluate``: how well document types are told apart, on a folder of labelled documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer
from rich.console import Console
from rich.table import Table

from classifiers import Excerpt, load_classifier
from cli.progress import progress_bar
from cli.texts import say
from contracts.catalogue import load_catalogue
from contracts.reading import DocumentText
from extractors.sandbox import ReadingPool
from training.evaluation import Decision, Evaluation, decision, write_evaluation
from training.evaluation import evaluate as figures_of

SHOWN: Final = 40
"""Errors that are listed on the terminal; the report has them all."""


class Labelled(NamedTuple):
    """A file whose folder names its document type."""

    path: Path
    type: str


def evaluate(
    folder: Annotated[Path, typer.Argument(help="Ordner mit einem Unterordner je Dokumenttyp.")],
    *,
    out: Annotated[Path, typer.Option(help="Ordner für Bericht und Bilder.")] = Path("auswertung"),
    model: Annotated[Path | None, typer.Option(help="Ordner eines Modells; sonst das mitgelieferte.")] = None,
) -> None:
    """Misst an beschrifteten Dokumenten, wie gut Dokumenttypen erkannt werden."""
    if not folder.is_dir():
        raise typer.BadParameter(say("no_such_path", path=folder))
    labelled = list(files_in(folder))
    if not labelled:
        raise typer.BadParameter(say("evaluate_empty", path=folder))
    classifier = load_classifier(model)
    decisions = []
    for file, document in readings(labelled):
        if not any(page.words for page in document.pages):
            typer.echo(say("evaluate_unread", path=file.path), err=True)
        (answer,) = classifier.classify([Excerpt(pages=document.pages, file=file.path.name)])
        decisions.append(decision(str(file.path.relative_to(folder)), file.type, answer))
    found = figures_of(decisions, version=classifier.version)
    show(found, decisions)
    write_evaluation(found, decisions, out)
    typer.echo(say("evaluate_written", path=out))


def files_in(folder: Path) -> Iterator[Labelled]:
    """Yield the labelled files.

    Raises:
        typer.BadParameter: if a folder's name is no document type.
    """
    known = sorted(kind.id for kind in load_catalogue().document_types.document_types)
    for below in sorted(path for path in folder.iterdir() if path.is_dir()):
        if below.name not in known:
            raise typer.BadParameter(say("evaluate_type", name=below.name, known=", ".join(known)))
        yield from (Labelled(path, below.name) for path in sorted(below.iterdir()) if path.is_file())


def readings(labelled: Sequence[Labelled]) -> Iterator[tuple[Labelled, DocumentText]]:
    """Yield each file with what the service's own reading makes of it."""
    with ReadingPool() as pool, ThreadPoolExecutor(4) as threads, progress_bar() as bar:

        def read(file: Labelled) -> DocumentText:
            return pool.read(file.path.read_bytes(), file=file.path.name)

        task = bar.add_task(say("documents"), total=len(labelled))
        for file, document in zip(labelled, threads.map(read, labelled), strict=True):
            bar.advance(task)
            yield file, document


def show(found: Evaluation, decisions: Sequence[Decision]) -> None:
    """Print the figures and the errors."""
    console = Console()
    console.print(say("evaluate_figures", **found.model_dump(exclude={"types"})))
    table = Table(*(say(f"evaluate_{column}") for column in ("kind", "count", "precision", "recall")), "F1")
    for kind, type_figures in found.types.items():
        figures = (
            f"{number:.2f}" for number in (type_figures.precision, type_figures.recall, type_figures.f1)
        )
        table.add_row(kind, str(type_figures.count), *figures)
    console.print(table)
    for each in [each for each in decisions if not each.right][:SHOWN]:
        words = ", ".join(each.words)
        console.print(f"{each.name}: {each.answer} ({each.confidence:.2f}) · {words}", highlight=False)
