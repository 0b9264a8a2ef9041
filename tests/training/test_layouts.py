"""Layouts: every look of every family makes a PDF that can be read."""

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
from training.layouts import LOOKS, laid_out
from training.layouts.sheet import Look
from training.layouts.style import style

TITLE = "Miete & Pacht <Kopie>"
CSS = files("samples.attachments").joinpath("templates/base.css").read_text(encoding="utf-8")


ALL = [
    pytest.param(family, each, id=f"{family}-{each.__name__}")
    for family in sorted(LOOKS)
    for each in LOOKS[family]
]


def printed(draft: Draft, family: str, seed: int, *, look: Look | None = None) -> str:
    """Return the text layer of a draft in a family, without spaces: narrow columns break lines."""
    rng = random.Random(seed)
    drawings = Drawings(rng)
    html = laid_out(draft, family, rng, drawings, look=look)
    pdf = typeset(html, base_css=CSS, pictures=drawings.made)
    with pymupdf.open("pdf", pdf) as document:
        assert len(document) >= 1
        return "".join("".join(page.get_text() for page in document).split())


def test_the_families_are_those_that_banks_name() -> None:
    """A bank's family that nobody draws would fail in the middle of a night's run."""
    assert set(LOOKS) == NAMES
    assert len(NAMES) == 14


def test_every_family_has_several_looks() -> None:
    """A family of one look would be learnt as the type that comes in it."""
    assert all(len(looks) >= 3 for looks in LOOKS.values())
    assert all(len(LOOKS[family]) >= 5 for family in ("letter", "form", "table", "certificate", "card"))


@pytest.mark.parametrize(("family", "look"), ALL)
def test_every_look_prints_the_title_as_it_is(family: str, look: Look) -> None:
    """Signs of HTML in a text are printed, not obeyed; facts are printed, too."""
    draft = draw("mietvertrag", BANK, random.Random(2))._replace(title=TITLE)
    text = printed(draft, family, 1, look=look)
    assert "".join(TITLE.split()).lower() in text.lower()
    assert "".join(draft.facts[0].value.split())[:6] in text


@pytest.mark.parametrize(("family", "look"), ALL)
def test_every_look_copes_with_next_to_nothing(family: str, look: Look) -> None:
    """A bank may hold a title and a phrase only."""
    few = BANK.model_copy(
        update=dict.fromkeys(("issuers", "openings", "fields", "tables", "headings", "closings", "notes"), ())
    )
    draft = draw("mietvertrag", few, random.Random(4))
    assert "mietvertrag" in printed(draft, family, 3, look=look).lower()


@pytest.mark.parametrize(("family", "look"), ALL)
def test_every_look_copes_with_plenty(family: str, look: Look) -> None:
    """Words of long documents are there as well, whatever pages they fall on."""
    draft = draw("mietvertrag", BANK, random.Random(5), pages=4)
    rows = tuple(("Monat", f"{at},00 EUR") for at in range(14))
    long = draft._replace(title=TITLE, phrases=draft.phrases * 6, tables=(rows,))
    assert "".join(TITLE.split()).lower() in printed(long, family, 6, look=look).lower()


def test_long_documents_repeat_lines_and_say_their_pages() -> None:
    """Splitting learns from what pages of one document share."""
    draft = draw("mietvertrag", BANK, random.Random(5), pages=4)
    long = draft._replace(phrases=draft.phrases * 40)
    texts = [printed(long, "contract", seed) for seed in range(20)]
    assert sum(any(mark in text for mark in ("Seite2", "2von", "Blatt2", "-2-", "2/")) for text in texts) >= 4


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
