"""Layout families: every one makes a PDF that can be read."""

# ruff: noqa: S311 - reproducible chance, not security
from __future__ import annotations

import random
from importlib.resources import files

import pytest

from samples.attachments.engine import typeset
from samples.pdf import pymupdf
from tests.training.small import BANK
from training.bank import FAMILIES as NAMES
from training.draft import Draft, draw
from training.drawings import Drawings
from training.families import FAMILIES, laid_out, style

TITLE = "Miete & Pacht <Kopie>"
CSS = files("samples.attachments").joinpath("templates/base.css").read_text(encoding="utf-8")


def printed(draft: Draft, family: str, seed: int) -> str:
    """Return the text layer of a draft in a family, without spaces: narrow columns break lines."""
    rng = random.Random(seed)
    drawings = Drawings(rng)
    html = laid_out(draft, family, rng, drawings)
    pdf = typeset(html, base_css=CSS, pictures=drawings.made)
    with pymupdf.open("pdf", pdf) as document:
        assert len(document) >= 1
        return "".join("".join(page.get_text() for page in document).split())


def test_the_families_are_those_that_banks_name() -> None:
    """A bank's family that nobody draws would fail in the middle of a night's run."""
    assert set(FAMILIES) == NAMES
    assert len(NAMES) == 14


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_family_prints_the_title_as_it_is(family: str) -> None:
    """Signs of HTML in a text are printed, not obeyed."""
    draft = draw("mietvertrag", BANK, random.Random(2))._replace(title=TITLE)
    assert "".join(TITLE.split()) in printed(draft, family, 1)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_family_copes_with_next_to_nothing(family: str) -> None:
    """A bank may hold a title and a phrase only."""
    few = BANK.model_copy(
        update=dict.fromkeys(("issuers", "openings", "fields", "tables", "headings", "closings", "notes"), ())
    )
    assert "mietvertrag" in printed(draw("mietvertrag", few, random.Random(4)), family, 3).lower()


@pytest.mark.parametrize("type_id", ["lageplan", "bauzeichnung"])
def test_plans_are_drawn_with_words_on_them(type_id: str) -> None:
    """Parcels and floor plans: numbers as on plots, or lengths with a comma."""
    drawing = Drawings(random.Random(6)).plan(type_id, ["Flur <3>"], width=500, height=400)
    assert drawing.startswith("<svg")
    assert "Flur &lt;3&gt;" in drawing
    assert drawing.count("<path") >= 3


def test_looks_differ() -> None:
    """No look belongs to one type alone: it is drawn anew for each document."""
    looks = [style(random.Random(seed)) for seed in range(30)]
    assert len(set(looks)) == 30
    assert {look.font for look in looks} == {"sans-serif", "serif", "monospace"}
    assert all(7 < look.size < 12 for look in looks)
