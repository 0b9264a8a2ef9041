"""What stands beside labels is made up, plausible, and the same for the same seed."""

# ruff: noqa: S311 - reproducible chance, not security
from __future__ import annotations

import random
import re

import pytest
from stdnum import iban

from training.bank import PLACEHOLDERS, VALUE_KINDS
from training.values import Values

MADE = sorted(VALUE_KINDS - {"choice", "empty"})
"""A choice is ticked by the draft, from its own options."""


@pytest.mark.parametrize("kind", MADE)
def test_every_kind_has_a_maker(kind: str) -> None:
    """A kind without one would print its own name."""
    made = {Values(random.Random(seed)).of(kind) for seed in range(5)}
    assert made
    assert not {kind, ""} & made
    assert not any("{" in text for text in made)


def test_to_be_filled_by_hand_is_empty() -> None:
    """``empty`` is the one kind that prints nothing."""
    assert Values(random.Random(1)).of("empty") == ""


def test_ibans_have_right_check_digits() -> None:
    """Checks of account numbers must not tell our documents from real ones."""
    for seed in range(20):
        made = Values(random.Random(seed)).of("iban")
        assert made.startswith("DE")
        assert iban.is_valid(made)
        assert re.fullmatch(r"(\w{4} )+\w{1,4}", made)


def test_equal_seeds_draw_equal_values() -> None:
    """Whoever draws before: the names of all countries are seeded anew."""
    text = " ".join(f"{{{kind}}}" for kind in sorted(PLACEHOLDERS))
    for seed in range(8):  # some draw foreign names
        first = Values(random.Random(seed)).fill(text)
        Values(random.Random(99)).fill(text)
        assert Values(random.Random(seed)).fill(text) == first
        assert Values(random.Random(seed + 100)).fill(text) != first


def test_each_placeholder_is_filled_anew() -> None:
    """Two persons in a sentence are two."""
    made = Values(random.Random(3)).fill("{number} und {number}")
    one, other = made.split(" und ")
    assert one != other
    assert one.isdigit()


def test_machine_readable_zones_have_their_lines() -> None:
    """Three lines of 30 or two of 44 characters (ICAO 9303)."""
    shapes = {tuple(map(len, Values(random.Random(seed)).mrz().split("\n"))) for seed in range(12)}
    assert shapes == {(30, 30, 30), (44, 44)}
