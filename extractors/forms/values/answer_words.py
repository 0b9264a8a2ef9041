"""The words of a form's answers that are worth a second look: names, places and numbers, as OCR read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.reading import PageText, TextSource, Word

NAMES: Final = frozenset({FieldKind.NAME, FieldKind.PLACE})
"""Kinds without digits: what looks like one is a letter."""
WORDS: Final = NAMES | {FieldKind.ADDRESS, FieldKind.PLACE_DATE, FieldKind.TEXT, FieldKind.WORD}
NUMBERS: Final = (
    frozenset(FieldKind)
    - NAMES
    - {
        FieldKind.CHOICE,
        FieldKind.YES_NO,
        FieldKind.SIGNATURE,
        FieldKind.PERSONS,
        FieldKind.EMAIL,
    }
)
"""Kinds with digits that may be misread."""
Words = dict[int, tuple[Word, ...]]
"""Words by page number."""


def words_of_answers(
    readings: Mapping[str, FieldReading], fields: Mapping[str, FieldSpec], pages: Sequence[PageText]
) -> Words:
    """Return the words in the places of answers; without handwriting, and what OCR did not read."""
    by_index = {page.index: page for page in pages if page.source is TextSource.OCR}
    found: dict[int, dict[Word, None]] = {}
    for spec, reading in _answers(readings, fields):
        page = by_index.get(-1 if reading.page is None else reading.page)
        if page is None or reading.box is None or reading.handwritten:
            continue
        place = reading.box.grown(1)
        words = [word for word in page.words if place.holds(*word.box.middle) and _is_asked(word, spec)]
        found.setdefault(page.index, {}).update(dict.fromkeys(words))
    return {page: tuple(words) for page, words in found.items() if words}


def with_words(page: PageText, old: Sequence[Word], new: Sequence[Word]) -> PageText:
    """Return a page with words replaced by others in their places."""
    by_old = dict(zip(old, new, strict=True))
    return page.model_copy(update={"words": tuple(by_old.get(word, word) for word in page.words)})


def _answers(
    readings: Mapping[str, FieldReading], fields: Mapping[str, FieldSpec]
) -> Iterator[tuple[FieldSpec, FieldReading]]:
    for name, reading in readings.items():
        if fields[name].kind in WORDS | NUMBERS:
            yield fields[name], reading
        for item in reading.items:
            yield from _answers(item, fields[name].columns)


def _is_asked(word: Word, spec: FieldSpec) -> bool:
    """Whether a word may be misread: a name, or a number; what has both is neither."""
    letters, digits = (any(map(is_such, word.text)) for is_such in (str.isalpha, str.isdigit))
    if letters:
        return spec.kind in NAMES or (spec.kind in WORDS and not digits)
    return digits and spec.kind in NUMBERS
