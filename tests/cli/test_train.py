"""``lotse train``: what is missing is said, and a worse model is refused."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from cli.main import build
from training import gate
from training.evaluation import Evaluation, TypeFigures


def run(*words: str) -> tuple[int, str]:
    """Run the command line in this process; return its exit code and all it wrote, on one line."""
    result = CliRunner(env={"COLUMNS": "300"}).invoke(build(words), list(words))
    return result.exit_code, " ".join(result.output.split())


def figures(version: str, accuracy: float, f1: float) -> Evaluation:
    types = {"rechnung": TypeFigures(count=9, precision=f1, recall=f1, f1=f1)}
    return Evaluation(
        version=version, documents=9, accuracy=accuracy, macro_f1=f1, ece=0, at_90=1, types=types
    )


class Recipe(NamedTuple):
    """As ``training.fit`` has it, without torch."""

    layers: int
    epochs: int
    seed: int


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What training was asked for; it ends at once, and its model is judged by its name."""
    found: list[dict[str, Any]] = []

    def trained(out: Path, **options: Any) -> str:
        found.append({"out": out, **options})
        return "new"

    for name, members in (("fit", {"Recipe": Recipe}), ("run", {"run": trained})):
        module = ModuleType(f"training.{name}")
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, f"training.{name}", module)
    monkeypatch.setattr("cli.train.load_classifier", lambda: "shipped")
    return found


def judge(monkeypatch: pytest.MonkeyPatch, **verdicts: Evaluation) -> None:
    monkeypatch.setattr(gate, "judged", verdicts.__getitem__)


@pytest.mark.parametrize(("language", "said"), [("de", "fehlt torch"), ("en", "torch is needed")])
def test_without_torch_it_says_what_is_missing(
    language: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library is installed for training only; ``make train`` does it."""
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in ("training.fit", "training.run", "training.export"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    code, output = run("--lang", language, "train")
    assert code == 2
    assert said in output
    assert "make train" in output


def test_a_better_model_is_accepted(asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays where it was written, and its figures are said."""
    judge(monkeypatch, new=figures("pages-x", 0.97, 0.95), shipped=figures("old", 0.95, 0.9))
    code, output = run("train", "--out", "neu", "--epochs", "2", "--layers", "4", "--seed", "5")
    assert code == 0, output
    assert "pages-x: auf dem festen Testsatz 97.0% richtig" in output
    (call,) = asked
    assert call["out"] == Path("neu")
    assert call["recipe"] == Recipe(layers=4, epochs=2, seed=5)
    assert call["version"].startswith("pages-20")
    assert call["version"].endswith("-5")


def test_a_worse_model_is_refused(asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1, and where it loses."""
    judge(monkeypatch, new=figures("pages-x", 0.95, 0.6), shipped=figures("old", 0.95, 0.9))
    code, output = run("train", "--out", "neu")
    assert code == 1
    assert "nicht übernommen: rechnung: F1 0.60 statt 0.90" in output
    assert "neu" in output
    assert len(asked) == 1


@pytest.mark.parametrize(("option", "value"), [("--epochs", "0"), ("--layers", "13")])
def test_wrong_use_is_explained(option: str, value: str, asked: list[dict[str, Any]]) -> None:
    """Exit code 2, the option in the message, and nothing was trained."""
    code, output = run("train", option, value)
    assert code == 2
    assert option in output
    assert asked == []
