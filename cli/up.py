"""``lotse up``: everything embedded on this machine, until Ctrl-C."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from cli.stack import FolderInUse, PortTaken, Stack, running_stack
from cli.stack_texts import tell
from cli.supervisor import NotReady

DataOption = Annotated[Path, typer.Option(help="Ordner für alle Daten.", metavar="ORDNER", file_okay=False)]
PortOption = Annotated[int | None, typer.Option(help="Port der Prüfliste.", min=1, max=65535)]

console = Console(stderr=True)


def up(data: DataOption = Path("data"), port: PortOption = None) -> None:
    """Startet alles auf diesem Rechner: Objektspeicher, Datenbank, Prefect, Worker und Prüfliste."""
    with told_apart(data), stack_until_stopped(data, port) as stack:
        print_addresses(stack)
        console.print(tell("stop_with"))
        while True:
            stack.supervisor.look()
            time.sleep(0.2)


class Stopped(KeyboardInterrupt):
    """Somebody wants everything to end: Ctrl-C, or SIGTERM."""


@contextmanager
def stack_until_stopped(data: Path, port: int | None) -> Iterator[Stack]:
    """Run the stack; SIGINT and SIGTERM leave the block, and end everything cleanly."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    began = time.monotonic()
    console.print(tell("starting", data=data.resolve()))
    try:
        with running_stack(data, port=port, say=_say) as stack:
            console.print(tell("ready", seconds=time.monotonic() - began))
            try:
                yield stack
            finally:
                _ignore_signals()  # a second Ctrl-C must not leave servers behind
                console.print(tell("stopping"))
    except Stopped:
        pass
    console.print(tell("stopped", data=data.resolve()))


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _say(key: str, **values: object) -> None:
    console.print(tell(key, **values))


@contextmanager
def told_apart(data: Path) -> Iterator[None]:
    """Explain in plain words what keeps the stack from running."""
    try:
        yield
    except FolderInUse as error:
        problem = tell("in_use", data=data.resolve(), pid=error)
    except PortTaken as error:
        problem = tell("port_taken", port=error)
    except NotReady as error:
        problem = tell("not_ready", what=error)
    else:
        return
    console.print(problem, style="red")
    raise typer.Exit(1)


def print_addresses(stack: Stack) -> None:
    """Say on standard output where everything is to be found, one a line and never shortened."""
    settings = stack.settings
    lines = {
        "review": settings.review.url,
        "login": stack.login_url,
        "prefect": settings.prefect.api_url.removesuffix("/api"),
        "store": f"http://{settings.s3.endpoint}",
        "keys": str(settings.data / "s3" / "s3.json"),
        "inbox": "inbox/<Verfahren>/<Einsendung>/…",
    }
    for key, place in lines.items():
        typer.echo(f"  {tell(key):<26}{place}")
