"""The page encoder runs each page once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from classifiers import encoder as module
from classifiers.encoder import MAX_TOKENS, PageEncoder
from tests.training.small import TYPES, sheet, tiny_model

LEASE, PAYSLIP = sheet("Mietvertrag"), sheet("Gehaltsabrechnung")


@pytest.fixture
def encoder(tmp_path: Path) -> PageEncoder:
    return PageEncoder(tiny_model(tmp_path))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths in tokens of all pages that the network was run on."""
    found: list[int] = []
    run = onnxruntime.InferenceSession.run

    def counted(self: Any, names: Any, inputs: dict[str, Any]) -> Any:
        assert inputs["ids"].shape == inputs["mask"].shape
        assert inputs["mask"].all()
        found.append(inputs["ids"].shape[1])
        return run(self, names, inputs)

    monkeypatch.setattr(onnxruntime.InferenceSession, "run", counted)
    return found


def test_scores_are_one_row_per_page(encoder: PageEncoder) -> None:
    """In the order of the pages, float32."""
    scores = encoder.scores([LEASE, PAYSLIP])
    assert scores.shape == (2, len(TYPES))
    assert scores.dtype == np.float32
    assert scores.argmax(axis=1).tolist() == [1, 0]


def test_a_page_is_run_once(encoder: PageEncoder, runs: list[int]) -> None:
    """Splitting and classifying ask about the same pages; copies of a page are one as well."""
    first = encoder.scores([LEASE, PAYSLIP, LEASE.model_copy(update={"index": 7})])
    assert len(runs) == 2
    assert np.array_equal(encoder.scores([LEASE]), first[:1])
    assert np.array_equal(first[0], first[2])
    assert len(runs) == 2


def test_neighbours_do_not_change_a_page(encoder: PageEncoder, tmp_path: Path) -> None:
    """Scores are the same alone and in company, to the last bit."""
    together = encoder.scores([PAYSLIP, LEASE])
    assert np.array_equal(PageEncoder(tmp_path).scores([LEASE])[0], together[1])


def test_memory_is_bounded(encoder: PageEncoder, runs: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker runs for weeks; when it remembers too much it begins anew."""
    monkeypatch.setattr(module, "REMEMBERED", 1)
    encoder.scores([LEASE, PAYSLIP])
    encoder.scores([LEASE])
    assert len(runs) == 3


def test_long_pages_are_cut(encoder: PageEncoder, runs: list[int]) -> None:
    """The network never sees more tokens than it was trained on."""
    encoder.scores([sheet(*["mietvertrag " * 8] * 40)])
    assert runs == [MAX_TOKENS]


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    """It fails at once, not at the first page."""
    with pytest.raises(Exception, match=r"(?i)no such file"):
        PageEncoder(tmp_path / "none")
