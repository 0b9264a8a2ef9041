"""The shipped classifier: a transformer on pages and a linear model on words, blended.

They err on different documents: the transformer knows what words mean and sees where they stand, the linear
model sees every word of every page and can say which ones decided. The weights of the blend were fitted on
authors from whom neither had learned (``model.json``; docs/model-card.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from classifiers.encoder import PageEncoder
from classifiers.interface import Classification, Excerpt
from classifiers.linear import LinearClassifier, load_linear
from contracts.records import Record

PAGES: Final = 3
"""First pages of a document that the transformer looks at."""
TARGET: Final = 0.01
"""At most one in a hundred of the decisions that stand is wrong; the others a person makes."""
_MODEL: Final = "models/pages"


class Blend(Record):
    """How the two models' scores become probabilities.

    Attributes:
        version: Of the whole classifier.
        types: Type ids in the order of the transformer's scores.
        encoder: Weight of the transformer's scores.
        linear: Weight of the linear model's logarithmic probabilities.
        later: Weight of each page beside the one before it.
        thresholds: Target error -> probability from which no more of the decisions are wrong.
    """

    version: str
    types: tuple[str, ...]
    encoder: float = 1.0
    linear: float = 1.0
    later: float = 0.5
    thresholds: dict[str, float] = Field(default_factory=dict)


class BlendedClassifier:
    """A ``TypeClassifier`` of two models."""

    def __init__(
        self, encoder: PageEncoder, linear: LinearClassifier, blend: Blend, *, target: float = TARGET
    ) -> None:
        """Blend two models.

        Args:
            encoder: Scores pages.
            linear: Scores documents by their words, and names the words that decided.
            blend: How they go together.
            target: Share of wrong decisions that is accepted among those that are ``sure``.
        """
        self.target = target
        self.encoder = encoder
        self.linear = linear
        self.blend = blend

    @property
    def version(self) -> str:
        """As in ``pages-2026-11-22``."""
        return self.blend.version

    @property
    def sure(self) -> float:
        """Probability from which no more of the decisions are wrong than ``target``."""
        known = [float(target) for target in self.blend.thresholds if float(target) <= self.target]
        return self.blend.thresholds[str(max(known))] if known else 1.0

    def alone(self, part: Literal["encoder", "linear"]) -> BlendedClassifier:
        """Return a classifier of one of the two models, to be compared with both."""
        weights = {"encoder": (1.0, 0.0), "linear": (0.0, 1.0)}[part]
        blend = self.blend.model_copy(update=dict(zip(("encoder", "linear"), weights, strict=True)))
        return BlendedClassifier(self.encoder, self.linear, blend)

    def classify(self, excerpts: Sequence[Excerpt]) -> tuple[Classification, ...]:
        """Return one classification per excerpt, in their order."""
        answers = self.linear.classify(excerpts)
        return tuple(
            self._blended(excerpt, answer) for excerpt, answer in zip(excerpts, answers, strict=True)
        )

    def _blended(self, excerpt: Excerpt, words: Classification) -> Classification:
        blend = self.blend
        pages = [page for page in excerpt.pages if page.words][:PAGES]
        scores = blend.linear * np.log([words.probabilities.get(kind, 0) + 1e-9 for kind in blend.types])
        if pages:
            scores = scores + blend.encoder * pooled(self.encoder.scores(pages), blend.later)
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        probabilities = dict(zip(blend.types, map(float, chances), strict=True))
        best = max(probabilities, key=probabilities.__getitem__)
        reasons = words.words if words.best.type == best else self.linear.reasons(excerpt, best)
        return Classification(probabilities=probabilities, words=reasons, version=self.version)


def pooled(scores: NDArray[np.float32], later: float) -> NDArray[np.float32]:
    """Return the scores of a document from those of its pages, (pages, types) to (types,)."""
    weights = later ** np.arange(len(scores), dtype=np.float32)
    mean: NDArray[np.float32] = (weights[:, None] * scores).sum(0) / weights.sum()
    return mean


def load_classifier(folder: Path | None = None, *, target: float = TARGET) -> BlendedClassifier:
    """Load a model's folder; the shipped one if none is given.

    Raises:
        OSError: if there is no such folder.
        ValueError: if it is not a model.
    """
    if folder is not None:
        return _load(folder, target)
    with as_file(files("classifiers").joinpath(_MODEL)) as shipped:
        return _load(shipped, target)


def _load(folder: Path, target: float) -> BlendedClassifier:
    blend = Blend.model_validate_json((folder / "model.json").read_text(encoding="utf-8"))
    return BlendedClassifier(PageEncoder(folder), load_linear(folder / "words.npz"), blend, target=target)
