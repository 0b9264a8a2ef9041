"""Fit the weights of ``classifiers.splitting`` on stacks of documents in the layouts for training.

    python -m scripts.train_splitting

Prints them, to be weighed by a person: some twenty numbers are read more easily in the code than in a file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from classifiers import Excerpt, load_classifier
from classifiers.cues import Cues, cues
from contracts.document_types import FORM
from contracts.reading import PageGrade
from samples.attachments import TYPES, training_layouts
from scripts.train_baseline import WAYS
from scripts.training.compose import banks, compose_long
from scripts.training.pages import born_digital, form, forms, samples, series
from scripts.training.stacks import Document, Stack, stacked, stacks

STACKS: Final = 400
PEOPLE: Final = 4
SCANNED: Final = ("ausweis", "gehaltsabrechnung", "geburtsurkunde", "kontoauszug")
"""Types of which several in a row are scanned."""
LONG: Final = 12
"""Composed documents of several pages, per type."""


def main() -> None:
    """Fit, and print weights and bias."""
    rng = random.Random(5)
    rows: list[Cues] = []
    truth: list[bool] = []
    for stack in (*stacks(pool(), rng, count=STACKS), *rows_of_one_kind(rng)):
        found, begins = examples(stack)
        rows += found
        truth += begins
    regression = LogisticRegression(C=1.0, max_iter=1000).fit(np.array(rows), np.array(truth))
    print(f"{len(truth)} page changes, {sum(truth)} of them boundaries")
    print(f"BIAS = {regression.intercept_[0]:.1f}")
    for name, weight in zip(Cues._fields, regression.coef_[0], strict=True):
        share = float(np.mean([getattr(row, name) != 0 for row in rows]))
        print(f"    {name}={weight:.1f},  # seen at {share:.0%} of the changes")


def pool() -> dict[str, list[Document]]:
    """Return documents in the layouts for training, born digital and scanned."""
    found: dict[str, list[Document]] = {kind: [] for kind in TYPES}
    for kind in TYPES:
        found[kind] += [
            sample.excerpt.pages for sample in samples(kind, training_layouts(kind), range(PEOPLE))
        ]
        for way, how in enumerate(WAYS):
            found[kind] += [
                sample.excerpt.pages for sample in samples(kind, training_layouts(kind), [50 + way], how=how)
            ]
    rng = random.Random(6)
    for kind in banks():
        found[f"composed {kind}"] = [compose_long(kind, rng).pages for _ in range(LONG)]
    found[f"{FORM} of samples"] = [
        born_digital(form(name, seed, live=bool(seed % 2))).pages for name in forms() for seed in range(3)
    ]
    return found


def rows_of_one_kind(rng: random.Random) -> Iterator[Stack]:
    """Yield stacks of three documents in the same layout: of three months, or of three people."""
    for kind in TYPES:
        for layout in training_layouts(kind):
            yield stacked(series(kind, layout, 70 + layout), rng)
    for kind in SCANNED:
        for layout in training_layouts(kind)[:2]:
            yield stacked(series(kind, layout, 80 + layout, how="office_scan"), rng)


def examples(stack: Stack) -> tuple[list[Cues], list[bool]]:
    """Return the cues at each change between written pages, and whether a document begins there."""
    classifier = load_classifier()
    written = [page for page in stack.pages if page.grade is not PageGrade.BLANK]
    types = classifier.classify([Excerpt(pages=(page,)) for page in written])
    found, start = [], written[0]
    for (before, after), kinds in zip(pairwise(written), pairwise(types), strict=True):
        found.append(cues(before, after, kinds, start=start))
        start = after if stack.begins[after.index] else start
    return found, [stack.begins[page.index] for page in written[1:]]


if __name__ == "__main__":
    main()
