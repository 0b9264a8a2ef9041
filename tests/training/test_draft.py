"""Drafts: what one document says."""

# ruff: noqa: S311 - reproducible chance, not security
from __future__ import annotations

import random

import pytest

from tests.training.small import BANK
from training.draft import cased, draw, sample

DRAFTS = [draw("mietvertrag", BANK, random.Random(seed), pages=1 + seed % 3) for seed in range(60)]


def test_untitled_documents_begin_with_an_opening() -> None:
    """A document without a title still says what it is."""
    untitled = [draft for draft in DRAFTS if not draft.title]
    assert 0 < len(untitled) < len(DRAFTS) / 2
    assert all(draft.openings for draft in untitled)


def test_a_bank_without_openings_always_has_a_title() -> None:
    """Nothing would be left that says what it is."""
    bank = BANK.model_copy(update={"openings": ()})
    assert all(draw("mietvertrag", bank, random.Random(seed)).title for seed in range(40))


def test_every_placeholder_is_filled() -> None:
    """No braces are printed, wherever the text came from."""
    assert not any("{" in repr(draft) for draft in DRAFTS)


def test_at_most_one_option_is_ticked() -> None:
    """All options are printed beside boxes; the label loses its list."""
    values = [fact.value for draft in DRAFTS for fact in draft.facts if fact.label == "Heizung"]
    ticked = [sum(mark in value for mark in ("☒", "■", "[x]", "X")) for value in values]
    assert all(all(option in value for option in ("Gas", "Fernwärme", "Strom")) for value in values)
    assert max(ticked) == 1
    assert any("☐ " in value for value in values)


def test_some_forms_are_empty() -> None:
    """Forms come blank as well, but never with their choices gone."""
    plain = [fact.value for draft in DRAFTS for fact in draft.facts if fact.label == "Beginn"]
    assert any(value == "" for value in plain)
    assert any(value != "" for value in plain)


def test_tables_have_heads_and_cells() -> None:
    """Cells are parted at the bar, the rows stay in order."""
    (table, *_) = [table for draft in DRAFTS for table in draft.tables]
    assert table[0] == ("Posten", "Betrag")
    assert [row[0] for row in table[1:]] == ["Kaltmiete", "Stellplatz"]


def test_equal_seeds_draw_equal_drafts() -> None:
    """And others draw others."""
    assert draw("mietvertrag", BANK, random.Random(5)) == draw("mietvertrag", BANK, random.Random(5))
    assert draw("mietvertrag", BANK, random.Random(5)) != draw("mietvertrag", BANK, random.Random(6))


def test_samples_keep_to_what_there_is() -> None:
    """Fewer options than asked for are no error."""
    assert sample((), random.Random(1), least=2, most=4) == []
    assert sorted(sample("ab", random.Random(1), least=5, most=9)) == ["a", "b"]
    assert all(1 <= len(sample("abcdef", random.Random(seed), least=1, most=3)) <= 3 for seed in range(20))


@pytest.mark.parametrize("title", ["Mietvertrag", "Mietvertrag vom {date}"])
def test_titles_are_set_in_many_ways(title: str) -> None:
    """Capitals and spacing must not break placeholders."""
    ways = {cased(title, random.Random(seed)) for seed in range(60)}
    assert title in ways
    assert any(way.startswith(f"{title} Nr. ") for way in ways)
    if "{" in title:
        assert all("{date}" in way for way in ways)
    else:
        assert {"MIETVERTRAG", "M I E T V E R T R A G"} <= ways
