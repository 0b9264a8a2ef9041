"""Harder versions of documents hold nothing that was not there, misread letters aside."""

# ruff: noqa: S311 - reproducible chance, not security
from __future__ import annotations

import random

from classifiers.interface import Excerpt
from tests.training.small import sheet
from training.augment import augmented

PAGES = tuple(
    sheet(
        f"Überschrift{at}", *(f"wort{at}x{row} noch{at}x{row} mehr{at}x{row}" for row in range(20)), index=at
    )
    for at in range(3)
)
WHOLE = Excerpt(pages=PAGES)
VERSIONS = [augmented(WHOLE, random.Random(seed)) for seed in range(80)]


def test_pages_are_of_the_document() -> None:
    """Some versions are a single page, most often the first; none is empty."""
    lengths = {len(version.pages) for version in VERSIONS}
    assert lengths == {1, 3}
    single = [version.pages[0].index for version in VERSIONS if len(version.pages) == 1]
    assert single.count(0) > len(single) / 2
    assert all(page.words for version in VERSIONS for page in version.pages)


def test_words_keep_their_places() -> None:
    """Words go or are misread; none is moved or added."""
    boxes = [{word.box for word in page.words} for page in PAGES]
    assert all(
        {word.box for word in page.words} <= boxes[page.index]
        for version in VERSIONS
        for page in version.pages
    )
    misread = [
        word for version in VERSIONS for page in version.pages for word in page.words if word.confidence < 1
    ]
    assert misread
    assert any(word.text not in {w.text for page in PAGES for w in page.words} for word in misread)


def test_some_lose_their_title() -> None:
    """Content has to do without."""
    titled = [any(word.text == "Überschrift0" for word in version.pages[0].words) for version in VERSIONS]
    assert any(titled)
    assert not all(titled)


def test_equal_seeds_give_equal_versions() -> None:
    """Training can be repeated; the document itself stays as it is."""
    assert augmented(WHOLE, random.Random(7)) == VERSIONS[7]
    assert WHOLE.pages == PAGES
