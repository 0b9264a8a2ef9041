# ruff: noqa: S311 - reproducible chance, not security
"""Stacks know where each document begins."""

from __future__ import annotations

import random
from collections.abc import Sequence

from classifiers.interface import Classification, Excerpt
from contracts.reading import PageGrade
from tests.training.small import sheet
from training.splitting import examples
from training.stacks import Pool, stacked, stacks

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
