"""Fits the gate that tells a proof from papers that only speak of it (docs/adr/0052-near-misses.md).

    python -m training.resemblance FILE VERSION

learns from genuine papers of the corpus and from near misses, chooses its two thresholds on authors from whom
nothing was learned, and writes the model.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classifiers.interface import Excerpt
from classifiers.linear import Header, LinearClassifier, LinearModel, load_linear, save_model
from classifiers.resemblance import Gate, resemblance_terms
from contracts.catalogue import load_catalogue
from training import corpus
from training.near_misses import CALIBRATING, LEARNED, resembled
from training.split import DEVELOP, LEARN
from training.words import made_up_name, matrix, quantised

NEAR: Final = "near"
OFTEN: Final = 3
"""A term in fewer papers is left out."""
MOST_TERMS: Final = 120_000
"""So many terms with the largest weights are kept."""
REGULARISATION: Final = 0.5
LETTERS: Final = 5.0
"""Weight of proofs that are letters: there are few, and the gate is about them."""
DENIED, DOUBTED = 0.003, 0.01
"""Shares of genuine papers that may be denied, and doubted at least."""
DENIED_LETTERS, DOUBTED_LETTERS = 0.01, 0.04
"""The same for proofs that are letters with all the small talk of near misses."""


class Lesson(NamedTuple):
    """A paper's terms; whether it only resembles the proof, and whether it was written for the gate."""

    terms: Counter[str]
    near: bool
    written: bool = False
    known: bool = True
    """Whether the linear model takes it for the proof: only of such papers is the gate asked."""


def lessons(authors: Sequence[str], near_authors: Sequence[str]) -> Iterator[Lesson]:
    """Yield genuine papers and near misses, making those that are not there yet."""
    kinds = {kind.id: kind for kind in load_catalogue().document_types.document_types}
    wanted = set(resembled())
    linear = load_linear()
    for author in (*authors, *near_authors):
        corpus.write(author)
        written = author in near_authors
        for document in corpus.read(author):
            kind = document.key.split("/")[0]
            if kind in wanted:
                terms = resemblance_terms(document.pages[0], kinds[kind])
                known = not written or _taken_for(document, linear) == kind
                yield Lesson(terms, kind != document.type, written, known)


def fit_gate(learned: Sequence[Lesson], *, version: str) -> LinearModel:
    """Fit the logistic regression; genuine papers and near misses count alike."""
    near = np.array([lesson.near for lesson in learned])
    weight = np.array([LETTERS if lesson.written else 1.0 for lesson in learned])
    weight[near] *= weight[~near].sum() / near.sum()
    terms, idf = _vocabulary([lesson.terms for lesson in learned])
    found = matrix(LinearClassifier(_empty(terms, idf, version)), [lesson.terms for lesson in learned])
    regression = LogisticRegression(C=REGULARISATION, max_iter=300, tol=1e-3)
    regression.fit(found, near, sample_weight=weight)
    coefficients = regression.coef_[0]
    kept = np.sort(np.argsort(-np.abs(coefficients * idf))[:MOST_TERMS])
    weights, scales = quantised(coefficients[kept, None])
    bias = regression.intercept_.astype(np.float32)
    chosen = _empty(tuple(terms[at] for at in kept), idf[kept], version)
    return chosen.model_copy(update={"weights": weights, "scales": scales, "bias": bias})


def calibrated(model: LinearModel, held: Sequence[Lesson]) -> LinearModel:
    """Return the model so scaled that few genuine papers reach 0 (doubted), and fewer 1 (denied)."""
    gate = Gate(model)
    genuine = [lesson for lesson in held if lesson.known and not lesson.near]
    plain = [gate.score(lesson.terms) for lesson in genuine if not lesson.written]
    letters = [gate.score(lesson.terms) for lesson in genuine if lesson.written]
    doubt = max(np.quantile(plain, 1 - DOUBTED), np.quantile(letters, 1 - DOUBTED_LETTERS))
    deny = max(np.quantile(plain, 1 - DENIED), np.quantile(letters, 1 - DENIED_LETTERS))
    header = model.header.model_copy(update={"temperature": float(max(deny - doubt, 0.05))})
    return model.model_copy(update={"header": header, "bias": (model.bias - doubt).astype(np.float32)})


def fit(*, version: str) -> LinearModel:
    """Return the gate, fitted and calibrated."""
    model = fit_gate(list(lessons(LEARN, LEARNED)), version=version)
    return calibrated(model, list(lessons(DEVELOP, CALIBRATING)))


def _taken_for(document: corpus.Document, linear: LinearClassifier) -> str:
    (answer,) = linear.classify([Excerpt(pages=document.pages)])
    return answer.best.type


def _vocabulary(papers: Sequence[Counter[str]]) -> tuple[tuple[str, ...], NDArray[np.float16]]:
    documents = Counter(chain.from_iterable(papers))
    kept = sorted(term for term, count in documents.items() if count >= OFTEN and not made_up_name(term))
    counts = np.array([documents[term] for term in kept])
    return tuple(kept), (1 + np.log(len(papers) / counts)).astype(np.float16)


def _empty(terms: tuple[str, ...], idf: NDArray[np.float16], version: str) -> LinearModel:
    header = Header(version=version, types=(NEAR,), terms=terms, hints={}, temperature=1.0, rare=0.0)
    return LinearModel(
        header=header,
        weights=np.zeros((len(terms), 1), np.int8),
        scales=np.ones(1, np.float32),
        bias=np.zeros(1, np.float32),
        idf=idf,
    )


if __name__ == "__main__":
    save_model(fit(version=sys.argv[2]), Path(sys.argv[1]))
