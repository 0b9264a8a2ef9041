"""The measure of linking counts as the published task does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.xfund_linking import Count, gold_links, measured, read_pages


def entity(number: int, label: str, box: tuple[int, int, int, int], **more: Any) -> dict[str, Any]:
    """Return an entity as a file of XFUND has it."""
    return {"id": number, "label": label, "box": box, "text": "Wort", "linking": [], "words": []} | more


def page_of(tmp_path: Path, *entities: dict[str, Any]) -> Path:
    """Return a file with one page."""
    file = tmp_path / "page.json"
    file.write_text(json.dumps({"documents": [{"id": "a", "document": list(entities)}]}), encoding="utf-8")
    return file


def test_links_count_whichever_way_they_are_written(tmp_path: Path) -> None:
    """A link may be written answer first, and at both ends: it is one link from question to answer."""
    file = page_of(
        tmp_path,
        entity(1, "question", (0, 0, 50, 10), linking=[[1, 2]]),
        entity(2, "answer", (60, 0, 90, 10), linking=[[2, 1]]),
    )
    (page,) = read_pages(file)
    assert gold_links(page) == {(1, 2)}
    assert measured([page]) == Count(1, 1, 1)
    assert measured([page]).f1 == 1.0


def test_links_of_other_labels_and_of_entities_without_text_are_left_out(tmp_path: Path) -> None:
    """Only links from a question to an answer count, and only between entities that have text."""
    file = page_of(
        tmp_path,
        entity(1, "header", (0, 0, 50, 10), linking=[[1, 2]]),
        entity(2, "question", (0, 20, 50, 30), linking=[[2, 3]]),
        entity(3, "answer", (60, 20, 90, 30), text=""),
    )
    (page,) = read_pages(file)
    assert gold_links(page) == set()
    assert measured([page]) == Count(0, 0, 0)
    assert measured([page]).f1 == measured([page]).precision == measured([page]).recall == 0.0


def test_german_forms_are_linked(shared_data: Path) -> None:
    """Forms that no threshold was learned on by a machine reach what the fine-tuned models reach."""
    file = shared_data / "xfund_de" / "de.train.json"
    pages = read_pages(file) if file.exists() else []
    assert not pages or measured(pages).f1 > 0.84
