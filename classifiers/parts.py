"""Documents into parts: each with its pages, its type, and for forms its procedure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, groupby
from typing import Final

from classifiers.caveats import DENIED, doubted
from classifiers.forms import form_procedure
from classifiers.interface import Classification, Excerpt, TypeClassifier
from classifiers.resemblance import Gate
from classifiers.separators import is_separator
from classifiers.splitting import split
from contracts.document_types import BLANK, FORM, OTHER, DocumentTypes
from contracts.findings import Guess, Part
from contracts.procedure import Procedure
from contracts.reading import DocumentText, PageGrade, PageText
from contracts.values import fold

KnownPages = Mapping[tuple[int, int], str]
"""(document, page), both counted from 0 -> procedure of the known form whose page it is."""

CERTAIN: Final = 0.99
_GREETING: Final = re.compile(r"\bsehr geehrter? (?:frau|herr) \w+")
ILLEGIBLE: Final = 0.2
"""Confidence in ``sonstiges`` for pages on which no word could be read."""


def parts_of(
    documents: Sequence[DocumentText],
    *,
    classifier: TypeClassifier,
    procedures: Sequence[Procedure],
    known_pages: KnownPages | None = None,
    types: DocumentTypes | None = None,
    gate: Gate | None = None,
) -> tuple[Part, ...]:
    """Return the parts of all documents, in the order of their first pages; each page is in exactly one.

    Args:
        documents: The files of a submission, in its order.
        classifier: Tells document types apart.
        procedures: The procedures to one of which an application form may belong.
        known_pages: Pages recognised as pages of a known form; they are certain.
        types: By which pages are known that have a title of their own, and papers that only speak of a
            proof; without them all are believed.
        gate: Tells such papers by their wording, where ``types`` are given.
    """
    parts: list[Part] = []
    part_pages = partial(split, classifier=classifier, types=types, gate=gate)
    for index, document in enumerate(documents):
        known = {page: procedure for (at, page), procedure in (known_pages or {}).items() if at == index}
        found = _parts(document, index, known, classifier=classifier, part_pages=part_pages)
        parts += sorted(found, key=lambda part: part.pages)
    if types is not None:
        parts = [_believed(part, documents[part.document], types, gate) for part in parts]
    return tuple(_with_procedure(part, documents[part.document], procedures) for part in parts)


def _believed(part: Part, document: DocumentText, types: DocumentTypes, gate: Gate | None) -> Part:
    return doubted(part, [document.pages[page] for page in part.pages], types, gate)


def _parts(
    document: DocumentText,
    index: int,
    known: Mapping[int, str],
    *,
    classifier: TypeClassifier,
    part_pages: Callable[[Sequence[PageText]], Iterable[tuple[PageText, ...]]],
) -> Iterator[Part]:
    """Yield the parts of one document: blank pages, runs of known form pages, and what lies between."""
    empty = {page.index for page in document.pages if _says_nothing(page) and page.index not in known}
    counts = accumulate(map(is_separator, document.pages))
    sections = dict(zip((page.index for page in document.pages), counts, strict=True))
    for number in sorted(empty):
        yield Part(document=index, pages=(number,), type=BLANK, confidence=CERTAIN)
    written = [page for page in document.pages if page.index not in empty]
    for (procedure, _), run in groupby(
        written, key=lambda page: (known.get(page.index), sections[page.index])
    ):
        pages = tuple(run)
        if procedure is not None:
            numbers = tuple(page.index for page in pages)
            yield Part(document=index, pages=numbers, type=FORM, confidence=CERTAIN, procedure=procedure)
            continue
        for group in part_pages(pages):
            file = document.file if len(group) == len(written) else ""
            (kind,) = classifier.classify([Excerpt(pages=group, file=file)])
            yield _part(index, group, kind)


def _says_nothing(page: PageText) -> bool:
    """Whether a page belongs to no document: it is blank, or only parts documents from each other."""
    return page.grade is PageGrade.BLANK or is_separator(page)


def _part(index: int, pages: tuple[PageText, ...], kind: Classification) -> Part:
    best, runner_up = kind.best, kind.runner_up
    if not any(page.words for page in pages):
        runner_up = best if best.type != OTHER else runner_up
        best = Guess(type=OTHER, confidence=ILLEGIBLE)
    return Part(
        document=index,
        pages=tuple(page.index for page in pages),
        type=best.type,
        confidence=best.confidence,
        runner_up=runner_up,
        words=kind.words,
    )


def _greets(pages: Sequence[PageText]) -> bool:
    """Whether pages are a letter to somebody, perhaps about an application, without any field to fill in."""
    fillable = any(page.widgets for page in pages)
    return not fillable and _GREETING.search(fold(pages[0].text)) is not None


def _with_procedure(part: Part, document: DocumentText, procedures: Sequence[Procedure]) -> Part:
    """Return an application form with the procedure it belongs to; other parts as they are."""
    if part.type != FORM or part.procedure is not None:
        return part
    pages = [document.pages[page] for page in part.pages]
    guess = form_procedure(pages, procedures)
    if guess is None:
        return part.model_copy(update={"type": OTHER, "confidence": DENIED}) if _greets(pages) else part
    return part.model_copy(update={"procedure": guess.procedure, "other_form": guess.title})
