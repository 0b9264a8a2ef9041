"""The stages of a submission, in a row: read, find the parts, read form and facts, check, propose."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from checks.agreement import with_agreements
from checks.case import Dossier
from checks.contradictions import contradictions
from checks.engine import check_dossier, propose
from classifiers.interface import TypeClassifier
from classifiers.parts import parts_of
from classifiers.resemblance import Gate
from contracts.build import build
from contracts.catalogue import Catalogue
from contracts.document_types import OTHER
from contracts.findings import Attachment, FieldReading, FilledForm, Part
from contracts.procedure import Procedure
from contracts.reading import DocumentText, PageInk, PageText, TextSource
from contracts.report import Outcome, ReportProcedure, Timing, Versions
from extractors.forms.align import recognise
from extractors.forms.apart import read_form_apart
from extractors.forms.values.answer_words import Words, with_words, words_of_answers
from extractors.pages.ocr_page import with_strokes
from extractors.sandbox import Progress, ReadingPool
from pipeline.cards import CardReader, views_of
from pipeline.form_pages import FormPages, form_pages
from pipeline.signatures import unsigned_page
from pipeline.submission import Submission
from pipeline.unforeseen import read_or_unread, unread
from pipeline.unpacking import Entry, read_entries, unpack


class Pipeline:
    """All that checking needs, set up once per process; a context manager.

    Args:
        catalogue: The contracts of the installation.
        classifier: Tells document types apart.
        pool: The child processes that read; started and stopped with the pipeline.
        gate: Tells papers that only speak of a proof.
    """

    def __init__(
        self, catalogue: Catalogue, classifier: TypeClassifier, pool: ReadingPool, gate: Gate | None = None
    ) -> None:
        self._catalogue = catalogue
        self._classifier = classifier
        self._pool = pool
        self._gate = gate
        self.workers = pool.workers

    def __enter__(self) -> Self:
        self._pool.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.__exit__(kind, error, trace)

    def check(self, submission: Submission, *, progress: Progress | None = None) -> Outcome:
        """Take one submission through all stages.

        Raises:
            UnknownProcedure: if there is no contract for it on the received date.
        """
        procedure = self._catalogue.procedure(submission.procedure, submission.received)
        watch = Stopwatch()
        entries = unpack(submission.files, self._pool)
        documents = read_entries(entries, self._pool, progress=progress)
        watch.lap("read")
        cards = CardReader(self._catalogue.document_types, self._classifier, self._pool, submission.received)
        parts = _with_notes(self._find_parts(documents, cards), entries, documents)
        watch.lap("classify")
        form = self._read_form(entries, procedure, documents, parts)
        attachments = tuple(self._attachment(part, entries, documents, cards) for part in parts)
        watch.lap("extract")
        titles = {each.id: each.title for each in self._catalogue.procedures}
        meta, types = submission.meta.values, self._catalogue.document_types
        dossier = Dossier(form, attachments, documents, submission.received, meta, titles, types)
        findings = check_dossier(procedure, dossier, sure=self._classifier.sure)
        agreeing = with_agreements(procedure, dossier, sure=self._classifier.sure)
        hints = contradictions(procedure, dossier, sure=self._classifier.sure)
        watch.lap("check")
        return Outcome(
            procedure=ReportProcedure(id=procedure.id, version=procedure.version),
            received=submission.received,
            documents=documents,
            attachments=agreeing,
            form=form,
            findings=findings,
            proposal=propose(findings),
            versions=self._versions(procedure, documents),
            timing=watch.timing(sum(document.ocr_ms for document in documents)),
            hints=hints,
        )

    def _find_parts(self, documents: Sequence[DocumentText], cards: CardReader) -> tuple[Part, ...]:
        """Pages of known forms are certain; the classifier decides on all others."""
        known = {
            (number, page.page): page.variant.procedure
            for number, document in enumerate(documents)
            for page in recognise(document.pages, self._catalogue.variants)
        }
        parts = parts_of(
            documents,
            classifier=self._classifier,
            procedures=self._catalogue.procedures,
            known_pages=known,
            types=self._catalogue.document_types,
            gate=self._gate,
        )
        return tuple(each for part in parts for each in cards.separated(part, documents[part.document]))

    def _read_form(
        self,
        entries: Sequence[Entry],
        procedure: Procedure,
        documents: Sequence[DocumentText],
        parts: Sequence[Part],
    ) -> FilledForm:
        """Read the form's fields, from all of its pages."""
        form = form_pages(documents, parts, procedure.id)
        if form is None:
            return FilledForm()
        inks = self._inks(entries, form)
        variants = self._catalogue.variants_of(procedure.id)
        form = _with_pens(form, inks)
        fields = procedure.form.fields

        def read(pages: Sequence[PageText]) -> tuple[dict[str, FieldReading], str | None]:
            return read_or_unread(
                lambda: read_form_apart(self._pool, pages, fields, variants, inks),
                otherwise=lambda: (unread(fields), None),
            )

        readings, variant = read(form.pages)
        words = words_of_answers(readings, fields, form.pages)
        confirmed = self._confirmed(entries, form, words)
        if confirmed is not form:
            readings, variant = read(confirmed.pages)
        placed = {name: form.placed(reading) for name, reading in readings.items()}
        return FilledForm(part=form.main, variant=variant, fields=placed)

    def _confirmed(self, entries: Sequence[Entry], form: FormPages, words: Words) -> FormPages:
        """Return the form with the words of its answers as two readings together have them."""
        for document in {form.origins[index][0] for index in words}:
            pages = {form.origins[at][1]: form.pages[at] for at in words if form.origins[at][0] == document}
            asked = {number: words[page.index] for number, page in pages.items()}
            turned = {number: page.turned + page.skew for number, page in pages.items()}
            found = self._pool.confirm(entries[document].data, asked, turned=turned)
            for number, new in found.items():
                if new != asked[number]:
                    form = form.with_page(with_words(pages[number], asked[number], new))
        return form

    def _inks(self, entries: Sequence[Entry], form: FormPages) -> Mapping[int, PageInk]:
        """Return the ink of the form's pages that carry none, each drawn from its own document."""
        inks = {}
        missing = {form.origins[page.index]: page for page in form.pages if page.ink is None}
        for document in {document for document, _ in missing}:
            pages = {number: page for (owner, number), page in missing.items() if owner == document}
            turned = {number: page.turned + page.skew for number, page in pages.items()}
            drawn = self._pool.inks(entries[document].data, turned.keys(), turned=turned)
            inks.update({pages[number].index: ink for number, ink in drawn.items()})
        return inks

    def _attachment(
        self, part: Part, entries: Sequence[Entry], documents: Sequence[DocumentText], cards: CardReader
    ) -> Attachment:
        document, data = documents[part.document], entries[part.document].data
        views = views_of(part, [document.pages[page] for page in part.pages])
        shown = tuple(view.shown for view in views)
        empty = unsigned_page(part, document, data, types=self._catalogue.document_types, pool=self._pool)
        return Attachment(part=part, facts=cards.facts(part, views), pages=shown, unsigned=empty)

    def _versions(self, procedure: Procedure, documents: Sequence[DocumentText]) -> Versions:
        engines = {page.engine for document in documents for page in document.pages if page.engine}
        return Versions(
            product=build(),
            contract=f"{procedure.id}@{procedure.version}",
            classifier=self._classifier.version,
            ocr=", ".join(sorted(engines)) or "none needed",
        )


