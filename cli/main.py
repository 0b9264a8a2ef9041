"""The command ``lotse``: its sub-commands, and what every one of them shares."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.check import check
from cli.contracts import contracts
from cli.demo import demo
from cli.doctor import doctor
from cli.migrate import migrate
from cli.texts import speak
from cli.up import up

app = typer.Typer(
    name="lotse",
    help="Antragslotse: findet, was in Anträgen fehlt. Entscheiden tun Menschen.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for command in (check, up, demo, doctor, migrate):
    app.command()(command)
app.add_typer(contracts, name="contracts")


@app.callback()
def options(
    lang: Annotated[str, typer.Option(help="Sprache der Ausgabe: de oder en.", metavar="de|en")] = "de",
) -> None:
    """Antragslotse: findet, was in Anträgen fehlt. Entscheiden tun Menschen."""
    speak(lang)


def main() -> None:
    """Run the command; ``--lang`` may stand anywhere."""
    app(args=_language_first(sys.argv[1:]))


def _language_first(arguments: list[str]) -> list[str]:
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return [*arguments[index : index + 2], *arguments[:index], *arguments[index + 2 :]]
        if argument.startswith("--lang="):
            return [argument, *arguments[:index], *arguments[index + 1 :]]
    return arguments
