"""Forms that say in a second language what they ask for: that is no answer."""

from __future__ import annotations

from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.generic import read_by_labels
from extractors.forms.page.foreign_words import is_foreign
from extractors.forms.page.paper import Paper
from tests.extractors.forms.test_tables import Sheet, values
from tests.extractors.typed import typed_page

NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname", "Vornamen"))
CITIZEN = FieldSpec(kind=FieldKind.WORD, labels=("Staatsangehörigkeit",))
FAITH = FieldSpec(kind=FieldKind.WORD, labels=("Religion",))
BORN_IN = FieldSpec(kind=FieldKind.PLACE, labels=("Geburtsort",))
FIELDS: Final = {"name": NAME, "given": GIVEN, "citizen": CITIZEN, "faith": FAITH, "place": BORN_IN}
TRUTH: Final = ["Muster", "Erika", "deutsch", "keine", "Lyon"]

QUESTIONS: Final = (
    ("Familienname", "surname", "Soyadı", "Muster"),
    ("Vornamen", "first names", "Adı", "Erika"),
    ("Staatsangehörigkeit", "nationality", "Uyruğu", "deutsch"),
    ("Religion", "church affiliation", "Dini", "keine"),
    ("Geburtsort", "place of birth", "Doğum yeri", "Lyon"),
)


def drawn(*, under: bool) -> Sheet:
    """Return a sheet with each translation in small print under its label, or behind it, over a line."""
    sheet = Sheet()
    for number, (label, translation, _, answer) in enumerate(QUESTIONS):
        top = 80 + 50 * number
        sheet.text(40, top, label)
        if under:
            sheet.text(40, top + 9, translation, size=6.5)
        else:
            sheet.text(130, top, f"/ {translation}", size=6.5)
        sheet.page.insert_text((44, top + 24), answer, fontsize=10, fontname="cour")
        sheet.page.draw_line((40, top + 28), (300, top + 28), width=0.6)
    return sheet


@pytest.mark.parametrize("under", [True, False])
def test_translations_in_small_print_are_no_answers(*, under: bool) -> None:
    """English words between a label and what was written under it were taken for that."""
    assert values(drawn(under=under).read(**FIELDS)) == TRUTH


@pytest.mark.parametrize("language", [1, 2])
def test_translations_on_copies_are_told_by_their_words_and_places(language: int) -> None:
    """On a scan nothing but where a line stands, and what it says, tells it from an answer."""
    lines = [line for row in QUESTIONS for line in (row[0], row[language], row[3], "", "")]
    assert values(read_by_labels([typed_page(*lines, by_ocr=True)], FIELDS, {})) == TRUTH


def test_a_label_and_its_translation_may_touch() -> None:
    """Only a stroke parts the two languages: "Familienname/Surname"."""
    lines = [line for label, _, word, answer in QUESTIONS for line in (f"{label}/{word}", answer, "", "")]
    assert values(read_by_labels([typed_page(*lines)], FIELDS, {})) == TRUTH


def test_lines_set_as_translations_are_translations_in_whatever_words() -> None:
    """Most are told by their words; one in other words stands as close under its label, in the same font."""
    sheet = drawn(under=True).text(40, 400, "Ordensname").text(40, 409, "stage appellation", size=6.5)
    pages, inks = sheet.seen()
    assert "appellation" not in {word.text for word in Paper(pages, inks).words[0]}


def test_few_words_that_look_foreign_make_no_form_bilingual() -> None:
    """Somebody's name is "Street"; nothing else on the form is English."""
    page = typed_page("Familienname", "Street", "", "Vornamen", "Marie", "", "Geburtsort", "Last")
    assert values(read_by_labels([page], {"name": NAME, "given": GIVEN, "place": BORN_IN}, {})) == [
        "Street",
        "Marie",
        "Last",
    ]


@pytest.mark.parametrize(("word", "foreign"), [("Geburtstag", False), ("місто", True), ("Soyadı", True)])
def test_words_in_other_scripts_are_foreign(word: str, *, foreign: bool) -> None:
    """No list is needed to see that a word is not written in Latin letters."""
    assert is_foreign(word) is foreign