def _with_notes(
    parts: Sequence[Part], entries: Sequence[Entry], documents: Sequence[DocumentText]
) -> tuple[Part, ...]:
    """Return the parts, notes as what they are: a mail that says "anbei mein Mietvertrag" is no lease."""
    noted = {
        number: Part(
            document=number,
            pages=tuple(range(len(documents[number].pages))),
            type=OTHER,
            confidence=1.0,
        )
        for number, entry in enumerate(entries)
        if entry.note and documents[number].pages
    }
    found = [part for part in parts if part.document not in noted] + list(noted.values())
    return tuple(sorted(found, key=lambda part: part.document))


def _with_pens(form: FormPages, inks: Mapping[int, PageInk]) -> FormPages:
    """Return the form; its scanned pages that did not look like a form's now with the strokes of pens."""
    for page in form.pages:
        if page.source is TextSource.OCR and page.index in inks:
            form = form.with_page(with_strokes(page, inks[page.index]))
    return form


class Stopwatch:
    """Wall time per stage."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._laps: dict[str, int] = {}

    def lap(self, stage: str) -> None:
        """Note the time since the last lap as that of ``stage``."""
        now = time.monotonic()
        self._laps[stage] = round((now - self._last) * 1000)
        self._last = now

    def timing(self, ocr_ms: int) -> Timing:
        """Return the times; that of OCR is part of reading's, added up over the processes."""
        return Timing(**self._laps, ocr=ocr_ms)
