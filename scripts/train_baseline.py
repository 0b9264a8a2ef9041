"""Train the shipped classifier on composed texts and made-up documents.

    python -m scripts.train_baseline [--scans] [--out FILE]

``--scans`` adds scans and photos read by OCR (slow the first time, cached after that). The layouts that
``samples`` holds out serve for the temperature only; real documents are not used at all.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # scipy ships without types
from sklearn.linear_model import LogisticRegression

from classifiers.baseline import Header, LinearClassifier, LinearModel, is_word, save_model
from classifiers.interface import Excerpt
from classifiers.terms import LAYOUT, PIECE, TITLE, term_counts
from contracts.catalogue import load_catalogue
from contracts.document_types import BLANK, FORM, OTHER
from contracts.values import fold
from samples.attachments import TYPES, held_out, training_layouts
from samples.degrade import How
from samples.people import names
from scripts.training.augment import augmented
from scripts.training.compose import banks, compose, compose_long
from scripts.training.pages import Sample, born_digital, form, forms, samples, scanned

VERSION: Final = "baseline-2026-11-21"
OUT: Final = Path("classifiers/models/baseline.npz")
COMPOSED: Final = 140
"""Composed texts per type."""
MORE: Final = 20
"""Composed texts more for each further kind that a type has."""
LONG: Final = 0.25
"""Share of composed texts that have several pages."""
PEOPLE: Final = 6
"""Households per layout; more teach nothing, as only names and figures change."""
HARDER: Final = 2
"""Augmented versions of each made-up document, beside the document itself."""
WAYS: Final[tuple[How, ...]] = ("office_scan", "photo", "poor_copy")
OFTEN: Final = 3
"""A term in fewer documents is left out."""
MOST_TERMS: Final = 60_000
REGULARISATION: Final = 100.0
"""Inverse strength, as scikit-learn counts it."""

TEMPERATURES: Final = tuple(round(1.05**step, 3) for step in range(-30, 31))

Truth = NDArray[np.intp]


def main() -> None:
    """Train, calibrate, and write the model."""
    parser = argparse.ArgumentParser(description="Trainiert den mitgelieferten Klassifikator.")
    parser.add_argument("--scans", action="store_true", help="auch Scans und Fotos, mit OCR gelesen")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    learned = list(chain(composed(), made_up(), scans() if options.scans else ()))
    print(f"{len(learned)} documents to learn from")
    held = list(chain(*(samples(kind, [held_out(kind)], range(900, 902)) for kind in TYPES)))
    model = fit(learned)
    model = calibrated(model, held)
    save_model(model, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB, {len(model.header.terms)} terms")
    print(f"temperature {model.header.temperature:.2f}")
    classifier = LinearClassifier(model)
    answers = classifier.classify([sample.excerpt for sample in held])
    right = sum(answer.best.type == sample.type for answer, sample in zip(answers, held, strict=True))
    print(f"held-out layouts, born digital: {right} of {len(held)} right")


def composed() -> Iterator[Sample]:
    """Yield text-only documents; of ``sonstiges`` more, as it is many things."""
    rng = random.Random(1)
    for kind, kinds in banks().items():
        for _ in range(COMPOSED + MORE * (len(kinds) - 1)):
            make = compose_long if rng.random() < LONG else compose
            yield Sample(kind, augmented(make(kind, rng), rng), f"composed {kind}")


def made_up() -> Iterator[Sample]:
    """Yield the documents of ``samples`` in the layouts for training, and harder versions of them."""
    rng = random.Random(2)
    for kind in TYPES:
        for sample in samples(kind, training_layouts(kind), range(PEOPLE)):
            yield sample
            for _ in range(HARDER):
                yield sample._replace(excerpt=augmented(sample.excerpt, rng))
            for page in sample.excerpt.pages[1:]:
                yield sample._replace(excerpt=Excerpt(pages=(page,)))
    for name in forms():
        for seed in range(PEOPLE):
            pages = born_digital(form(name, seed, live=seed % 3 == 0)).pages
            yield from (Sample(FORM, augmented(Excerpt(pages=pages), rng), name) for _ in range(HARDER))


def scans() -> Iterator[Sample]:
    """Yield degraded documents as OCR reads them."""
    rng = random.Random(3)
    for way, how in enumerate(WAYS):
        for kind in TYPES:
            for sample in samples(kind, training_layouts(kind), [50 + way], how=how):
                yield sample
                yield sample._replace(excerpt=augmented(sample.excerpt, rng))
        for name in forms():
            pages = scanned(form(name, 50 + way, live=False), how, 50 + way).pages
            yield Sample(FORM, Excerpt(pages=pages), f"{name} {how}")


def fit(learned: Sequence[Sample]) -> LinearModel:
    """Fit the logistic regression; its temperature is still 1."""
    counts = [term_counts(sample.excerpt) for sample in learned]
    terms, idf, rare = vocabulary(counts)
    types = tuple(sorted({sample.type for sample in learned}))
    header = Header(version=VERSION, types=types, terms=terms, hints=hints(), temperature=1.0, rare=rare)
    truth = np.array([types.index(sample.type) for sample in learned])
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


def calibrated(model: LinearModel, held: Sequence[Sample]) -> LinearModel:
    """Return the model with the temperature under which held-out layouts are least surprising."""
    classifier = LinearClassifier(model)
    answers = classifier.classify([sample.excerpt for sample in held])
    chances = np.array([[answer.probabilities[kind] for kind in model.header.types] for answer in answers])
    truth = np.array([model.header.types.index(sample.type) for sample in held])
    logarithms = np.log(chances + 1e-12)
    best = min(TEMPERATURES, key=lambda temperature: surprise(temperature, logarithms, truth))
    header = model.header.model_copy(update={"temperature": best})
    return model.model_copy(update={"header": header})


def surprise(temperature: float, logarithms: NDArray[Any], truth: Truth) -> float:
    """Return the mean negative log-likelihood of the truth at a temperature."""
    scores = logarithms / temperature
    scores = scores - scores.max(axis=1, keepdims=True)
    chances = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return float(-chances[np.arange(len(truth)), truth].mean())


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


if __name__ == "__main__":
    main()
