"""Fits how the two models go together, and from which probability on decisions can be trusted.

On authors from whom neither model learned: two weights and the weight of later pages, by least surprise
(negative log-likelihood). A weight scales all scores alike, so the fit is a temperature at the same time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]  # scipy ships without types

from classifiers.blend import PAGES, Blend, BlendedClassifier, pooled
from classifiers.interface import Excerpt

LATER: Final = (0.0, 0.25, 0.5, 0.8)
"""Weights of later pages that are tried."""
TARGETS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
"""Target errors for which the threshold is kept."""
FEWEST: Final = 200
"""Decisions on which a threshold must rest."""


class Scored(NamedTuple):
    """What the models say of held-out documents.

    Attributes:
        truth: Index of the type of each document.
        words: Logarithmic probabilities of the linear model, (documents, types).
        pages: Scores of each document's first pages, (pages, types); empty where no page has words.
    """

    truth: NDArray[np.intp]
    words: NDArray[np.float32]
    pages: list[NDArray[np.float32]]

    def blended(self, encoder: float, linear: float, later: float) -> NDArray[Any]:
        """Return the logarithmic probabilities of a blend, (documents, types)."""
        none = np.zeros(self.words.shape[1], np.float32)
        mine = np.stack([pooled(scores, later) if len(scores) else none for scores in self.pages])
        scores = encoder * mine + linear * self.words
        top = scores.max(axis=1, keepdims=True)
        return np.asarray(scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True)))


def scored(classifier: BlendedClassifier, documents: Sequence[tuple[str, Excerpt]]) -> Scored:
    """Return what the two models say, each by itself."""
    kinds = classifier.blend.types
    answers = classifier.linear.classify([excerpt for _, excerpt in documents])
    words = [[answer.probabilities.get(kind, 0) + 1e-9 for kind in kinds] for answer in answers]
    pages = []
    for _, excerpt in documents:
        written = [page for page in excerpt.pages if page.words][:PAGES]
        pages.append(classifier.encoder.scores(written) if written else np.zeros((0, len(kinds)), np.float32))
    truth = np.array([kinds.index(kind) for kind, _ in documents])
    return Scored(truth, np.log(np.array(words, np.float32)), pages)


def fit_blend(classifier: BlendedClassifier, documents: Sequence[tuple[str, Excerpt]]) -> Blend:
    """Return the blend under which the documents' types are least surprising."""
    found = scored(classifier, documents)
    fits = [(_fit(found, later), later) for later in LATER]
    (weights, _), later = min(fits, key=lambda fit: fit[0][1])
    encoder, linear = weights
    chances = np.exp(found.blended(encoder, linear, later))
    return classifier.blend.model_copy(
        update={
            "encoder": round(float(encoder), 3),
            "linear": round(float(linear), 3),
            "later": later,
            "thresholds": thresholds(chances.max(axis=1), chances.argmax(axis=1) == found.truth),
        }
    )


def thresholds(confidence: NDArray[Any], right: NDArray[np.bool_]) -> dict[str, float]:
    """Return for each target error the least probability from which on no more decisions are wrong."""
    order = np.argsort(-confidence)
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    found = {}
    for target in TARGETS:
        good = np.flatnonzero(wrong <= target)
        good = good[good + 1 >= FEWEST]
        found[str(target)] = round(float(confidence[order][good[-1]]), 4) if len(good) else 1.0
    return found


def _fit(found: Scored, later: float) -> tuple[tuple[float, float], float]:
    def surprise(weights: NDArray[Any]) -> float:
        chances = found.blended(float(weights[0]), float(weights[1]), later)
        return float(-chances[np.arange(len(found.truth)), found.truth].mean())

    starts = product((0.5, 1.0), (0.3, 0.8))
    fits = [minimize(surprise, start, method="Nelder-Mead", bounds=[(0, 5), (0, 5)]) for start in starts]
    best = min(fits, key=lambda fit: fit.fun)
    return (float(best.x[0]), float(best.x[1])), float(best.fun)
