# ruff: noqa: S311 - reproducible chance, not security
"""Stacks know where each document begins."""

from __future__ import annotations

import random
from collections.abc import Sequence

from classifiers.interface import Classification, Excerpt
from contracts.reading import PageGrade
from tests.training.small import sheet
from training.splitting import examples
from training.stacks import Pool, stacked, stacks, varied

ONE = (sheet("Mietvertrag"), sheet("Kaution", index=1))
OTHER = (sheet("Rechnung"),)


def test_documents_in_a_row() -> None:
    """Pages are counted anew; each document begins with its first page."""
    stack = stacked([ONE, OTHER], random.Random(1), blanks=0)
    assert [page.index for page in stack.pages] == [0, 1, 2]
    assert stack.begins == (True, False, True)


def test_blank_backs_begin_nothing() -> None:
    """Scanners of both sides put one behind every page."""
    stack = stacked([ONE, OTHER], random.Random(1), blanks=1)
    assert stack.begins == (True, False, False, False, True, False)
    grades = [page.grade is PageGrade.BLANK for page in stack.pages]
    assert grades == [False, True] * 3
    assert [page.index for page in stack.pages] == list(range(6))


def test_stacks_are_drawn_from_a_pool() -> None:
    """As many as asked for, of three documents and more; equal seeds, equal stacks."""
    pool: Pool = {"mietvertrag": [ONE] * 3, "gehaltsabrechnung": [OTHER] * 3}
    found = list(stacks(pool, random.Random(2), count=5, most=4))
    assert len(found) == 5
    assert all(3 <= sum(stack.begins) <= 4 for stack in found)
    assert found == list(stacks(pool, random.Random(2), count=5, most=4))


def test_long_documents_are_drawn_if_asked_for() -> None:
    """They are rare in what is composed, and common in what people hand in."""
    pool: Pool = {"mietvertrag": [(OTHER[0],)] * 30 + [ONE]}
    (stack,) = stacks(pool, random.Random(2), count=1, most=3, long=1)
    assert sum(stack.begins) == 3
    assert sum(bool(page.words) for page in stack.pages) == 6


def test_varied_documents_keep_their_pages() -> None:
    """A page ends early, repeats the head, or is set anew; single pages stay as they are."""
    rows = ["Wort"] * 36
    long = tuple(sheet("Mietvertrag", *rows, index=index) for index in range(3))
    found = [varied(long, random.Random(seed)) for seed in range(80)]
    assert all(len(document) == 3 for document in found)
    assert any(len(document[0].words) < 36 for document in found)
    assert any(document[2].words[0].box.height != 16 for document in found)
    assert any(document[2].words[0].box.left != 50 for document in found)
    assert varied(OTHER, random.Random(1)) == OTHER


class Unsure:
    """Knows no type."""

    version = "unsure"
    sure = 0.5

    def classify(self, excerpts: Sequence[Excerpt]) -> tuple[Classification, ...]:
        """Return the same for every page."""
        return tuple(Classification(probabilities={"sonstiges": 1.0}, version="unsure") for _ in excerpts)


def test_each_change_of_written_pages_is_an_example() -> None:
    """Blank backs are left out; the truth is whether a document begins behind the change."""
    stack = stacked([ONE, OTHER], random.Random(1), blanks=1)
    found, begins = examples(stack, Unsure())
    assert begins == [False, True]
    assert len(found) == 2
