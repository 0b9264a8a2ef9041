"""Fits the gate that tells a proof from papers that only speak of it (docs/adr/0052-near-misses.md).

    python -m training.resemblance FILE VERSION [--after FILE] [--share 1.0]

learns from genuine papers of the corpus and from near misses, chooses its two thresholds on authors from whom
nothing was learned, and writes the model. ``--after`` goes on from a gate that learned from more than
there is now: new authors and a share of the corpus are enough, what it knew is kept.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]  # scipy ships without types
from sklearn.linear_model import LogisticRegression

from classifiers.interface import Excerpt
from classifiers.linear import Header, LinearClassifier, LinearModel, load_linear, load_model, save_model
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
REGULARISATION, GOING_ON = 0.5, 30.0
"""Inverse strength, as scikit-learn counts it: from nothing, and of what is added to a gate."""
LETTERS: Final = 5.0
"""Weight of proofs that are letters: there are few, and the gate is about them."""
DENIED, DOUBTED = 0.002, 0.006
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


def lessons(authors: Sequence[str], near_authors: Sequence[str], *, share: float = 1.0) -> Iterator[Lesson]:
    """Yield genuine papers, a share of them, and near misses, making those that are not there yet."""
    kinds = {kind.id: kind for kind in load_catalogue().document_types.document_types}
    wanted = set(resembled())
    linear = load_linear()
    for author in (*authors, *near_authors):
        written = author in near_authors
        corpus.write(author, scale=1.0 if written else share)
        for document in corpus.read(author):
            kind = document.key.split("/")[0]
            if kind in wanted:
                terms = resemblance_terms(document.pages[0], kinds[kind])
                known = not written or _taken_for(document, linear) == kind
                yield Lesson(terms, kind != document.type, written, known)


def fit_gate(learned: Sequence[Lesson], *, version: str, after: LinearModel | None = None) -> LinearModel:
    """Fit the logistic regression; genuine papers and near misses count alike.

    What the gate before would say is one more thing to learn from: only what differs from it is held small.
    """
    near = np.array([lesson.near for lesson in learned])
    weight = np.array([LETTERS if lesson.written else 1.0 for lesson in learned])
    weight[near] *= weight[~near].sum() / near.sum()
    terms, idf, before = _vocabulary([lesson.terms for lesson in learned], after)
    found = matrix(LinearClassifier(_empty(terms, idf, version)), [lesson.terms for lesson in learned])
    regression = LogisticRegression(C=GOING_ON if after else REGULARISATION, max_iter=500, tol=1e-4)
    regression.fit(hstack([found, csr_matrix(found @ before[:, None])]).tocsr(), near, sample_weight=weight)
    added, kept_before = regression.coef_[0, :-1], regression.coef_[0, -1]
    coefficients = added + kept_before * before
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


def fit(*, version: str, after: LinearModel | None = None, share: float = 1.0) -> LinearModel:
    """Return the gate, fitted and calibrated."""
    model = fit_gate(list(lessons(LEARN, LEARNED, share=share)), version=version, after=after)
    return calibrated(model, list(lessons(DEVELOP, CALIBRATING, share=share)))


def _taken_for(document: corpus.Document, linear: LinearClassifier) -> str:
    (answer,) = linear.classify([Excerpt(pages=document.pages)])
    return answer.best.type


def _vocabulary(
    papers: Sequence[Counter[str]], after: LinearModel | None
) -> tuple[tuple[str, ...], NDArray[np.float16], NDArray[np.float32]]:
    """Return the terms, how rare each is, and its weight in the gate before, 0 if there is none."""
    documents = Counter(chain.from_iterable(papers))
    idf = {
        term: 1 + np.log(len(papers) / count)
        for term, count in documents.items()
        if count >= OFTEN and not made_up_name(term)
    }
    before = dict.fromkeys(idf, 0.0)
    if after is not None:
        idf |= dict(zip(after.header.terms, after.idf, strict=True))
        before |= dict(zip(after.header.terms, after.weights[:, 0] * after.scales[0], strict=True))
    terms = tuple(sorted(idf))
    return (
        terms,
        np.array([idf[term] for term in terms], np.float16),
        np.array([before[term] for term in terms], np.float32),
    )


def _empty(terms: tuple[str, ...], idf: NDArray[np.float16], version: str) -> LinearModel:
    header = Header(version=version, types=(NEAR,), terms=terms, hints={}, temperature=1.0, rare=0.0)
    return LinearModel(
        header=header,
        weights=np.zeros((len(terms), 1), np.int8),
        scales=np.ones(1, np.float32),
        bias=np.zeros(1, np.float32),
        idf=idf,
    )


def main() -> None:
    """Write a gate to a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("version")
    parser.add_argument("--after", type=Path, help="gate to go on from")
    parser.add_argument("--share", type=float, default=1.0, help="of the genuine papers")
    options = parser.parse_args()
    after = load_model(options.after) if options.after else None
    save_model(fit(version=options.version, after=after, share=options.share), options.file)


if __name__ == "__main__":
    main()
