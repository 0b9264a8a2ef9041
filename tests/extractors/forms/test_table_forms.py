"""Table forms from a scanner: boxes behind their words, letters like boxes, labels as OCR has them."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.records import Box
from extractors.forms.page.hints import is_only_print
from tests.extractors.forms.test_unseen import ink, place, read
from tests.extractors.typed import typed_page

APPLIED = FieldSpec(
    kind=FieldKind.CHOICE,
    labels=("Antragsart",),
    options={"erst": ("erstmals",), "weiter": ("Weiterleistung",), "mehr": ("Erhöhung",)},
)
NUMBER = FieldSpec(kind=FieldKind.TEXT, labels=("Wohngeldnummer", "Wohngeld-Nr."))
COURT = FieldSpec(kind=FieldKind.TEXT, labels=("Registergericht (Amtsgericht)", "Registergericht"))
BORN = FieldSpec(kind=FieldKind.DATE, required=True, labels=("geboren am",))
GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname",))
TAX = FieldSpec(kind=FieldKind.TAX_ID, labels=("Steuer-Identifikationsnummer",))
FORM = FieldSpec(
    kind=FieldKind.TEXT, labels=("Rechtsform",), options={"Einzelunternehmen": ("Einzelunternehmen",)}
)


@pytest.mark.parametrize("by_ocr", [True, False])
@pytest.mark.parametrize(("ticked", "option"), [(0, "erst"), (1, "weiter"), (2, "mehr")])
def test_a_box_may_stand_behind_more_words_than_those_that_tell_it(
    ticked: int, option: str, *, by_ocr: bool
) -> None:
    """The tick behind "erstmals Wohngeld" was read as the one before "Weiterleistung" - a wrong answer."""
    page = typed_page(
        "Antragsart",
        "erstmals Wohngeld       Weiterleistung (Folgeantrag)       Erhöhung des Wohngeldes",
        by_ocr=by_ocr,
    )
    boxes = [place(1, 18), place(1, 53), place(1, 83)]
    found = read(page, ink(*boxes, ticked=(boxes[ticked],)), applied=APPLIED)["applied"]
    assert found.value == option


def test_a_box_close_to_the_next_words_is_theirs() -> None:
    """Boxes stood before their words, and the last option's own words not at its beginning."""
    page = typed_page(
        "Antragsart",
        "    erstmals      Weiterleistung (bisher)      große Erhöhung     anderes",
    )
    boxes = [place(1, 1), place(1, 15), place(1, 44), place(1, 63)]
    found = read(page, ink(*boxes, ticked=(boxes[1],)), applied=APPLIED)["applied"]
    assert found.value == "weiter"


def test_a_letter_in_an_example_is_no_tick_box() -> None:
    """OCR's "(z." has the shape of a ticked box: the example beside it became the legal form, for sure."""
    page = typed_page("Rechtsform (z. B. Einzelunternehmen, GbR)", "UG", by_ocr=True)
    word = page.words[1].box
    box = Box(word.left + 1, word.top + 1, word.right - 5, word.bottom - 1)
    assert read(page, ink(box, ticked=(box,)), form=FORM)["form"].value == "UG"


def test_round_digits_of_a_number_are_no_tick_boxes() -> None:
    """A 5 of the second person's tax id looked like a box, and the first one's seemed to be its option."""
    page = typed_page("Steuer-Identifikationsnummer    83 917 564 297", by_ocr=True)
    assert read(page, ink(place(0, 50)), tax=TAX)["tax"].value == "83917564297"


def test_a_number_may_follow_a_label_behind_a_colon() -> None:
    """The number for those who have one follows a sentence, its colon, and the label: it was lost."""
    page = typed_page("Falls Sie schon Wohngeld bekommen: Wohngeld-Nr. 07 143 0088")
    assert read(page, number=NUMBER)["number"].value == "07 143 0088"
    other = typed_page("Falls Sie schon Wohngeld bekommen: Wohngeld-Nr. unbekannt")
    assert read(other, number=NUMBER)["number"].value is None


def test_an_answer_may_begin_with_the_end_of_a_label() -> None:
    """The line under "Registergericht" begins with a word that may end the label, and is the answer."""
    page = typed_page("Registergericht", "Amtsgericht Musterstadt")
    assert read(page, court=COURT)["court"].value == "Amtsgericht Musterstadt"


@pytest.mark.parametrize(
    ("label", "name"), [("geb.am", "born"), ("Vomame", "given"), ("geb. am", "born"), ("Vorname", "given")]
)
def test_labels_are_known_as_ocr_sees_them(label: str, name: str) -> None:
    """OCR loses a blank behind a point, and sees one letter for two that touch."""
    answers = {"born": "08.12.1988", "given": "Erika"}
    page = typed_page(f"{label}          {answers[name]}", by_ocr=True)
    found = read(page, born=BORN, given=GIVEN)[name]
    assert found.raw == answers[name]


def test_no_unit_and_no_question_is_an_overlooked_answer() -> None:
    """Beside an empty place stand its unit and the next heading: neither is the answer, or makes a doubt."""
    assert is_only_print("v.H")
    page = typed_page(
        "Falls Sie schon Wohngeld bekommen: Wohngeld-Nr.", "2. Wer stellt den Antrag? (mietende Person)"
    )
    assert read(page, number=NUMBER)["number"].state is FieldState.EMPTY
