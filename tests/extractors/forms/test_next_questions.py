"""Numbered questions on one line, or line by line: where the next one begins, an answer ends."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from extractors.forms.generic import read_by_labels
from extractors.forms.labelling.labels import find_label
from extractors.forms.labelling.print_only import print_of
from extractors.forms.page.layout import segments
from tests.extractors.forms.test_tables import Sheet
from tests.extractors.typed import typed_page

CITIZEN = FieldSpec(kind=FieldKind.WORD, labels=("Staatsangehörigkeit",))
COURT = FieldSpec(kind=FieldKind.TEXT, labels=("Registergericht", "Registergericht Amtsgericht"))
NUMBER = FieldSpec(kind=FieldKind.TEXT, labels=("Registernummer",))
FIRM = FieldSpec(kind=FieldKind.TEXT, labels=("Eingetragener Name",))


def test_the_next_number_on_a_line_asks_something_else() -> None:
    """Behind the answer to question 6 stands question 7, in words of no field; OCR may part its number."""
    for further in ("7. männl.  weibl.", "7  männl  weibl."):
        page = typed_page(f"6. Staatsangehörigkeit  dänisch              {further}")
        assert read_by_labels([page], {"citizen": CITIZEN}, {})["citizen"].value == "dänisch"


def test_a_house_number_is_no_next_question() -> None:
    """Nothing else stands between the label with number 6 and its answer, close behind it."""
    page = typed_page("6. Eingetragener Name  7 Zwerge GmbH")
    assert read_by_labels([page], {"firm": FIRM}, {})["firm"].value == "7 Zwerge GmbH"


def test_options_with_boxes_behind_them_are_another_question() -> None:
    """The number may be lost; the first tick box of the line stands far behind what was written."""
    sheet = Sheet().text(60, 100, "Staatsangehörigkeit").text(150, 100, "dänisch")
    sheet.text(350, 100, "männl.").box(382, 93, ticked=True).text(420, 100, "weibl.").box(
        452, 93, ticked=False
    )
    assert sheet.read(citizen=CITIZEN)["citizen"].value == "dänisch"


def test_a_numbered_line_under_an_empty_label_is_the_next_question() -> None:
    """Whether its number stands before the line or begins it, and however OCR reads it."""
    for following in ("11, Registergericht", "23, Zahl der Vertreter"):
        page = typed_page("10. Eingetragener Name", "", following, by_ocr=True)
        assert read_by_labels([page], {"firm": FIRM}, {})["firm"].value is None


def test_a_label_under_another_one_that_is_answered_beside_is_a_label() -> None:
    """OCR lost the numbers: "Registergericht Amtsgericht" begins no answer to the label over it."""
    page = typed_page(
        "Eingetragener Name  Muster GmbH", "", "Registergericht Amtsgericht Musterstadt", by_ocr=True
    )
    found = segments(page, page.words)
    hits = [hit for label in ("Eingetragener Name", "Registergericht") for hit in find_label(label, found)]
    assert len(print_of(hits, found)) == len(hits)


def test_the_number_behind_a_court_has_a_label_of_its_own() -> None:
    """A bare "Nr." is enough there, and the letters of a court may have dots."""
    page = typed_page("11. Registergericht  Amtsgericht Kühlort              12. Nr.  HRB 12345 KÜ")
    found = read_by_labels([page], {"registergericht": COURT, "registernummer": NUMBER}, {})
    assert found["registergericht"].value == "Amtsgericht Kühlort"
    assert (found["registernummer"].value, found["registernummer"].state) == (
        "HRB 12345 KÜ",
        FieldState.FILLED,
    )


@pytest.mark.parametrize(("ticked", "sex"), [(0, "männlich"), (1, "weiblich")])
def test_options_may_be_abbreviated(ticked: int, sex: str) -> None:
    """Publishers have little room: "männl." and "weibl."."""
    sheet = Sheet().row(80, 110, (60, 300, "Geschlecht"))
    for number, words in enumerate(("männl.", "weibl.", "divers")):
        sheet.box(70 + 60 * number, 96, ticked=number == ticked).text(82 + 60 * number, 104, words)
    options = {"männlich": ("männlich",), "weiblich": ("weiblich",), "divers": ("divers",)}
    asked = FieldSpec(kind=FieldKind.WORD, labels=("Geschlecht",), options=options)
    assert sheet.read(sex=asked)["sex"].value == sex
