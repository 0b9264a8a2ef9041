"""The command ``lotse``: its sub-commands, and what every one of them shares."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, Final

import typer

from cli.texts import speak
from config.logs import set_up_logs

COMMANDS: Final[Mapping[str, str]] = {
    "check": "cli.check",
    "up": "cli.up",
    "demo": "cli.demo",
    "doctor": "cli.doctor",
    "train": "cli.train",
    "evaluate": "cli.evaluate",
    "bench": "cli.bench",
    "migrate": "cli.migrate",
    "contracts": "cli.contracts",
}
"""Command -> module that has a function, or a group of commands, of the same name."""


def main() -> None:
    """Run the command; ``--lang`` may stand anywhere. Logs go to stderr: stdout is for reports."""
    set_up_logs("lotse")
    arguments = _language_first(sys.argv[1:])
    build(arguments)(args=arguments)


def build(arguments: Sequence[str]) -> typer.Typer:
    """Put the command line together.

    Only the command that is called is imported: the others' libraries would cost it seconds.
    """
    app = typer.Typer(
        name="lotse", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )
    app.callback()(options)
    called = [argument for argument in arguments if argument in COMMANDS][:1]
    for name in called or COMMANDS:
        command = getattr(import_module(COMMANDS[name]), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def options(
    lang: Annotated[str, typer.Option(help="Sprache der Ausgabe: de oder en.", metavar="de|en")] = "de",
) -> None:
    """Antragslotse: findet, was in Anträgen fehlt. Entscheiden tun Menschen."""
    speak(lang)


def _language_first(arguments: list[str]) -> list[str]:
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return [*arguments[index : index + 2], *arguments[:index], *arguments[index + 2 :]]
        if argument.startswith("--lang="):
            return [argument, *arguments[:index], *arguments[index + 1 :]]
    return arguments
