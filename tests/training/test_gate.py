"""The gate refuses what is worse, and only that."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from classifiers.blend import load_classifier
from tests.training.small import sheet, tiny_model
from training import gate
from training.corpus import Document
from training.evaluation import Evaluation, TypeFigures
from training.gate import MARGIN, OVERALL, losses


def found(accuracy: float, **f1: float) -> Evaluation:
    """Return an evaluation with these F1 scores."""
    types = {kind: TypeFigures(count=9, precision=f, recall=f, f1=f) for kind, f in f1.items()}
    return Evaluation(version="v", documents=9, accuracy=accuracy, macro_f1=0.5, ece=0, at_90=1, types=types)


OLD = found(0.95, rechnung=0.9, ausweis=1.0)


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        found(1.0, rechnung=1.0, ausweis=1.0),
        found(0.95 - OVERALL / 2, rechnung=0.9 - MARGIN / 2, ausweis=1.0),
    ],
)
def test_equal_better_and_hardly_worse_models_pass(new: Evaluation) -> None:
    """Chance alone moves figures a little."""
    assert losses(new, OLD) == []


def test_a_type_that_loses_is_named() -> None:
    """However good the rest has become."""
    assert losses(found(0.99, rechnung=0.7, ausweis=1.0), OLD) == ["rechnung: F1 0.70 statt 0.90"]


def test_a_loss_over_all_is_named() -> None:
    """Even if no single type loses much."""
    assert losses(found(0.92, rechnung=0.85, ausweis=0.95), OLD) == ["insgesamt: 0.920 statt 0.950 richtig"]


def test_a_model_is_judged_on_the_frozen_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents lie in a file of their own, as they were read when it was made."""
    path = tmp_path / "frozen.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as sink:
        for kind, word in (("mietvertrag", "Mietvertrag"), ("gehaltsabrechnung", "Mietvertrag")):
            document = Document(
                type=kind,
                author="a",
                kind="k",
                family="letter",
                way="digital",
                key=kind,
                pages=(sheet(word),),
            )
            sink.write(document.model_dump_json(exclude_defaults=True) + "\n")
    monkeypatch.setattr(gate, "FROZEN", path)
    assert [kind for kind, _ in gate.frozen()] == ["mietvertrag", "gehaltsabrechnung"]
    judged = gate.judged(load_classifier(tiny_model(tmp_path / "model")))
    assert (judged.version, judged.documents, judged.accuracy) == ("tiny", 2, 0.5)
