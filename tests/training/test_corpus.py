"""The corpus: composed documents as the service reads them; a run that was stopped goes on."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from samples.attachments import TYPES as DRAWN
from tests.training.small import BANK
from training import bank, corpus
from training.corpus import Document, Job, jobs, make
from training.templates import AUTHOR

NAME = "winzig"
SCALE = 0.08
"""Makes three documents of the tiny author's only type."""


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An author who wrote one bank of one type; everything is written below the test's folder."""
    folder = tmp_path / "banks" / NAME
    folder.mkdir(parents=True)
    (folder / "mietvertrag.yaml").write_text(yaml.safe_dump([BANK.model_dump(mode="json")]), encoding="utf-8")
    monkeypatch.setattr(bank, "BANKS", tmp_path / "banks")
    monkeypatch.setattr(corpus, "FOLDER", tmp_path / "corpus")
    monkeypatch.setattr(corpus, "WORKERS", 1)
    monkeypatch.setattr(corpus, "ProcessPoolExecutor", ThreadPoolExecutor)  # sees what is patched here
    return NAME


def test_jobs_are_stable_and_told_apart(tiny: str) -> None:
    """A stopped run finds what is left by the jobs' keys."""
    found = jobs(tiny)
    assert found == jobs(tiny)
    assert len({job.key for job in found}) == len(found)
    assert {job.way is None for job in found} == {True, False}
    assert len(jobs(tiny, scale=SCALE)) < len(found)


def test_more_jobs_only_add_to_fewer(tiny: str) -> None:
    """A larger scale makes the same documents and more of them."""
    assert {job.key for job in jobs(tiny, scale=0.5)} <= {job.key for job in jobs(tiny)}


def test_the_drawn_samples_are_an_author_too() -> None:
    """For every type that is drawn there are jobs."""
    assert {job.type for job in jobs(AUTHOR, scale=0.1)} == set(DRAWN)


def test_a_born_digital_document_has_words_and_no_ink(tiny: str) -> None:
    """As the service reads it, small enough to keep ten thousands of."""
    line = make(Job("mietvertrag", tiny, 1, None))
    document = Document.model_validate_json(line)
    assert (document.type, document.author, document.kind) == ("mietvertrag", tiny, "vertrag")
    assert (document.way, document.key) == ("digital", "mietvertrag/1/digital")
    assert any(page.words for page in document.pages)
    assert all(page.ink is None for page in document.pages)
    assert line == make(Job("mietvertrag", tiny, 1, None))


def test_a_drawn_sample_becomes_a_document() -> None:
    """Kind is its layout, family says that it comes from a template."""
    document = Document.model_validate_json(make(Job("gehaltsabrechnung", AUTHOR, 0, None)))
    assert document.family == "template"
    assert document.pages[0].words


def test_a_degraded_document_is_read_by_ocr(tiny: str) -> None:
    """Two pages at most: the first ones say what it is."""
    document = Document.model_validate_json(make(Job("mietvertrag", tiny, 2, "office_scan")))
    assert document.way == "office_scan"
    assert 1 <= len(document.pages) <= corpus.SCANNED_PAGES
    assert document.pages[0].source == "ocr"
    assert document.pages[0].ink is None


def test_a_stopped_run_goes_on(tiny: str) -> None:
    """A file that ends in the middle of a line is read up to there, and what is missing is made once more."""
    path = corpus.write(tiny, scale=SCALE)
    whole = list(corpus.read(tiny))
    assert len(whole) == len(jobs(tiny, scale=SCALE)) >= 3
    path.write_bytes(path.read_bytes()[:-2000])
    left = list(corpus.read(tiny))
    assert left == whole[: len(left)]
    assert len(left) < len(whole)
    corpus.write(tiny, scale=SCALE)
    assert list(corpus.read(tiny)) == whole


def test_a_finished_file_is_left_alone(tiny: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Training asks for the corpus each time; nothing is made twice."""
    path = corpus.write(tiny, scale=SCALE)
    before = list(corpus.read(tiny))
    monkeypatch.setattr(corpus, "make", lambda _: pytest.fail("made again"))
    corpus.main(["--authors", tiny, "--scale", str(SCALE)])
    assert list(corpus.read(tiny)) == before
    with gzip.open(path, "rt", encoding="utf-8") as source:
        assert all(json.loads(line)["pages"] for line in source)


def test_what_was_never_written_is_empty(tiny: str) -> None:
    """No file is no error: a run begins that way."""
    assert list(corpus.read(tiny)) == []
