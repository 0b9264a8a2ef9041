"""Hints in small print: next to a label they look like an answer, and are none."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.generic import read_by_labels
from extractors.forms.page.hints import hints, is_request, is_sentence
from extractors.forms.page.layout import segment
from tests.extractors.forms.test_headed_cells import SMALL, Printed
from tests.extractors.typed import typed_page

LABEL = Box(0, 0, 40, 10)


def hint(text: str) -> str | None:
    """Return the words of a line that are a hint; what stands in the first 40 points is a label."""
    words, left = [], 0.0
    for word in text.split():
        words.append(Word(word, Box(left, 0, left + 4 * len(word), 10), 1.0))
        left += 4 * len(word) + 3
    boxes = list(hints([segment(0, words)], [LABEL]))
    if not boxes:
        return None
    return " ".join(word.text for word in words if boxes[0].holds(*word.box.middle))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Tag / Monat / Jahr", "Tag / Monat / Jahr"),
        ("TT MM JJJJ", "TT MM JJJJ"),
        ("(mehrere Angaben möglich)", "(mehrere Angaben möglich)"),
        ("möglichst genau beschreiben", "möglichst genau beschreiben"),
        ("z. B. Einzelunternehmen, GbR", "z. B. Einzelunternehmen, GbR"),
        ("Angabe freiwillig", "Angabe freiwillig"),
        ("nur wenn schon beantragt", "nur wenn schon beantragt"),
        ("Vorname(n) lt. Ausweis", "lt. Ausweis"),
        ("Vorhaben – kurze Beschreibung", "– kurze Beschreibung"),
    ],
)
def test_hints_are_told_from_answers(line: str, found: str) -> None:
    """What stands behind a label, as "lt. Ausweis", became a first name; an example was a legal form."""
    assert hint(line) == found


@pytest.mark.parametrize(
    "line", ["Reparatur von Landmaschinen, z. B. Traktoren", "(0341) 2204417", "Laura", "26.02.1993"]
)
def test_answers_are_no_hints(line: str) -> None:
    """An answer may have an example or brackets in it."""
    assert hint(line) is None


def test_a_hint_goes_on_in_the_next_line() -> None:
    """Of an example in small print the last word was the answer, and the real one beside it was left out."""
    project = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Bezeichnung des Vorhabens",))
    sheet = Printed().row(60, 110, (40, 200, ""), (200, 550, "Anbau eines Wintergartens"))
    sheet.text(44, 70, "Bezeichnung des Vorhabens")
    sheet.text(44, 85, "z. B. Neubau eines Hauses mit", size=SMALL).text(44, 94, "Garage", size=SMALL)
    assert sheet.read(project=project)["project"].value == "Anbau eines Wintergartens"


def test_the_end_of_a_sentence_and_the_next_heading_are_no_answers() -> None:
    """Over a place to sign, and under an empty cell, they were taken for a name."""
    assert is_sentence("diesem Antrag und in den Bauvorlagen vollständig und richtig sind.")
    assert is_sentence("sind. Änderungen teile ich der Behörde unverzüglich mit.")
    assert is_request("Angaben zur Person (Inhaber oder gesetzliche Vertretung)")
    assert not is_sentence("Verein der Freunde von Muster e.V.")
    assert not is_sentence("an- und verkauf gebrauchter räder")


def test_a_line_under_a_label_says_how_to_answer() -> None:
    """On a scan, where letters have no fonts, what the form asks one to do became part of the answer."""
    work = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Angemeldete Tätigkeit",))
    scan = typed_page(
        "Angemeldete Tätigkeit", "Bei mehreren bitte die erste unterstreichen", "Einbau von Türen"
    )
    assert read_by_labels([scan], {"work": work}, {})["work"].raw == "Einbau von Türen"
