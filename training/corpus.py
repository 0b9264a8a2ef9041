"""The corpus: composed documents as the service itself reads them, born digital and degraded.

    python -m training.corpus [--authors NAME ...] [--scale 1.0]

writes one gzipped file of JSON lines per author to ``.cache/corpus``. A run that was stopped goes on where
it was; equal seeds give equal documents.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from rich.progress import track

from contracts.document_types import OTHER
from contracts.reading import PageText
from contracts.records import Record
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.pages.reader import read_document
from samples.attachments import TYPES
from samples.degrade import How, degrade, pdf_of, pictures_of
from training.bank import authors, banks
from training.compose import Composed, compose
from training.near_misses import CALIBRATING, LEARNED, TESTING, near_misses, paper, resembled
from training.templates import AUTHOR, HELD_OUT, template

FOLDER: Final = Path(".cache/corpus")
DIGITAL: Final = 26
"""Born-digital documents per type and author, and half as many more for each kind that the type has."""
SCANNED: Final = 4
"""The same for degraded ones; reading them is what takes time."""
MOST_KINDS: Final = 14
SCANNED_PAGES: Final = 2
"""Pages of a document that are degraded and read by OCR: the first ones say what it is."""
WAYS: Final[tuple[How, ...]] = (
    *("office_scan", "office_scan", "photo", "photo", "poor_copy", "poor_copy"),
    *("fax", "low_resolution", "skewed"),
)
WORKERS: Final = 2
NEAR: Final = frozenset((*LEARNED, *CALIBRATING, *TESTING))
"""Authors of near misses; their documents are ``sonstiges``, of a kind that names what they resemble."""
NEAR_COPIES: Final = {
    "fulda": 3,
    "havel": 4,
    "lech": 8,
    "mosel": 6,
    "naab": 12,
    "neckar": 4,
    "oder": 4,
    "saale": 4,
    "spree": 6,
}
"""Documents per kind and type where they are more than two."""
NEAR_SCANNED: Final = 0.08
"""Share of near misses that are degraded."""


class Job(NamedTuple):
    """A document to be made; ``way`` is None for born digital."""

    type: str
    author: str
    seed: int
    way: How | None

    @property
    def key(self) -> str:
        """Tells jobs of an author apart."""
        return f"{self.type}/{self.seed}/{self.way or 'digital'}"


class Document(Record):
    """A document of the corpus; pages are without their pictures of ink."""

    type: str
    author: str
    kind: str
    family: str
    way: str
    key: str
    pages: tuple[PageText, ...]


def jobs(author: str, *, scale: float = 1.0) -> list[Job]:
    """Return the documents that an author's banks are made into."""
    if author in NEAR:
        return list(_near_jobs(author, scale=scale))
    found = []
    for type_id, kinds in _kinds(author).items():
        more = 1 + min(kinds, MOST_KINDS) / 2
        found += [Job(type_id, author, seed, None) for seed in range(round(DIGITAL * more * scale))]
        rng = random.Random(f"ways/{author}/{type_id}")
        for seed in range(round(SCANNED * more * scale)):
            found.append(Job(type_id, author, 100_000 + seed, rng.choice(WAYS)))
    return found


def _near_jobs(author: str, *, scale: float) -> Iterator[Job]:
    for type_id in resembled():
        kinds = near_misses(author, type_id)
        for seed in range(round(NEAR_COPIES.get(author, 2) * len(kinds) * scale)):
            rng = random.Random(f"ways/{author}/{type_id}/{seed}")
            yield Job(type_id, author, seed, rng.choice(WAYS) if rng.random() < NEAR_SCANNED else None)


def make(job: Job) -> str:
    """Return a document as a line of JSON."""
    composed = _composed(job)
    pdf = composed.pdf
    if job.way is not None:
        pictures = degrade(pictures_of(pdf)[:SCANNED_PAGES], job.way, seed=job.seed)
        pdf = pdf_of(pictures)
    document = Document(
        type=composed.type,
        author=job.author,
        kind=composed.kind,
        family=composed.family,
        way=job.way or "digital",
        key=job.key,
        pages=pages_of(pdf),
    )
    return document.model_dump_json(exclude_defaults=True)


def pages_of(pdf: bytes) -> tuple[PageText, ...]:
    """Return a document as the service reads it, without its pictures of ink."""
    read = read_document(pdf, file="", engine=_engine(), limits=ReadingLimits())
    return tuple(page.model_copy(update={"ink": None}) for page in read.pages)


def write(author: str, *, scale: float = 1.0) -> Path:
    """Make the documents of an author that are not there yet; return the file."""
    path = FOLDER / f"{author}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    done = {line["key"] for line in _lines(path)}
    left = [job for job in jobs(author, scale=scale) if job.key not in done]
    if left:
        _mend(path)
    with (
        ProcessPoolExecutor(WORKERS) as pool,
        gzip.open(path, "at", encoding="utf-8", compresslevel=3) as sink,
    ):
        for line in track(pool.map(make, left, chunksize=4), description=author, total=len(left)):
            sink.write(line + "\n")
    return path


def read(author: str) -> Iterator[Document]:
    """Yield the documents of an author's file."""
    for line in _lines(FOLDER / f"{author}.jsonl.gz"):
        yield Document.model_validate(line)


def _mend(path: Path) -> None:
    """Write a file anew from its whole lines: what follows a half one could not be read."""
    whole = path.with_suffix(".part")
    with gzip.open(whole, "wt", encoding="utf-8", compresslevel=3) as sink:
        for line in _lines(path):
            sink.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    whole.replace(path)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the whole lines of a file that may end in the middle of one."""
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as source:
        try:
            for line in source:
                yield json.loads(line)
        except (EOFError, ValueError, zlib.error):
            return


def _kinds(author: str) -> dict[str, int]:
    """Return how many kinds of each type an author wrote."""
    if author in {AUTHOR, HELD_OUT}:
        return dict.fromkeys(TYPES, 1)
    return {type_id: len(kinds) for type_id, kinds in banks(author).items()}


def _composed(job: Job) -> Composed:
    if job.author in {AUTHOR, HELD_OUT}:
        layout, pdf = template(job.type, job.author, job.seed)
        return Composed(job.type, job.author, layout, "template", pdf)
    if job.author in NEAR:
        near = paper(job.type, job.author, job.seed)
        return Composed(
            job.type if near.proof else OTHER, job.author, f"{job.type}/{near.kind}", near.family, near.pdf
        )
    return compose(job.type, job.author, job.seed)


@cache
def _engine() -> OcrEngine:
    return fastest_engine()


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the corpus of the given authors, all if none are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--authors", nargs="*", default=(*authors(), AUTHOR, HELD_OUT))
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args(arguments)
    for author in options.authors:
        write(author, scale=options.scale)


if __name__ == "__main__":
    main()
