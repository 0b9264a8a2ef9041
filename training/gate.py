"""The gate: a new model that loses on the frozen test set is refused.

The frozen set (``frozen.jsonl.gz``) holds pages by authors from whom no model learns, as the service read
them when it was made: reading may change, the gate's documents do not.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from classifiers.interface import Excerpt, TypeClassifier
from training.corpus import Document
from training.evaluation import Evaluation, decide, evaluate

FROZEN: Final = Path(__file__).parent / "frozen.jsonl.gz"
MARGIN: Final = 0.1
"""F1 that a type may lose: about one of its documents."""
OVERALL: Final = 0.01
"""Accuracy that may be lost over all types."""


def frozen() -> list[tuple[str, Excerpt]]:
    """Return the frozen documents with their types."""
    return [(document.type, Excerpt(pages=document.pages)) for document in _documents()]


def _documents() -> Iterator[Document]:
    with gzip.open(FROZEN, "rt", encoding="utf-8") as source:
        for line in source:
            yield Document.model_validate_json(line)


def losses(new: Evaluation, old: Evaluation) -> list[str]:
    """Return, for people, where the new model is worse by more than the margin; none if it may be used."""
    found = [
        f"{kind}: F1 {figures.f1:.2f} statt {old.types[kind].f1:.2f}"
        for kind, figures in new.types.items()
        if figures.f1 < old.types[kind].f1 - MARGIN
    ]
    if new.accuracy < old.accuracy - OVERALL:
        found.append(f"insgesamt: {new.accuracy:.3f} statt {old.accuracy:.3f} richtig")
    return found


def judged(classifier: TypeClassifier) -> Evaluation:
    """Return the figures of a classifier on the frozen set."""
    return evaluate(decide(classifier, frozen()), version=classifier.version)
