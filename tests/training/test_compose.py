"""Composed documents: equal arguments, equal bytes."""

from __future__ import annotations

import pytest

from samples.pdf import pymupdf
from training.bank import banks
from training.compose import compose


def test_equal_arguments_give_equal_bytes() -> None:
    """A corpus can be made again anywhere; a document that is not the same would not be found out."""
    assert compose("mietvertrag", "knapp", 3) == compose("mietvertrag", "knapp", 3)


def test_other_seeds_types_and_authors_give_others() -> None:
    """Nothing is composed twice."""
    made = [
        compose("rechnung", "knapp", 1),
        compose("rechnung", "knapp", 2),
        compose("ausweis", "knapp", 1),
        compose("rechnung", "nord", 1),
    ]
    assert len({document.pdf for document in made}) == 4


def test_it_says_what_it_is_made_of() -> None:
    """Kind and family are those of one bank of the author, and the PDF has a text layer."""
    document = compose("gehaltsabrechnung", "knapp", 5)
    bank = next(bank for bank in banks("knapp")["gehaltsabrechnung"] if bank.kind == document.kind)
    assert document.family in bank.families
    assert (document.type, document.author) == ("gehaltsabrechnung", "knapp")
    with pymupdf.open("pdf", document.pdf) as pdf:
        assert len(pdf[0].get_text().split()) > 5


def test_a_type_nobody_wrote_for() -> None:
    """There are no words for a blank page."""
    with pytest.raises(KeyError):
        compose("leerseite", "knapp", 1)
