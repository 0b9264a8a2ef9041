"""Fits the linear model on words: logistic regression on weighted terms, rounded to int8."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # scipy ships without types
from sklearn.linear_model import LogisticRegression

from classifiers.interface import Excerpt
from classifiers.linear import Header, LinearClassifier, LinearModel, is_word
from classifiers.terms import LAYOUT, PIECE, TITLE, term_counts
from contracts.catalogue import load_catalogue
from contracts.document_types import BLANK, OTHER
from contracts.values import fold
from samples.people import names

OFTEN: Final = 3
"""A term in fewer documents is left out."""
MOST_TERMS: Final = 60_000
REGULARISATION: Final = 100.0
"""Inverse strength, as scikit-learn counts it."""


def fit_words(learned: Iterable[tuple[str, Excerpt]], *, version: str) -> LinearModel:
    """Fit the logistic regression on (type, document) pairs of three types or more."""
    kinds: list[str] = []
    counts: list[Counter[str]] = []
    for kind, excerpt in learned:
        kinds.append(kind)
        counts.append(term_counts(excerpt))
    terms, idf, rare = vocabulary(counts)
    types = tuple(sorted(set(kinds)))
    header = Header(version=version, types=types, terms=terms, hints=hints(), temperature=1.0, rare=rare)
    truth = np.array([types.index(kind) for kind in kinds])
    shape = (len(terms), len(types))
    empty = LinearModel(
        header=header,
        weights=np.zeros(shape, np.int8),
        scales=np.ones(shape[1], np.float32),
        bias=np.zeros(shape[1], np.float32),
        idf=idf,
    )
    regression = LogisticRegression(C=REGULARISATION, max_iter=150, tol=1e-3, class_weight="balanced")
    regression.fit(matrix(LinearClassifier(empty), counts), truth)
    weights, scales = quantised(np.asarray(regression.coef_.T))
    bias = regression.intercept_.astype(np.float32)
    return empty.model_copy(update={"weights": weights, "scales": scales, "bias": bias})


def vocabulary(counts: Sequence[Counter[str]]) -> tuple[tuple[str, ...], NDArray[np.float16], float]:
    """Return the terms to learn, their inverse document frequencies, and that of an unknown word."""
    documents = Counter(chain.from_iterable(counts))
    total = len(counts)
    kept = [(term, count) for term, count in documents.items() if count >= OFTEN and not made_up_name(term)]
    kept = sorted(kept, key=lambda entry: (not is_word(entry[0]), -entry[1], entry[0]))[:MOST_TERMS]
    kept.sort()
    idf = [weight(term) * (1 + math.log(total / count)) for term, count in kept]
    rare = (1 + math.log(total / OFTEN)) / 2  # half: names and typing errors are unknown words as well
    return tuple(term for term, _ in kept), np.array(idf, dtype=np.float16), rare


def made_up_name(term: str) -> bool:
    """Whether a term holds a name of a fictitious person or place: nothing is to be learned from it."""
    return not made_up_names().isdisjoint(term.removeprefix(TITLE).split())


@cache
def made_up_names() -> frozenset[str]:
    """Return the folded names of people, streets and towns in ``samples``, short words aside."""
    lists = chain.from_iterable(names()[kind] for kind in ("family", "male", "female", "streets", "towns"))
    words = fold(" ".join(str(entry) for entry in lists)).split()
    return frozenset(word for word in words if len(word) > 3)  # noqa: PLR2004 - "am", "bad", "neu"


def weight(term: str) -> float:
    """Return how much a kind of term counts beside plain words."""
    if term.startswith(PIECE):
        return 0.8
    return 0.7 if term.startswith(LAYOUT) else 1.0


def matrix(classifier: LinearClassifier, counts: Sequence[Counter[str]]) -> csr_matrix:
    """Return the documents as rows of weighted terms, just as the classifier weighs them."""
    rows = [classifier.vector(each) for each in counts]
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, columns, starts), shape=(len(rows), len(classifier.terms)))


def quantised(weights: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 weights with a scale per type; the largest hundred-thousandth is clipped."""
    scales = np.abs(weights).max(axis=0) / 127
    return np.rint(weights / scales).astype(np.int8), scales.astype(np.float32)


def hints() -> dict[str, str]:
    """Return the words of file names that hint at a type: its id and its one-word titles."""
    found = {}
    for kind in load_catalogue().document_types.document_types:
        if kind.id in {OTHER, BLANK}:
            continue
        for name in (kind.id, *kind.titles):
            folded = fold(name)
            if " " not in folded:
                found[folded] = kind.id
    return found
