"""Training from end to end, on an encoder of one layer that is made up here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from classifiers.interface import Excerpt
from classifiers.linear import load_model
from classifiers.page_words import MARKS
from tests.training.small import PIECES, SPOKEN, sheet
from training.base_encoder import BaseEncoder, Sizes, cut
from training.corpus import Document

REASON = "torch and transformers are installed for training only"
fit: Any = pytest.importorskip("training.fit", reason=REASON)
run: Any = pytest.importorskip("training.run", reason="wordfreq and onnx are installed for training only")
pytestmark = pytest.mark.filterwarnings("ignore")  # torch's exporter warns of itself
HIDDEN, WIDE = 16, 32
SHIPPED = Path(__file__).parents[2] / "classifiers/models/pages/resemblance.npz"


def base() -> BaseEncoder:
    """Return an encoder of one layer with random weights."""
    rng = np.random.default_rng(1)

    def some(*shape: int) -> NDArray[np.float32]:
        return rng.normal(0, 0.3, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": some(len(PIECES), HIDDEN),
        "embeddings.position_embeddings.weight": some(200, HIDDEN),
        "embeddings.token_type_embeddings.weight": some(2, HIDDEN),
    }
    at = "encoder.layer.0."
    shapes = {"intermediate.dense": (WIDE, HIDDEN), "output.dense": (HIDDEN, WIDE)}
    dense = ("query", "key", "value")
    for name in (*(f"attention.self.{each}" for each in dense), "attention.output.dense", *shapes):
        shape = shapes.get(name, (HIDDEN, HIDDEN))
        weights |= {f"{at}{name}.weight": some(*shape), f"{at}{name}.bias": some(shape[0])}
    for name in ("embeddings", f"{at}attention.output", f"{at}output"):
        weights |= {
            f"{name}.LayerNorm.weight": np.ones(HIDDEN, np.float32),
            f"{name}.LayerNorm.bias": some(HIDDEN),
        }
    return BaseEncoder(Sizes(HIDDEN, 1, 2, WIDE, len(PIECES), 200, 2), weights, list(PIECES))


def lessons() -> list[Document]:
    """Return eight documents of each of three types."""
    kinds = ("gehaltsabrechnung", "mietvertrag", "sonstiges")
    return [
        Document(
            type=kinds[at],
            author="a",
            kind="k",
            family="letter",
            way="digital",
            key=f"{word}/{seed}",
            pages=(sheet(f"{word} {word} {word}", f"{word} {'abc'[seed % 3]}"), sheet(word, index=1)),
        )
        for word, at in SPOKEN.items()
        for seed in range(8)
    ]


def test_an_untrained_model_has_the_base_encoders_weights() -> None:
    """A missing one would silently be random."""
    model = fit.build(base(), 3, fit.Recipe(layers=1))
    own = model.encoder.state_dict()
    for name, array in base().weights.items():
        assert np.array_equal(own[name].numpy(), array), name
    lacking = base()
    del lacking.weights["embeddings.position_embeddings.weight"]
    with pytest.raises(ValueError, match="lacks"):
        fit.build(lacking, 3, fit.Recipe(layers=1))


def test_training_learns_and_goes_on_from_a_checkpoint(tmp_path: Path) -> None:
    """After some epochs the pages are told apart; a second call has nothing left to do."""
    small, tokenizer = cut(base(), list(SPOKEN), extra=MARKS)
    recipe = fit.Recipe(layers=1, epochs=12, batch=8, rate=0.02)
    pages = [fit.Page(at, (f"{word} {word}",)) for word, at in SPOKEN.items() for _ in range(16)]
    model = fit.build(small, 3, recipe)
    assert list(fit.train(model, tokenizer, pages, recipe, checkpoint=tmp_path / "c.pt")) == [*range(1, 13)]
    found = fit.scores(model, fit.encode(tokenizer, list(SPOKEN)))
    assert found.argmax(axis=1).tolist() == [0, 1, 2]
    again = fit.build(small, 3, recipe)
    assert list(fit.train(again, tokenizer, pages, recipe, checkpoint=tmp_path / "c.pt")) == []
    assert np.array_equal(fit.scores(again, fit.encode(tokenizer, list(SPOKEN))), found)


def test_a_run_writes_a_model_that_the_service_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, network, vocabulary, blend and gate lie in one folder; probabilities are over all types."""
    monkeypatch.setattr(run, "documents", lambda _: iter(lessons()))
    monkeypatch.setattr(run, "load_base", base)
    monkeypatch.setattr(run.resemblance, "fit", lambda **_: load_model(SHIPPED))
    monkeypatch.setattr(run, "vocabulary_texts", lambda: list(SPOKEN))
    recipe = fit.Recipe(layers=1, epochs=1, batch=8)
    found = run.run(tmp_path / "out", recipe=recipe, version="test", cache=tmp_path / "cache")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *("words.npz", "model.onnx", "tokenizer.json", "model.json", "resemblance.npz")
    }
    assert found.version == "test"
    (answer,) = found.classify([Excerpt(pages=(sheet("Mietvertrag Mietvertrag"),))])
    assert set(answer.probabilities) == set(run.types())
    assert answer.best.type == "mietvertrag"


def test_lessons_are_pages_in_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as epochs; later pages weigh less, pages of hardly a word are left out."""
    monkeypatch.setattr(run, "documents", lambda _: iter(lessons()))
    pages = run.page_lessons(["a"], epochs=3)
    assert len(list(run.word_lessons(["a"]))) == 2 * len(lessons())
    assert len(pages) == len(lessons())  # second pages have one word
    assert {len(page.texts) for page in pages} == {3}
    assert {page.weight for page in pages} == {1.0}


def test_the_vocabulary_covers_languages_and_banks() -> None:
    """Words of the banks, of Turkish and Ukrainian, and the signs of tick boxes."""
    module: Any = pytest.importorskip("training.vocabulary", reason="wordfreq is installed for training only")
    texts = set(module.vocabulary_texts())
    assert {"und", "Und", "ve", "Mietvertrag"} <= texts
    assert any("☒" in text for text in texts)
