"""Whether a paper is the proof it looks like, or only speaks of it: a linear model on its first page.

A receipt of an application, a refusal, an offer or a leaflet has all the words of the proof it speaks of.
What tells it are small words, which types do not differ in: "noch nicht", "sobald", "a" certificate rather
than "this" one. So the proof's own names count as one word, whatever the type.
``training.resemblance`` fits the model (docs/adr/0052-near-misses.md).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from classifiers.linear import LinearClassifier, LinearModel, load_model
from classifiers.terms import title_words
from contracts.document_types import DocumentType
from contracts.reading import PageText
from contracts.values import fold

MODEL: Final = "models/pages/resemblance.npz"
MOST_WORDS: Final = 320
"""Words of a page that are looked at: papers say early what they are."""
NAME: Final = "_name"
_TITLE: Final = "t:"
_NUMBER: Final = re.compile(r"\S*\d\S*")
_OF_LETTERS: Final = frozenset(
    fold(
        """sehr geehrte geehrter geehrten guten tag hallo liebe lieber dear damen herren herr herrn frau
        freundlichen freundliche freundlichem grüßen grüße gruß auftrag zeichen aktenzeichen durchwahl telefon
        telefax tel fax mail email internet web www de bearbeiter bearbeiterin ansprechpartner
        ansprechpartnerin sachbearbeiter sachbearbeiterin auskunft erteilt zimmer besucheranschrift
        hausanschrift postanschrift postfach öffnungszeiten sprechzeiten betreff betr betrifft bezug seite
        von an eur euro iban bic bank"""
    ).split()
)
"""Words of any letter, proof or not: there are proofs with a salutation, and leaflets without."""


def resemblance_terms(page: PageText, kind: DocumentType) -> Counter[str]:
    """Return what counts on the first page of a paper that was taken for one of ``kind``; each once."""
    words = _words(page.text, kind)[:MOST_WORDS]
    title = _words(" ".join(word.text for word in title_words(page)), kind)
    found = set(words) | {_TITLE + word for word in title}
    found |= {f"{kind.id}|{word}" for word in found}
    found |= {" ".join(pair) for pair in pairwise(words)}
    found |= {_TITLE + " ".join(pair) for pair in pairwise(title)}
    return Counter(found)


def _words(text: str, kind: DocumentType) -> list[str]:
    """Return folded words, the names of the type as one of them, what has digits as another."""
    names = _names((kind.title, *kind.titles))
    words = _NUMBER.sub("0", names.sub(f" {NAME} ", fold(text))).split()
    return [word for word in words if word == "0" or (len(word) > 1 and word not in _OF_LETTERS)]


@cache
def _names(titles: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(fold, titles), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:e?[sn])?\b")


class Gate:
    """Says how sure it is that a paper only speaks of the proof it was taken for."""

    def __init__(self, model: LinearModel) -> None:
        """Take a model of one type, as ``training.resemblance`` fits it."""
        self._linear = LinearClassifier(model)
        self._weights = model.weights[:, 0].astype(np.float32) * model.scales[0]
        self._bias, self._temperature = float(model.bias[0]), model.header.temperature

    def near(self, page: PageText, kind: DocumentType) -> float:
        """Return from 0 on how doubtful a paper is by its first page; from 1 on it is denied.

        These marks were set where few genuine papers of held-out authors lie above them.
        """
        return self.score(resemblance_terms(page, kind))

    def score(self, terms: Counter[str]) -> float:
        """Return the same for what counts on a page."""
        rows, values = self._linear.vector(terms)
        return (float(values @ self._weights[rows]) + self._bias) / self._temperature


def load_gate(path: Path | None = None) -> Gate:
    """Load a gate; the shipped one if no file is given.

    Raises:
        OSError: if there is no such file.
        ValueError: if it is not a model.
    """
    if path is not None:
        return Gate(load_model(path))
    with as_file(files("classifiers").joinpath(MODEL)) as shipped:
        return Gate(load_model(shipped))
