"""Gaps that a sentence names by words that no label has so, and live fields amid sentences."""

from __future__ import annotations

from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import TextSource, Word
from contracts.records import Box
from extractors.forms.answering.gap_labels import without_small_words
from tests.extractors.forms.test_live_parts import field, read
from tests.extractors.forms.test_running_text import COSTS, Letter

CLASS: Final = FieldSpec(kind=FieldKind.NUMBER, labels=("Gebäudeklasse",))
OWNER: Final = FieldSpec(kind=FieldKind.TEXT, labels=("Vermietet von",))


@pytest.mark.parametrize(
    ("clause", "short"),
    [
        ("Eingezogen bin ich am", "Eingezogen am"),
        ("Die Miete einschließlich aller Nebenkosten beträgt monatlich", "Die Miete beträgt monatlich"),
        ("Die Miete ohne Nebenkosten beträgt", "Die Miete ohne Nebenkosten beträgt"),
    ],
)
def test_a_clause_is_shortened_to_what_a_label_says(clause: str, short: str) -> None:
    """Verbs and pronouns are left out, and what a sum includes, but not what it leaves out."""
    words = [Word(text, Box(0, 0, 10, 9)) for text in clause.split()]
    assert " ".join(word.text for word in without_small_words(words)) == short


def test_sentences_go_on_behind_units() -> None:
    """Behind all gaps but one stood "m³." or "EUR": none of them was taken for a gap."""
    page = Letter(line="dots")
    page.text(50, 100, "Das Gebäude gehört zur Gebäudeklasse").gap(212, 245, 100, "3", "(1 bis 5)")
    page.text(249, 100, "nach § 2. Der Rauminhalt beträgt").gap(390, 440, 100, "986").text(
        444, 100, "m³. Die"
    )
    page.text(50, 126, "Baukosten werden auf").gap(140, 230, 126, "418.500,00", "(brutto)")
    page.text(234, 126, "EUR veranschlagt; die Fläche beträgt").gap(390, 440, 126, "154").text(
        444, 126, "m²."
    )
    found = page.read(stage=CLASS, costs=COSTS)
    assert (found["stage"].value, found["costs"].value) == ("3", "418500.00")


def test_the_full_stop_behind_a_gap_is_no_part_of_its_answer() -> None:
    """A line to write on ends under the full stop of its sentence."""
    page = Letter(line="dots")
    page.text(50, 100, "Eingezogen bin ich am").gap(145, 230, 100, "01.05.2024").text(234, 100, ", und dort")
    page.text(50, 126, "vermietet wird sie von").gap(145, 300, 126, "Muster & Söhne GbR")
    page.text(298, 126, ". Ich zahle am").gap(365, 400, 126, "01.").text(404, 126, "und gern.")
    assert page.read(owner=OWNER)["owner"].value == "Muster & Söhne GbR"


def test_live_fields_amid_sentences_are_gaps() -> None:
    """The words before a live field name it as they name a line to write on."""
    lines = (
        "Eingezogen bin ich am             , und die Wohnung hat eine",
        "Fläche von        qm. Vermietet wird sie von                    , und die Miete",
        "einschließlich aller Nebenkosten beträgt zurzeit monatlich insgesamt           EUR.",
    )
    widgets = [
        field(0, 22, "01.05.2024", letters=11),
        field(1, 11, "84", letters=6),
        field(1, 43, "Muster & Söhne GbR", letters=19),
        field(2, 69, "742,50", letters=10),
    ]
    found = read("wohngeld-mietzuschuss", *lines, widgets=widgets)
    assert found["einzugsdatum"].value == "2024-05-01"
    assert found["miete_monatlich"].value == "742.50"
    assert found["miete_monatlich"].source is TextSource.WIDGET
    assert found["vermieter"].value == "Muster & Söhne GbR"
