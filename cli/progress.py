"""The bar that commands show while they work: on a terminal only, and on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cli.texts import say
from extractors.sandbox import Progress as PageProgress


def progress_bar() -> Progress:
    """Return a bar that vanishes when it is done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def page_progress() -> Iterator[PageProgress]:
    """Show pages read, on a terminal."""
    with progress_bar() as bar:
        tasks: dict[str, int] = {}

        def show(file: str, done: int, pages: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(f"{say('reading')} {file}", total=pages)
            bar.update(tasks[file], completed=done)  # type: ignore[arg-type] # TaskID is an int

        yield show
