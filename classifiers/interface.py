"""What every classifier of document types is: pages in, calibrated probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from contracts.document_types import OTHER
from contracts.findings import Guess
from contracts.reading import Confidence, PageText
from contracts.records import Record

UNSURE: Final = 0.3
"""Below this probability of the likeliest type the answer is "none of them": ``sonstiges``."""


class Excerpt(Record):
    """Pages that are asked about together: a document, or a page of it.

    Attributes:
        pages: At least one page; blank ones may be left out.
        file: Name of the file when ``pages`` are all of it; a weak hint, "" for none.
    """

    pages: tuple[PageText, ...]
    file: str = ""


class Classification(Record):
    """How likely each document type is, and why.

    Attributes:
        probabilities: Calibrated, keyed by type id; together 1.
        words: The printed words that spoke most for the likeliest type, strongest first.
        version: Of the classifier.
    """

    probabilities: dict[str, Confidence]
    words: tuple[str, ...] = ()
    version: str

    @property
    def best(self) -> Guess:
        """The likeliest type; ``sonstiges`` when no type is likely enough."""
        top = self._ranked()[0]
        if top.confidence < UNSURE:
            return Guess(type=OTHER, confidence=self.probabilities.get(OTHER, 0))
        return top

    @property
    def runner_up(self) -> Guess | None:
        """The likeliest type beside ``best``."""
        return next((guess for guess in self._ranked() if guess.type != self.best.type), None)

    def _ranked(self) -> list[Guess]:
        ordered = sorted(self.probabilities.items(), key=lambda entry: -entry[1])
        return [Guess(type=type_id, confidence=probability) for type_id, probability in ordered]


class TypeClassifier(Protocol):
    """Something that tells document types apart."""

    @property
    def version(self) -> str:
        """Name and version: classifications are comparable only where it is the same."""
        ...

    @property
    def sure(self) -> float:
        """Probability from which a decision stands; below it a person decides."""
        ...

    def classify(self, excerpts: Sequence[Excerpt]) -> tuple[Classification, ...]:
        """Return one classification per excerpt, in their order; never raises for what pages hold."""
        ...
