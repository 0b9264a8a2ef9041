"""How the two models go together, fitted where the better one is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from classifiers.blend import load_classifier
from classifiers.interface import Excerpt
from tests.training.small import TYPES, sheet, tiny_model
from training import calibrate
from training.calibrate import FEWEST, TARGETS, Scored, fit_blend, scored, thresholds


def synthetic(good: float, bad: float, count: int = 60) -> Scored:
    """Return documents on which the encoder is right at a share ``good`` and the linear model at ``bad``."""
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 3, count)

    def said(share: float) -> NDArray[np.float32]:
        right = rng.random(count) < share
        answer = np.where(right, truth, (truth + rng.integers(1, 3, count)) % 3)
        return np.eye(3, dtype=np.float32)[answer] * 4

    words = said(bad)
    words -= np.log(np.exp(words).sum(axis=1, keepdims=True))
    return Scored(truth, words, [row[None] for row in said(good)])


@pytest.mark.parametrize(("good", "bad", "prefers"), [(0.98, 0.4, "encoder"), (0.4, 0.98, "linear")])
def test_the_better_model_weighs_more(
    good: float, bad: float, prefers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that guesses gets next to no weight; the blend is as good as the better one."""
    data = synthetic(good, bad)
    monkeypatch.setattr(calibrate, "scored", lambda *_: data)
    monkeypatch.setattr(calibrate, "LATER", (0.5,))
    blend = fit_blend(load_classifier(tiny_model(tmp_path)), [])
    other = {"encoder": blend.linear, "linear": blend.encoder}[prefers]
    assert getattr(blend, prefers) > 3 * other
    assert (blend.version, blend.types) == ("tiny", TYPES)
    chances = data.blended(blend.encoder, blend.linear, blend.later)
    assert (chances.argmax(axis=1) == data.truth).mean() > 0.95


def test_blended_scores_are_logarithms_of_probabilities() -> None:
    """Documents without words have the linear answer alone."""
    words = np.log(np.array([[0.5, 0.3, 0.2]], np.float32))
    empty = Scored(np.array([0]), words, [np.zeros((0, 3), np.float32)])
    assert np.exp(empty.blended(2.0, 1.0, 0.5)) == pytest.approx(np.exp(words), abs=1e-6)
    pages = [np.array([[2, 0, 0], [0, 4, 0]], np.float32)]
    both = Scored(np.array([0]), words, pages)
    assert np.exp(both.blended(1.0, 1.0, 0.5)).sum() == pytest.approx(1)
    expected = np.log([0.5, 0.3, 0.2]) + np.array([2, 2, 0]) / 1.5
    found = both.blended(1.0, 1.0, 0.5)[0]
    assert found - found[2] == pytest.approx(expected - expected[2], abs=1e-5)


def test_models_are_asked_each_by_itself(tmp_path: Path) -> None:
    """First pages only, blank ones aside."""
    pages = (sheet("Mietvertrag"), sheet(index=1), *(sheet("Wanderkarte", index=at) for at in (2, 3, 4)))
    documents = [("mietvertrag", Excerpt(pages=pages)), ("sonstiges", Excerpt(pages=(sheet(),)))]
    found = scored(load_classifier(tiny_model(tmp_path)), documents)
    assert found.truth.tolist() == [1, 2]
    assert [len(pages) for pages in found.pages] == [3, 0]
    assert np.exp(found.words).sum(axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert found.words[0].argmax() == 1


def test_thresholds_of_a_known_list() -> None:
    """500 right decisions, then every tenth wrong: the more error is allowed, the lower the threshold."""
    confidence = np.linspace(1, 0.001, 1000)
    right = np.array([at < 500 or at % 10 != 9 for at in range(1000)])
    found = thresholds(confidence, right)
    assert set(found) == set(map(str, TARGETS))
    for target in TARGETS:
        stand = confidence >= found[str(target)] - 1e-4
        assert (~right[stand]).mean() <= target
    ordered = [found[str(target)] for target in TARGETS]
    assert ordered == sorted(ordered, reverse=True)
    assert found["0.001"] == pytest.approx(confidence[508], abs=1e-4)
    assert found["0.1"] == pytest.approx(confidence[-1], abs=1e-4)


def test_order_of_the_list_does_not_matter() -> None:
    """Decisions come in any order."""
    confidence = np.linspace(1, 0.001, 600)
    right = np.arange(600) < 450
    mixed = np.random.default_rng(3).permutation(600)
    assert thresholds(confidence[mixed], right[mixed]) == thresholds(confidence, right)


def test_too_few_decisions_allow_nothing() -> None:
    """A threshold rests on some hundred decisions, otherwise everything goes to a person."""
    few = FEWEST // 2
    assert set(thresholds(np.linspace(1, 0.5, few), np.ones(few, bool)).values()) == {1.0}
    wrong = np.zeros(400, bool)
    assert set(thresholds(np.linspace(1, 0.5, 400), wrong).values()) == {1.0}
