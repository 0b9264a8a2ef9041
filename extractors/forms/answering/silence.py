"""Empty answers that are answers: on the trade form only registered firms fill in name and legal form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from contracts.fields import FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText
from contracts.values import fold

ALIKE: Final = 92.0
"""How much of a question must stand on a page as printed, of 100; OCR may get a letter wrong."""

CONFIDENCE: Final = 0.8


def with_meaning(
    readings: Mapping[str, FieldReading], fields: Mapping[str, FieldSpec], pages: Sequence[PageText]
) -> dict[str, FieldReading]:
    """Return the readings; what is empty has the value that an empty answer means on this form."""
    return {
        name: _meant(reading, fields[name], pages) if name in fields else reading
        for name, reading in readings.items()
    }


def _meant(reading: FieldReading, spec: FieldSpec, pages: Sequence[PageText]) -> FieldReading:
    meaning = spec.empty_means
    if meaning is None or reading.state is not FieldState.EMPTY:
        return reading
    for page in pages:
        text = fold(page.text)
        if any(_stands_in(fold(question), text) for question in meaning.where):
            return FieldReading(value=meaning.value, page=page.index, confidence=CONFIDENCE)
    return reading


def _stands_in(question: str, text: str) -> bool:
    return len(question) <= len(text) and fuzz.partial_ratio(question, text) >= ALIKE
