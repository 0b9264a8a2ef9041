"""Types of documents and boundaries between them, on authors from whom nothing has learned.

    python -m benchmarks.classify [--authors NAME ...] [--model FOLDER] [--real FOLDER]

Documents of the test authors (``training.split``) as the service reads them, by the way they came; the blend
beside each of its two models alone; stacks of 3 to 25 documents; rows of documents by one issuer; and, with
``--real``, real documents, of which every error is listed. Figures: docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from classifiers import Excerpt, TypeClassifier, load_classifier
from classifiers.blend import BlendedClassifier
from classifiers.splitting import split
from contracts.document_types import FORM, OTHER
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.limits import ReadingLimits
from extractors.ocr.engines import fastest_engine
from extractors.pages.reader import read_document
from samples.attachments import held_out
from samples.degrade import How
from training import corpus
from training.evaluation import decide, evaluate
from training.split import TEST
from training.splitting import pool, read_series
from training.stacks import Pool, stacked, stacks

REAL: Final = (
    ("forms/*.pdf", {FORM}),
    ("attachments/*Vollmacht*.pdf", {"vollmacht"}),
    ("attachments/*mietvertrag*.pdf", {"mietvertrag"}),
    ("attachments/Satzung*.pdf", {OTHER}),
    ("attachments/hh_4095*.pdf", {"verdienstbescheinigung"}),
    ("attachments/hh_6200*.pdf", {"baubeschreibung"}),
    ("attachments/wohnungsgeber*.pdf", {"wohnungsgeberbestaetigung"}),
    ("invoices/*.pdf", {"rechnung"}),
    ("receipts/*.*", {"rechnung"}),
    ("payslips/*.pdf", {"gehaltsabrechnung"}),
    ("payslips/*document.txt", {"gehaltsabrechnung"}),
    ("bank_texts/*.txt", {"kontoauszug"}),
)
"""Files below the folder of real documents, and what they are."""
SERIES: Final = (
    *("ausweis", "aufenthaltstitel", "gehaltsabrechnung", "geburtsurkunde", "kontoauszug"),
    *("immatrikulationsbescheinigung", "kindergeldnachweis", "schulbescheinigung"),
)
"""Types of which several in a row are usual."""
PEOPLE: Final = (900, 901, 902)
STACKS: Final = 100
MOST: Final = 25
"""Documents in a stack."""
A4: Final = PageSize(595.0, 842.0)
WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "born digital": ("digital",),
    "office scan": ("office_scan", "skewed", "low_resolution"),
    "photo, poor copy, fax": ("photo", "poor_copy", "fax"),
}


class Sample(NamedTuple):
    """A document whose type is known; ``name`` says where it comes from, for lists of errors."""

    type: str
    excerpt: Excerpt
    name: str


def main() -> None:
    """Print accuracy, calibration and the errors for each kind of document."""
    parser = argparse.ArgumentParser(description="Misst den Klassifikator.")
    parser.add_argument("--authors", nargs="*", default=TEST)
    parser.add_argument("--real", type=Path, help="Ordner mit echten Dokumenten")
    parser.add_argument("--model", type=Path, help="Modellordner; ohne Angabe der mitgelieferte")
    parser.add_argument("--errors", type=int, default=0, help="so viele Fehler je Art zeigen")
    options = parser.parse_args()
    started = time.perf_counter()
    classifier = load_classifier(options.model)
    print(f"{classifier.version}: loaded in {time.perf_counter() - started:.2f} s")
    for author in options.authors:
        corpus.write(author)
    for name, documents in held(options.authors).items():
        report(name, documents, classifier, errors=options.errors)
    report_speed(held(options.authors)["born digital"], classifier)
    report_stacks(pool(options.authors, random.Random(8)), classifier)
    report_series(None, PEOPLE, classifier)
    report_series("office_scan", PEOPLE[:1], classifier)
    if options.real:
        documents = list(real(options.real))
        report("real documents", documents, classifier, errors=len(documents))
        report_whole(documents, classifier)


def held(authors: Sequence[str]) -> dict[str, list[Sample]]:
    """Return the documents of authors by the way they came."""
    found: dict[str, list[Sample]] = {name: [] for name in WAYS}
    for author in authors:
        for document in corpus.read(author):
            name = next(name for name, ways in WAYS.items() if document.way in ways)
            label = f"{document.author}/{document.key} {document.kind} {document.family}"
            found[name].append(Sample(document.type, Excerpt(pages=document.pages), label))
    return found


def real(folder: Path) -> Iterator[Sample]:
    """Yield the real documents; their type is the first accepted one."""
    engine = fastest_engine()
    for pattern, accepted in REAL:
        for path in sorted(folder.glob(pattern)):
            if path.suffix == ".txt":
                pages: tuple[PageText, ...] = (text_page(path.read_text(encoding="utf-8", errors="replace")),)
            else:
                pages = read_document(
                    path.read_bytes(), file=path.name, engine=engine, limits=ReadingLimits()
                ).pages
            yield Sample(next(iter(accepted)), Excerpt(pages=pages), f"{path.parent.name}/{path.name}")


def text_page(text: str) -> PageText:
    """Return a page for a text whose places are not known: lines one below the other."""
    words = [
        Word(word, Box(60.0 * column, 12.0 * row, 60.0 * column + 50, 12.0 * row + 10))
        for row, line in enumerate(text.splitlines())
        for column, word in enumerate(line.split())
    ]
    return PageText(index=0, size=A4, source=TextSource.TEXT, words=tuple(words))


def report(name: str, documents: Sequence[Sample], classifier: BlendedClassifier, *, errors: int) -> None:
    """Print the figures of one kind of documents for the blend and its models, and some errors."""
    pairs = [(sample.type, sample.excerpt) for sample in documents]
    decisions = decide(classifier, pairs, [sample.name for sample in documents])
    found = evaluate(decisions, version=classifier.version)
    alone = {
        part: evaluate(decide(classifier.alone(part), pairs), version=part) for part in ("encoder", "linear")
    }
    print(
        f"{name}: {found.documents} documents, accuracy {found.accuracy:.3f}, macro-F1 {found.macro_f1:.3f}, "
        f"ECE {found.ece:.3f}, right among the surest 90 %: {found.at_90:.3f}; "
        + ", ".join(f"{part} alone {figures.accuracy:.3f}" for part, figures in alone.items())
    )
    sure = [each for each in decisions if each.confidence >= classifier.sure]
    wrong = sum(not each.right for each in sure)
    print(f"    from {classifier.sure:.2f}: {len(sure) / len(decisions):.3f} decided, {wrong} of them wrong")
    for each in [each for each in decisions if not each.right][:errors]:
        print(
            f"    {each.name}: {each.answer} {each.confidence:.2f} ({each.runner_up}) for {each.truth}, "
            f"{', '.join(each.words)}"
        )


def report_speed(documents: Sequence[Sample], classifier: TypeClassifier) -> None:
    """Print what classifying takes a page, and the memory it needs."""
    seconds = []
    for sample in documents[:300]:
        page = Excerpt(pages=sample.excerpt.pages[:1])
        started = time.perf_counter()
        classifier.classify([page])
        seconds.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{1000 * statistics.median(seconds):.1f} ms a page (median), {peak:.0f} MB at most in this process"
    )


def report_stacks(documents: Pool, classifier: TypeClassifier) -> None:
    """Print how well stacks are parted into their documents."""
    rng = random.Random(8)
    found = wanted = both = whole = 0
    for stack in stacks(documents, rng, count=STACKS, most=MOST):
        parts = split(stack.pages, classifier=classifier)
        begins = {part[0].index for part in parts[1:]}
        truth = {index for index, first in enumerate(stack.begins) if first and index}
        found, wanted, both = found + len(begins), wanted + len(truth), both + len(begins & truth)
        whole += begins == truth
    precision, recall = both / max(found, 1), both / max(wanted, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"stacks of 3 to {MOST} documents: boundary F1 {score:.3f} (precision {precision:.3f}, "
        f"recall {recall:.3f}), {whole} of {STACKS} parted right"
    )


def report_series(how: How | None, people: Sequence[int], classifier: TypeClassifier) -> None:
    """Print how many rows of three documents in the same layout, in one file, are parted right."""
    rows = [
        (kind, stacked(read_series(kind, held_out(kind), seed, how=how), random.Random(seed), blanks=0))
        for kind in SERIES
        for seed in people
    ]
    wrong = Counter(
        kind
        for kind, row in rows
        if [part[0].index for part in split(row.pages, classifier=classifier)]
        != [page for page, first in enumerate(row.begins) if first]
    )
    print(
        f"series of three, {how or 'born digital'}: {len(rows) - wrong.total()} of {len(rows)} parted right",
        end="",
    )
    print(f"; wrong: {dict(wrong)}")


def report_whole(documents: Sequence[Sample], classifier: TypeClassifier) -> None:
    """Print which real documents of several pages are torn apart."""
    several = [sample for sample in documents if len(sample.excerpt.pages) > 1]
    torn = {}
    for sample in several:
        parts = split(sample.excerpt.pages, classifier=classifier)
        if len(parts) > 1:
            torn[sample.name] = ", ".join(str(part[0].index + 1) for part in parts[1:])
    changes = sum(len(sample.excerpt.pages) - 1 for sample in several)
    print(f"real documents of several pages: {len(several) - len(torn)} of {len(several)} left whole", end="")
    print(f" ({changes} page changes); cut before pages:")
    for name, pages in torn.items():
        print(f"    {name}: {pages}")


if __name__ == "__main__":
    main()
