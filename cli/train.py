"""``lotse train``: the classifier anew, from its banks of texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from classifiers import load_classifier
from cli.texts import say
from contracts.clock import today


def train(
    *,
    out: Annotated[Path, typer.Option(help="Ordner für das neue Modell.")] = Path(".cache/model/pages"),
    epochs: Annotated[int, typer.Option(min=1, help="Durchgänge durch alle Seiten.")] = 3,
    layers: Annotated[int, typer.Option(min=1, max=12, help="Schichten des Basismodells.")] = 6,
    seed: Annotated[int, typer.Option(help="Startwert des Zufalls.")] = 1,
) -> None:
    """Trainiert das Modell für Dokumenttypen neu und vergleicht es mit dem mitgelieferten."""
    try:
        from training.fit import Recipe  # noqa: PLC0415 - torch is installed for training only
        from training.gate import judged, losses  # noqa: PLC0415 - the same
        from training.run import run  # noqa: PLC0415 - the same
    except ModuleNotFoundError as error:
        raise typer.BadParameter(say("train_missing", name=error.name)) from error
    recipe = Recipe(layers=layers, epochs=epochs, seed=seed)
    found = judged(run(out, recipe=recipe, version=_version(today(), seed)))
    worse = losses(found, judged(load_classifier()))
    if worse:
        typer.echo(say("train_refused", losses="; ".join(worse), path=out), err=True)
        raise typer.Exit(1)
    typer.echo(say("train_done", **found.model_dump(exclude={"types"}), path=out))


def _version(day: date, seed: int) -> str:
    return f"pages-{day:%Y-%m-%d}" + (f"-{seed}" if seed != 1 else "")
