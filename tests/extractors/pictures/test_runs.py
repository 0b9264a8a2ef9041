"""Runs and long strokes of ink, found without looking at each run."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from tesserocr import PyTessBaseAPI

from extractors.ocr.tesseract import LANGUAGE, model_path, two_toned
from extractors.pictures.components import Mask, runs, runs_down
from extractors.pictures.strokes import long_runs, long_runs_down


def speckled(share: float) -> Mask:
    """Return a page on which so much is ink."""
    return np.random.default_rng(1).random((60, 90)) < share


def by_hand(row: Mask) -> list[tuple[int, int]]:
    """Return first and last column (exclusive) of each run of one row."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(int), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 1.0])
def test_runs_are_those_of_each_row(share: float) -> None:
    """From the top left on, in rows; in columns the same of the page on its side."""
    mask = speckled(share)
    expected = [(at, *run) for at, row in enumerate(mask) for run in by_hand(row)]
    assert list(zip(*(each.tolist() for each in runs(mask)), strict=True)) == expected
    expected = [(at, *run) for at, column in enumerate(mask.T) for run in by_hand(column)]
    assert list(zip(*(each.tolist() for each in runs_down(mask)), strict=True)) == expected


@pytest.mark.parametrize("longest", [1, 2, 5, 7, 16, 61, 200])
def test_long_strokes_are_runs_of_some_length(longest: int) -> None:
    """All pixels of such runs and no others, up to the edges of the page."""
    mask = speckled(0.9)
    expected = np.zeros_like(mask)
    for at, row in enumerate(mask):
        for start, end in by_hand(row):
            expected[at, start:end] = end - start >= longest
    assert np.array_equal(long_runs(mask, longest), expected)
    assert np.array_equal(long_runs_down(mask.T, longest), expected.T)


@pytest.mark.parametrize("paper", [255, 200, 20])
def test_black_and_white_as_tesseract_makes_it(paper: int) -> None:
    """Dark print on paper, light print on dark, and greys between: pixel by pixel what Tesseract sees."""
    grey = np.full((80, 200), paper, np.uint8)
    grey[20:40, 30:150:7] = 255 - paper
    grey[50:60, 30:150:3] = 130
    picture = Image.fromarray(grey)
    with PyTessBaseAPI(path=f"{model_path(LANGUAGE).parent}/", lang=LANGUAGE) as tesseract:
        tesseract.SetImage(picture)
        seen = tesseract.GetThresholdedImage().convert("1")
    assert two_toned(picture).tobytes() == seen.tobytes()


def test_an_empty_picture_stays_empty() -> None:
    """Of one grey, whichever it is, nothing is ink."""
    assert two_toned(Image.new("L", (20, 20), 90)).getextrema() == (255, 255)
