"""How good a classifier is on labelled documents: what ``lotse evaluate`` and the gate look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classifiers.interface import Classification, Excerpt, TypeClassifier
from contracts.records import Record

BINS: Final = 10


class Decision(Record):
    """One document's truth and answer; ``name`` says which it is, for lists of errors."""

    name: str
    truth: str
    answer: str
    confidence: float
    runner_up: str = ""
    words: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the answer is the truth."""
        return self.truth == self.answer


class TypeFigures(Record):
    """Precision, recall and F1 of one type; ``count`` documents are of it."""

    count: int
    precision: float
    recall: float
    f1: float


class Evaluation(Record):
    """The figures of a set of decisions.

    Attributes:
        ece: Expected calibration error over ten bins of equal width.
        at_90: Share of right answers among the nine tenths that the classifier is surest of.
    """

    version: str
    documents: int
    accuracy: float
    macro_f1: float
    ece: float
    at_90: float
    types: dict[str, TypeFigures]


def decide(
    classifier: TypeClassifier, documents: Sequence[tuple[str, Excerpt]], names: Sequence[str] = ()
) -> list[Decision]:
    """Return the classifier's answers to (type, document) pairs."""
    found = []
    for at, (truth, excerpt) in enumerate(documents):
        (answer,) = classifier.classify([excerpt])
        found.append(decision(names[at] if names else str(at), truth, answer))
    return found


def decision(name: str, truth: str, answer: Classification) -> Decision:
    """Return one answer beside its truth."""
    best, second = answer.best, answer.runner_up
    return Decision(
        name=name,
        truth=truth,
        answer=best.type,
        confidence=best.confidence,
        runner_up=second.type if second else "",
        words=answer.words,
    )


def evaluate(decisions: Sequence[Decision], *, version: str) -> Evaluation:
    """Return the figures of at least one decision."""
    types = type_figures(decisions)
    return Evaluation(
        version=version,
        documents=len(decisions),
        accuracy=float(np.mean([each.right for each in decisions])),
        macro_f1=float(np.mean([figures.f1 for figures in types.values()])),
        ece=calibration_error(decisions),
        at_90=float(selective(decisions)[int(0.9 * len(decisions)) - 1]),
        types=types,
    )


def type_figures(decisions: Sequence[Decision]) -> dict[str, TypeFigures]:
    """Return the figures of each type that there are documents of."""
    truth = Counter(each.truth for each in decisions)
    given = Counter(each.answer for each in decisions)
    both = Counter(each.truth for each in decisions if each.right)
    return {
        kind: TypeFigures(
            count=count,
            precision=both[kind] / max(given[kind], 1),
            recall=both[kind] / count,
            f1=2 * both[kind] / (count + given[kind]),
        )
        for kind, count in sorted(truth.items())
    }


def calibration_bins(decisions: Sequence[Decision]) -> list[tuple[float, float, int]]:
    """Return mean confidence, share of right answers and count of each bin that is not empty."""
    confidence = np.array([each.confidence for each in decisions])
    right = np.array([each.right for each in decisions], dtype=float)
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        (float(confidence[bins == each].mean()), float(right[bins == each].mean()), int((bins == each).sum()))
        for each in range(BINS)
        if (bins == each).any()
    ]


def calibration_error(decisions: Sequence[Decision]) -> float:
    """Return the expected calibration error: how far confidence and share of right answers are apart."""
    bins = calibration_bins(decisions)
    return sum(abs(sure - right) * count for sure, right, count in bins) / len(decisions)


def selective(decisions: Sequence[Decision]) -> NDArray[Any]:
    """Return the share of right answers among the surest 1, 2, 3... decisions."""
    ordered = sorted(decisions, key=lambda each: -each.confidence)
    right = np.array([each.right for each in ordered], dtype=float)
    return np.asarray(np.cumsum(right) / np.arange(1, len(right) + 1))


def confusions(decisions: Sequence[Decision]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the types, and how often each (row) was answered as each (column)."""
    types = sorted({each.truth for each in decisions} | {each.answer for each in decisions})
    counts = np.zeros((len(types), len(types)), dtype=np.int64)
    for each in decisions:
        counts[types.index(each.truth), types.index(each.answer)] += 1
    return types, counts


def write_evaluation(found: Evaluation, decisions: Sequence[Decision], folder: Path) -> None:
    """Write ``auswertung.json``, the pictures, and ``auswertung.html``, which shows all of it."""
    from training.charts import draw_charts  # noqa: PLC0415 - a second to load, and not needed to measure

    pictures = draw_charts(decisions, folder)
    (folder / "auswertung.json").write_text(found.model_dump_json(indent=1), encoding="utf-8")
    (folder / "auswertung.html").write_text(_page(found, decisions, pictures), encoding="utf-8")


def _page(found: Evaluation, decisions: Sequence[Decision], pictures: Sequence[Path]) -> str:
    errors = "".join(
        f"<tr><td>{escape(each.name)}<td>{each.truth}<td>{each.answer}<td>{each.confidence:.2f}"
        f"<td>{escape(', '.join(each.words))}"
        for each in decisions
        if not each.right
    )
    types = "".join(
        f"<tr><td>{kind}<td>{each.count}<td>{each.precision:.2f}<td>{each.recall:.2f}<td>{each.f1:.2f}"
        for kind, each in found.types.items()
    )
    images = "".join(f'<p><img src="{path.name}" alt="{path.stem}"></p>' for path in pictures)
    return (
        '<!doctype html><html lang="de"><meta charset="utf-8"><title>Auswertung</title>'
        "<style>body{font-family:sans-serif;max-width:70rem;margin:2rem auto}"
        "td,th{padding:.2rem .6rem;text-align:left}img{max-width:100%}</style>"
        f"<h1>Auswertung {escape(found.version)}</h1><p>{found.documents} Dokumente, {found.accuracy:.1%} "
        "richtig, "
        f"Makro-F1 {found.macro_f1:.3f}, Kalibrierfehler {found.ece:.3f}, unter den sichersten 90 % "
        f"{found.at_90:.1%} richtig.</p>{images}<h2>Typen</h2><table><tr><th>Typ<th>Anzahl<th>Genauigkeit"
        f"<th>Ausbeute<th>F1{types}</table><h2>Fehler</h2><table><tr><th>Datei<th>Wahrheit<th>Antwort"
        f"<th>Sicherheit<th>Wörter{errors}</table></html>"
    )
