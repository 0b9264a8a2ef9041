"""Tables drawn with pale hairlines, and answers that are made smaller to fit into their cells."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet

HOME: Final = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Bisherige Anschrift",))
NAME: Final = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
BORN: Final = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",))
BEGIN: Final = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Beginn der Tätigkeit",))
MOVED: Final = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Tag des Einzugs",))
WORK: Final = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Angemeldete Tätigkeit",))

GREY: Final = (0.5, 0.5, 0.5)
TEXT: Final = "Änderungsschneiderei und Versand von handgefertigten Textilien"


class Hairlines(Sheet):
    """A form of tables with labels on a tint and answers beside them."""

    def line(self, top: float, label: str, answer: str, *, size: float = 9.5) -> Hairlines:
        """Draw one row."""
        self.page.draw_rect((50, top, 230, top + 19), color=GREY, fill=(0.95, 0.95, 0.93), width=0.4)
        self.page.draw_rect((230, top, 545, top + 19), color=GREY, width=0.4)
        self.text(55, top + 13, label, size=8.5).text(236, top + 13, answer, size=size)
        return self


def test_tables_one_below_the_other_are_two() -> None:
    """Their outer hairlines were too pale: the last row of one and the first of the next were one cell."""
    sheet = Hairlines().line(163, "Bisherige Anschrift", "Am Anger 3, 12345 Musterhausen")
    sheet.text(50, 206, "Angaben zur Person", size=11)
    found = sheet.line(216, "Familienname", "von der Mustermann").read(home=HOME, familienname=NAME)
    assert found["home"].value == "Am Anger 3, 12345 Musterhausen"
    assert found["familienname"].value == "von der Mustermann"


def test_a_long_answer_is_made_smaller_to_fit_in() -> None:
    """Set as small as a label that was made smaller, it was taken for print: a required field was empty."""
    sheet = Hairlines().line(100, "Familienname", "Mustermann").line(119, "Geburtsdatum", "01.02.1990")
    sheet.line(138, "Tag des Einzugs", "01.03.2026").line(157, "Beginn der Tätigkeit", "01.11.2026")
    sheet.line(176, "Angemeldete Tätigkeit", TEXT, size=8.2)
    sheet.text(55, 220, "Familienname, Geburtsdatum: Bitte wie im Ausweis.", size=8.2)
    found = sheet.read(familienname=NAME, born=BORN, moved=MOVED, begin=BEGIN, work=WORK)
    assert found["work"].value == TEXT
