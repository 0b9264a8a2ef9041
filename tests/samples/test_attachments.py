"""Every layout of every type renders, says its facts, and can be told from the others by its words."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import yaml

from samples.attachments import TYPES, Facts, facts_of, held_out, layouts, render, training_layouts
from samples.attachments.income import payroll
from samples.people import ERIKA

TODAY = date(2026, 11, 21)
FACTS = facts_of(ERIKA, today=TODAY)
ALL = [(type_id, layout) for type_id in TYPES for layout in range(layouts(type_id))]
NAMELESS = {"sonstiges", "rechnung", "liegenschaftskarte", "lageplan", "anschreiben", "bauzeichnung"}
"""Types of which some authors leave the applicant's name out."""


@cache
def text_of(type_id: str, layout: int, facts: Facts = FACTS) -> str:
    """The words of an attachment, blanks for line breaks."""
    opener: Any = pymupdf.open
    return " ".join(
        " ".join(page.get_text().split()) for page in opener("pdf", render(type_id, facts, layout=layout))
    )


@pytest.mark.parametrize(("type_id", "layout"), ALL)
def test_layout_renders_with_its_facts(type_id: str, layout: int) -> None:
    """A layout gives non-blank pages, leaves no template code, and names the person."""
    opener: Any = pymupdf.open
    document = opener("pdf", render(type_id, FACTS, layout=layout))
    assert document.page_count >= 1
    for page in document:
        assert page.get_pixmap(dpi=20, colorspace=pymupdf.csGRAY).color_topusage()[0] < 1
    text = text_of(type_id, layout)
    assert "{{" not in text
    assert "None" not in text
    assert type_id in NAMELESS or "musterfrau" in text.casefold()


@pytest.mark.parametrize("type_id", TYPES)
def test_each_type_has_layouts_for_training_and_one_held_out(type_id: str) -> None:
    """No type is learned from fewer than two authors, and one more is kept for measuring."""
    assert layouts(type_id) >= 3
    assert held_out(type_id) not in training_layouts(type_id)


def test_all_types_of_the_contract_can_be_made(shared_data: Path) -> None:
    """Every document type except the blank page has its makers."""
    spec = yaml.safe_load((shared_data.parent / "spec" / "document_types.yaml").read_text(encoding="utf-8"))
    assert {entry["id"] for entry in spec["document_types"]} - set(TYPES) == {"leerseite"}


@pytest.mark.parametrize("type_id", TYPES)
def test_same_facts_give_same_bytes(type_id: str) -> None:
    """Attachments are deterministic; another seed changes only what is incidental."""
    assert render(type_id, FACTS, layout=0) == render(type_id, FACTS, layout=0)


@pytest.mark.parametrize(
    ("type_id", "words"),
    [
        ("wohnungsgeberbestaetigung", "01.04.2021"),
        ("mietbescheinigung", "575,00"),
        ("kindergeldnachweis", "259,00"),
        ("unterhaltsnachweis", "Mia"),
        ("geburtsurkunde", "Mia"),
        ("zulassungsbescheinigung", "MU S 1234"),
        ("nutzungsueberlassung", "MU S 1234"),
        ("kontoauszug", "Wohnbau Musterstadt eG"),
    ],
)
def test_deciding_fact_is_in_every_layout(type_id: str, words: str) -> None:
    """What checks compare is printed by every author."""
    for layout in range(layouts(type_id)):
        assert words.casefold() in text_of(type_id, layout).casefold()


@pytest.mark.parametrize("type_id", ["ausweis", "aufenthaltstitel", "schwerbehindertenausweis"])
def test_expiry_is_on_every_identity_paper(type_id: str) -> None:
    """The last day of validity, or its month, is printed in each layout."""
    until = FACTS.valid_until
    ways = {until.strftime("%d.%m.%Y"), until.strftime("%d %m %Y"), until.strftime("%m/%Y")}
    for layout in range(layouts(type_id)):
        assert any(way in text_of(type_id, layout) for way in ways)


def test_payslip_follows_its_month() -> None:
    """A payslip names the month asked for, and two months differ."""
    september = FACTS.model_copy(update={"month": date(2026, 9, 1)})
    ways = ("September 2026", "09/2026", "2026-09")
    for layout in range(layouts("gehaltsabrechnung")):
        assert any(way in text_of("gehaltsabrechnung", layout, september) for way in ways)
        assert not any(way in text_of("gehaltsabrechnung", layout) for way in ways)


def test_payroll_adds_up() -> None:
    """Gross pay less tax and social insurance is what is paid out."""
    pay = payroll(FACTS.amount, church=True)
    parts = sum(pay[name] for name in ("tax", "church", "health", "pension", "unemployment", "care"))
    assert FACTS.amount - parts == pay["net"]
    assert pay["church"] > 0


def test_no_word_marks_all_layouts_of_a_type() -> None:
    """A type's own title is not in every layout, so that no classifier can lean on that word alone."""
    titles = {
        "ausweis": "personalausweis",
        "mietvertrag": "mietvertrag",
        "gehaltsabrechnung": "gehaltsabrechnung",
        "kontoauszug": "kontoauszug",
        "rentenbescheid": "rentenbescheid",
        "meldebescheinigung": "meldebescheinigung",
        "verdienstbescheinigung": "verdienstbescheinigung",
    }
    for type_id, title in titles.items():
        assert not all(title in text_of(type_id, layout).casefold() for layout in range(layouts(type_id)))
