"""Forms as small offices write them in a word processor: labels under lines, dots that lead to answers."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.paper import is_letter_of
from tests.extractors.test_form_running_text import Letter
from tests.extractors.test_form_tables import Sheet

PROJECT = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Bezeichnung des Vorhabens",))
OWNER = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Name des Eigentümers",))
SIGNED_AT = FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum",))
NATION = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Staatsangehörigkeit",))
STATUS = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Familienstand",))


def under_lines(*answers: str, lines: str = "dots") -> Letter:
    """Return a form with an owner, and a project over as many lines, each with its label under the line."""
    page = Letter(line=lines)
    page.gap(60, 500, 100, "Erika Musterfrau").text(60, 108, "Name des Eigentümers", size=6)
    for number, answer in enumerate(answers):
        page.gap(60, 500, 124 + 16 * number, answer)
    page.text(60, 132 + 16 * (len(answers) - 1), "Bezeichnung des Vorhabens", size=6)
    page.gap(60, 500, 220, "Musterhausen").text(60, 228, "Gemarkung", size=6)
    page.gap(60, 500, 244, "Am Anger 3").text(60, 252, "Straße, Hausnummer", size=6)
    return page


@pytest.mark.parametrize("lines", ["dots", "ruling"])
def test_an_answer_over_a_label_has_all_its_lines(lines: str) -> None:
    """Only the last line was taken: the project was "Doppelhauses"."""
    found = under_lines("Neubau eines Mehrfamilienhauses und Abbruch des", "Doppelhauses", lines=lines)
    readings = found.read(project=PROJECT, owner=OWNER)
    assert [each.value for each in readings.values()] == [
        "Neubau eines Mehrfamilienhauses und Abbruch des Doppelhauses",
        "Erika Musterfrau",
    ]


def test_the_answer_to_the_label_above_is_no_line_of_the_next_one() -> None:
    """The lines of two labels stand as close as two lines of one answer: small print is between them."""
    found = under_lines("Neubau eines Wohnhauses").read(project=PROJECT)["project"]
    assert found.value == "Neubau eines Wohnhauses"


def test_a_label_in_the_middle_under_a_line_names_all_that_stands_on_it() -> None:
    """Of "Musterhausen, 09.11.2026" only the day over the label was taken."""
    page = Letter(line="ruling")
    page.gap(60, 250, 700, "Musterhausen, 09.11.2026").text(140, 709, "(Ort, Datum)", size=5.5)
    page.gap(300, 500, 700).text(380, 709, "(Unterschrift)", size=5.5)
    assert page.read(day=SIGNED_AT)["day"].value == "Musterhausen, 2026-11-09"


def test_dots_that_lead_to_answers_are_no_gaps_of_sentences() -> None:
    """The dots between "Staatsangehörigkeit" and "italienisch" were gaps to fill in, and bare."""
    page = Sheet()
    for number, (label, answer) in enumerate(
        (
            ("Die neue Wohnung ist", "alleinige Wohnung"),
            ("Familienstand", "geschieden"),
            ("Datum und Ort der Eheschließung", "keine"),
            ("Staatsangehörigkeit", "italienisch"),
            ("ausgestellt von, gültig bis", "Stadt Musterhausen"),
        )
    ):
        y = 100 + 17 * number
        page.text(60, y, label).dots(64 + 4.6 * len(label), 252, y).text(258, y, answer)
    page.text(60, 190, "Wird die Wohnung beibehalten? ja, als").dots(216, 260, 190).text(263, 190, "wohnung")
    found = page.read(nation=NATION, status=STATUS)
    assert [each.value for each in found.values()] == ["italienisch", "geschieden"]


def test_letters_behind_a_box_of_the_font_are_no_boxes() -> None:
    """In "☐Sonstiges" the loop of the "g" was a tick box, and ticked."""
    word = Word("☐Sonstiges", Box(303, 567, 358, 578))
    assert is_letter_of(word, Box(343, 570, 350, 577))
    assert not is_letter_of(word, Box(304, 567, 312, 576))
