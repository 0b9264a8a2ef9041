"""A linear model on words, run with numpy alone (docs/adr/0050-linear-baseline.md).

``training.words`` fits it. A model is one ``.npz`` without pickles: int8 weights, a header in
JSON (version, types, terms), and what scales them.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path, PurePath
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from classifiers.interface import Classification, Excerpt
from classifiers.terms import LAYOUT, PIECE, TITLE, term_counts, words_of
from contracts.records import Record
from contracts.values import fold

HINT: Final = 1.0
"""Log-odds that a type gains when its title is in the file's name: little, names are often wrong."""
_REASONS: Final = 6
_MODEL: Final = "models/pages/words.npz"


class Header(Record):
    """The part of a model that is not numbers.

    Attributes:
        types: Type ids, in the order of the weights' columns.
        terms: In the order of the weights' rows.
        hints: Folded word of file names -> type id.
        temperature: The scores are divided by it; fitted on layouts that training never saw.
        rare: Inverse document frequency of a word that training never saw.
    """

    version: str
    types: tuple[str, ...]
    terms: tuple[str, ...]
    hints: dict[str, str]
    temperature: float
    rare: float


class LinearModel(Record):
    """A trained model; arrays are not to be written to.

    Attributes:
        weights: int8, a row per term, a column per type.
        scales: float32, per type: a weight is its int8 times this.
        bias: float32, per type.
        idf: float16, per term.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    header: Header
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    bias: NDArray[np.float32]
    idf: NDArray[np.float16]


class LinearClassifier:
    """Logistic regression on weighted terms."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        self._rows = {term: row for row, term in enumerate(model.header.terms)}
        self._idf = model.idf.astype(np.float32)

    @property
    def version(self) -> str:
        """As in ``baseline-2026-11-21``."""
        return self._model.header.version

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that the classifier knows."""
        return self._model.header.terms

    def classify(self, excerpts: Sequence[Excerpt]) -> tuple[Classification, ...]:
        """Return one classification per excerpt, in their order."""
        return tuple(self._classify(excerpt) for excerpt in excerpts)

    def _classify(self, excerpt: Excerpt) -> Classification:
        header = self._model.header
        rows, values = self.vector(term_counts(excerpt))
        weights = self._model.weights[rows].astype(np.float32) * self._model.scales
        scores = (values @ weights + self._model.bias) / header.temperature
        scores += self._hints(excerpt.file)
        probabilities = np.exp(scores - scores.max())
        probabilities /= probabilities.sum()
        best = int(probabilities.argmax())
        spoke = values * (weights[:, best] - weights.mean(axis=1))
        return Classification(
            probabilities=dict(zip(header.types, map(float, probabilities), strict=True)),
            words=self._spoken(excerpt, rows, spoke),
            version=header.version,
        )

    def reasons(self, excerpt: Excerpt, type_id: str) -> tuple[str, ...]:
        """Return the printed words that speak most for a type, strongest first."""
        rows, values = self.vector(term_counts(excerpt))
        weights = self._model.weights[rows].astype(np.float32) * self._model.scales
        column = self._model.header.types.index(type_id)
        return self._spoken(excerpt, rows, values * (weights[:, column] - weights.mean(axis=1)))

    def _spoken(
        self, excerpt: Excerpt, rows: NDArray[np.intp], spoke: NDArray[np.float32]
    ) -> tuple[str, ...]:
        terms = self._model.header.terms
        return _printed(excerpt, [terms[rows[at]] for at in np.argsort(-spoke) if spoke[at] > 0])

    def vector(self, counts: Counter[str]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Return the rows of the known terms, and their weights in the excerpt, of length 1 at most.

        Unknown words count in the length: a page of a foreign language says little about any type.
        """
        known = [(row, count) for term, count in counts.items() if (row := self._rows.get(term)) is not None]
        rows = np.array([row for row, _ in known], dtype=np.intp)
        tf = np.array([1 + math.log(count) for _, count in known], dtype=np.float32)
        values = tf * self._idf[rows]
        unknown = sum(1 for term in counts if is_word(term) and term not in self._rows)
        length = math.sqrt(float(values @ values) + unknown * self._model.header.rare**2)
        return rows, values / np.float32(length or 1)

    def _hints(self, file: str) -> NDArray[np.float32]:
        header = self._model.header
        bonus = np.zeros(len(header.types), dtype=np.float32)
        for word in fold(PurePath(file).stem).split():
            if word in header.hints:
                bonus[header.types.index(header.hints[word])] = HINT
        return bonus


def is_word(term: str) -> bool:
    """Whether a term is one plain word."""
    return " " not in term and term[0] != "0" and not term.startswith((TITLE, PIECE, LAYOUT))


def load_linear(path: Path | None = None) -> LinearClassifier:
    """Load a model file; the shipped one if ``path`` is not given.

    Raises:
        OSError: if there is no such file.
        ValueError: if it is not a model.
    """
    if path is not None:
        return LinearClassifier(load_model(path))
    with as_file(files("classifiers").joinpath(_MODEL)) as shipped:
        return LinearClassifier(load_model(shipped))


def save_model(model: LinearModel, path: Path) -> None:
    """Write a model file; equal models give equal bytes."""
    header = np.frombuffer(model.header.model_dump_json().encode(), dtype=np.uint8)
    with path.open("wb") as sink:
        np.savez_compressed(
            sink, header=header, weights=model.weights, scales=model.scales, bias=model.bias, idf=model.idf
        )


def load_model(path: Path) -> LinearModel:
    """Return the model of a file.

    Raises:
        OSError: if there is no such file.
        ValueError: if it is not a model.
    """
    with np.load(path, allow_pickle=False) as stored:
        return LinearModel(
            header=Header(**json.loads(stored["header"].tobytes())),
            **{name: stored[name] for name in ("weights", "scales", "bias", "idf")},
        )


def _printed(excerpt: Excerpt, terms: Sequence[str]) -> tuple[str, ...]:
    """Return the words as printed on the pages whose terms spoke most."""
    wanted = list(dict.fromkeys(term.removeprefix(TITLE) for term in terms))
    wanted = [term for term in wanted if is_word(term)][:_REASONS]
    printed: dict[str, str] = {}
    for page in excerpt.pages:
        for word in page.words:
            for folded in words_of(word.text):
                printed.setdefault(folded, word.text.strip(".,;:()"))
    return tuple(printed[term] for term in wanted if term in printed)
