"""How accuracy on unseen authors grows with the number of authors learned from.

    python -m training.curve [--chart FILE.png]

Measured with the linear model, which is fitted in seconds; ``docs/model-card.md`` shows the result. Where the
curve is flat, more banks of the same kind help no more.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from statistics import mean
from typing import Final

from matplotlib.figure import Figure

from classifiers.interface import Excerpt
from classifiers.linear import LinearClassifier
from training import corpus
from training.split import DEVELOP, LEARN
from training.words import fit_words

ORDERS: Final = 3
"""Random orders in which authors are added; the mean is shown."""

Documents = list[tuple[str, Excerpt]]


def main() -> None:
    """Print the curve, and draw it if a file is named."""
    parser = argparse.ArgumentParser(description="Genauigkeit über der Zahl der Verfasser.")
    parser.add_argument("--chart", type=Path)
    options = parser.parse_args()
    learned = {author: read(author) for author in LEARN}
    held = {author: read(author) for author in DEVELOP}
    curves: dict[str, list[float]] = {author: [] for author in held}
    for count in range(1, len(LEARN) + 1):
        found: dict[str, list[float]] = {author: [] for author in held}
        for order in range(ORDERS if count < len(LEARN) else 1):
            chosen = random.Random(f"{order}/{count}").sample(LEARN, count)
            classifier = LinearClassifier(
                fit_words([d for each in chosen for d in learned[each]], version="")
            )
            for author, documents in held.items():
                found[author].append(accuracy(classifier, documents))
        for author, values in found.items():
            curves[author].append(mean(values))
        print(count, {author: round(values[-1], 3) for author, values in curves.items()}, flush=True)
    if options.chart:
        draw(curves).savefig(options.chart, dpi=110, bbox_inches="tight")


def read(author: str) -> Documents:
    """Return the documents of an author."""
    return [(document.type, Excerpt(pages=document.pages)) for document in corpus.read(author)]


def accuracy(classifier: LinearClassifier, documents: Documents) -> float:
    """Return the share of right answers."""
    answers = classifier.classify([excerpt for _, excerpt in documents])
    return mean(answer.best.type == kind for (kind, _), answer in zip(documents, answers, strict=True))


def draw(curves: dict[str, list[float]]) -> Figure:
    """Return the chart."""
    figure = Figure(figsize=(5.5, 3.6))
    axes = figure.subplots()
    for author, values in curves.items():
        axes.plot(range(1, len(values) + 1), values, "o-", label=author)
    axes.set(xlabel="Verfasser, von denen gelernt wurde", ylabel="Anteil richtig (unbekannte Verfasser)")
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    return figure


if __name__ == "__main__":
    main()
