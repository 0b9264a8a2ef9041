"""Known forms are recognised, and found again on a shifted, scaled or skewed page."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.catalogue import load_catalogue
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.forms.align import fit_affine, recognise

VARIANTS = load_catalogue().variants
BERLIN = next(variant for variant in VARIANTS if variant.id == "berlin")


def printed(
    *, dx: float = 0, dy: float = 0, scale: float = 1, degrees: float = 0, keep: float = 1
) -> PageText:
    """The words of the blank form as they lie on a scan."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    words = []
    for text, box in list(BERLIN.pages[0].anchors.items())[: round(len(BERLIN.pages[0].anchors) * keep)]:
        x, y = box.middle
        x, y = scale * (x * cos - y * sin) + dx, scale * (x * sin + y * cos) + dy
        words.append(Word(text, Box(x - 10, y - 4, x + 10, y + 4), 0.9))
    return PageText(index=3, size=PageSize(595, 842), source=TextSource.OCR, words=tuple(words))


@settings(max_examples=25, deadline=None)
@given(
    st.floats(-20, 20),
    st.floats(-20, 20),
    st.floats(0.93, 1.07),
    st.floats(-3, 3),
    st.sampled_from([0.6, 0.8, 1]),
)
def test_a_scan_of_a_known_form_is_aligned(
    dx: float, dy: float, scale: float, degrees: float, keep: float
) -> None:
    """Wherever the form lies on the scan, its places are found to within a few points."""
    page = printed(dx=dx, dy=dy, scale=scale, degrees=degrees, keep=keep)
    (known,) = recognise([page], VARIANTS)
    assert (known.variant.id, known.page, known.number) == ("berlin", 3, 1)
    text, box = next(iter(BERLIN.pages[0].anchors.items()))
    there = next(word.box.middle for word in page.words if word.text == text)
    mapped = known.to_page.box(box).middle
    assert math.dist(there, mapped) < 5


def test_another_page_is_no_known_form() -> None:
    """A few equal words make no form."""
    words = tuple(
        Word(text, Box(10, 10 * n, 40, 10 * n + 8)) for n, text in enumerate(["Anmeldung", "Nein", "Ja"])
    )
    assert (
        recognise([PageText(index=0, size=PageSize(595, 842), source=TextSource.TEXT, words=words)], VARIANTS)
        == []
    )
    assert recognise([printed(keep=0.2)], VARIANTS) == []


def test_wrong_pairs_do_not_move_the_map() -> None:
    """RANSAC: a third of the pairs may be wrong."""
    chance = np.random.default_rng(1)
    blank = np.column_stack([chance.uniform(0, 600, (60, 2)), np.ones(60)])
    page = blank[:, :2] + (7.0, -3.0)
    page[:20] = chance.uniform(0, 600, (20, 2))
    matrix = fit_affine(blank, page)
    assert (blank @ matrix)[30] == pytest.approx(page[30], abs=1.0)
