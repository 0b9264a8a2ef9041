"""Fit the weights of ``classifiers.splitting`` on stacks of documents by the authors that models learn from.

    python -m training.splitting

prints them, to be weighed by a person: some thirty numbers are read more easily in the code than in a file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from classifiers import Excerpt, TypeClassifier, load_classifier
from classifiers.cues import Cues, cues
from classifiers.sheets import sheet_of
from contracts.catalogue import load_catalogue
from contracts.reading import PageGrade, PageText
from samples.attachments import TYPES, training_layouts
from samples.degrade import How, degrade, pdf_of, pictures_of
from training import corpus
from training.corpus import pages_of
from training.split import LEARN
from training.stacks import Document, Stack, stacked, stacks, varied
from training.templates import series

STACKS: Final = 500
MOST: Final = 14
"""Documents in a stack."""
LONG: Final = 0.3
"""How often a document of several pages is drawn: what holds documents together is to be learned as well."""
PER_TYPE: Final = 40
"""Documents per type from which stacks are drawn."""
COPIED: Final = 0.35
"""Share of the rows of one kind that hold a document twice."""
SCANNED: Final = ("ausweis", "gehaltsabrechnung", "geburtsurkunde", "kontoauszug")
"""Types of which several in a row are scanned."""
SCAN: Final[How] = "office_scan"


def main() -> None:
    """Fit, and print weights and bias."""
    rng = random.Random(5)
    classifier = load_classifier()
    rows: list[Cues] = []
    truth: list[bool] = []
    for stack in (*mixed(LEARN, rng), *rows_of_one_kind(rng)):
        found, begins = examples(stack, classifier)
        rows += found
        truth += begins
    regression = LogisticRegression(C=1.0, max_iter=5000).fit(np.array(rows), np.array(truth))
    print(f"{len(truth)} page changes, {sum(truth)} of them boundaries")
    print(f"BIAS = {regression.intercept_[0]:.1f}")
    for name, weight in zip(Cues._fields, regression.coef_[0], strict=True):
        share = float(np.mean([getattr(row, name) != 0 for row in rows]))
        print(f"    {name}={weight:.1f},  # seen at {share:.0%} of the changes")


def mixed(authors: Sequence[str], rng: random.Random) -> Iterator[Stack]:
    """Yield stacks of documents of all types, many of them long."""
    documents = {
        kind: [varied(document, rng) for document in drawn]
        for kind, drawn in pool(authors, rng, several=PER_TYPE).items()
    }
    yield from stacks(documents, rng, count=STACKS, most=MOST, long=LONG)


def pool(authors: Sequence[str], rng: random.Random, *, several: int = 0) -> dict[str, list[Document]]:
    """Return documents of authors by type, and beside them so many of ``several`` pages; scans have two."""
    found: dict[str, list[Document]] = {}
    for author in authors:
        for document in corpus.read(author):
            if any(page.words for page in document.pages):
                found.setdefault(document.type, []).append(document.pages)
    drawn = {kind: _sample(documents, rng, PER_TYPE) for kind, documents in found.items()}
    for kind, documents in found.items() if several else ():
        drawn[kind] += _sample([each for each in documents if len(each) > 1], rng, several)
    return drawn


def rows_of_one_kind(rng: random.Random) -> Iterator[Stack]:
    """Yield stacks of documents in the same layout, of three months or three people; now and then a copy."""
    digital: list[tuple[str, int, How | None]] = [
        (kind, layout, None) for kind in TYPES for layout in training_layouts(kind)
    ]
    scanned = [(kind, layout, SCAN) for kind in SCANNED for layout in training_layouts(kind)[:2]]
    for kind, layout, how in (*digital, *scanned):
        documents = read_series(kind, layout, 70 + layout, how=how)
        copies = documents[:1] if rng.random() < COPIED else []
        yield stacked([*copies, *documents], rng)


def read_series(kind: str, layout: int, seed: int, *, how: How | None = None) -> list[tuple[PageText, ...]]:
    """Return three documents of one issuer as the service reads them."""
    pdfs = series(kind, layout, seed)
    if how is not None:
        pdfs = [pdf_of(degrade(pictures_of(pdf)[:2], how, seed=seed)) for pdf in pdfs]
    return [pages_of(pdf) for pdf in pdfs]


def examples(stack: Stack, classifier: TypeClassifier) -> tuple[list[Cues], list[bool]]:
    """Return the cues at each change between written pages, and whether a document begins there."""
    written = [page for page in stack.pages if page.grade is not PageGrade.BLANK]
    types = classifier.classify([Excerpt(pages=(page,)) for page in written])
    known = load_catalogue().document_types
    sheets = [sheet_of(page, known[kind.best.type]) for page, kind in zip(written, types, strict=True)]
    found, start = [], sheets[0]
    for (before, after), kinds in zip(pairwise(sheets), pairwise(types), strict=True):
        found.append(cues(before, after, kinds, start=start))
        start = after if stack.begins[after.page.index] else start
    return found, [stack.begins[page.index] for page in written[1:]]


def _sample(documents: Sequence[Document], rng: random.Random, most: int) -> list[Document]:
    return rng.sample(documents, min(most, len(documents)))


if __name__ == "__main__":
    main()
