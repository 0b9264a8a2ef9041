"""The drawn samples as an author."""

from __future__ import annotations

import pytest

from contracts.document_types import FORM
from samples.attachments import held_out, training_layouts
from samples.pdf import pymupdf
from training.templates import AUTHOR, FORMS, HELD_OUT, series, template


def text(pdf: bytes) -> str:
    with pymupdf.open("pdf", pdf) as document:
        return "".join(page.get_text() for page in document)


def test_held_out_layouts_are_never_learned_from() -> None:
    """The two halves of this author share no layout."""
    learned = {template("rechnung", AUTHOR, seed)[0] for seed in range(8)}
    assert learned <= set(map(str, training_layouts("rechnung")))
    assert template("rechnung", HELD_OUT, 3)[0] == str(held_out("rechnung")) not in learned


def test_equal_seeds_give_equal_documents() -> None:
    """Byte for byte."""
    assert template("ausweis", AUTHOR, 4) == template("ausweis", AUTHOR, 4)


def test_every_other_form_is_a_filled_one() -> None:
    """Application forms of the procedures themselves; the held-out half has none of them."""
    name, pdf = template(FORM, AUTHOR, 1)
    assert name in FORMS
    assert len(text(pdf)) > 500
    assert template(FORM, AUTHOR, 2)[0] not in FORMS
    assert template(FORM, HELD_OUT, 1)[0] not in FORMS


@pytest.mark.parametrize("type_id", ["gehaltsabrechnung", "geburtsurkunde"])
def test_a_series_is_three_documents_that_differ(type_id: str) -> None:
    """Of three months, or of three people."""
    assert len({text(pdf) for pdf in series(type_id, training_layouts(type_id)[0], 5)}) == 3
