"""Where one question's places end: lines to write on, cells with boxes, columns of boxes."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.reading import PageInk, PageText
from contracts.records import Box
from extractors.forms.generic import read_by_labels
from tests.extractors.typed import ADVANCE, HEIGHT, PITCH, typed_page

DPI, SCALE = 150, 150 / 72
NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Name",))
WORKING = FieldSpec(kind=FieldKind.YES_NO, labels=("Arbeiten Sie",))
EMAIL = FieldSpec(kind=FieldKind.EMAIL, labels=("E-Mail",))
INCOME = FieldSpec(
    kind=FieldKind.CHOICE,
    required=True,
    labels=("Einkommen",),
    options={"lohn": ("Arbeitslohn",), "gewinn": ("Gewinn",), "rente": ("Rente",), "kein": ("ohne Arbeit",)},
)


class Drawing:
    """Ink that a test draws in points: rulings, dots, frames and crosses."""

    def __init__(self) -> None:
        self.mask = np.zeros((round(842 * SCALE), round(595 * SCALE)), dtype=np.bool_)

    def line(self, left: float, right: float, y: float, *, step: int = 1) -> Drawing:
        """Draw a level line; with a larger ``step`` a line of dots."""
        row = round(y * SCALE)
        self.mask[row : row + 2, round(left * SCALE) : round(right * SCALE) : step] = True
        return self

    def frame(self, box: Box) -> Drawing:
        """Draw the four sides of a box."""
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        self.mask[top : bottom + 1, [left, left + 1, right - 1, right]] = True
        self.mask[[top, top + 1, bottom - 1, bottom], left : right + 1] = True
        return self

    def cross(self, box: Box) -> Drawing:
        """Draw a large cross over a box."""
        left, top, right, bottom = (round(edge * SCALE) for edge in box.grown(3))
        for step in range(right - left):
            x = left + step
            for y in (top + step, bottom - step):
                self.mask[y : y + 3, x : x + 3] = True
        return self

    @property
    def inks(self) -> dict[int, PageInk]:
        """The drawing as the first page's ink."""
        bits = zlib.compress(np.packbits(self.mask, axis=1).tobytes())
        height, width = self.mask.shape
        return {0: PageInk(dpi=DPI, width=width, height=height, bits=bits)}


def place(line: int, column: int, *, width: int = 2) -> Box:
    """Return the place of so many letters of a typed page."""
    left, top = 30 + column * ADVANCE, 40 + line * PITCH
    return Box(left, top, left + width * ADVANCE - 1, top + HEIGHT)


def read(page: PageText, drawing: Drawing, spec: FieldSpec) -> FieldReading:
    """Return the reading of one field of a page."""
    return read_by_labels([page], {"field": spec}, drawing.inks)["field"]


@pytest.mark.parametrize("step", [1, 5])
def test_an_answer_begins_where_its_line_begins(step: int) -> None:
    """Label and answer stood a blank apart: the line, solid or of dots, says where the answer begins."""
    page = typed_page(*[""] * 3, "Name Mustermann")
    answer = place(3, 5, width=10)
    drawn = Drawing().line(answer.left - 2, answer.right + 60, answer.bottom + 1, step=step)
    assert read(page, drawn, NAME).value == "Mustermann"


def test_a_sentence_without_a_line_is_no_answer() -> None:
    """Without the line, "Name Mustermann" may be the beginning of a sentence of the form."""
    page = typed_page(*[""] * 3, "Name Mustermann")
    assert read(page, Drawing(), NAME).value is None


def test_digits_in_cells_are_not_parted() -> None:
    """A comb's teeth stand under some digits and not under others: all of them are one number."""
    page = typed_page(*[""] * 3, "Name", "1 2 3 4 5")
    lined = place(4, 4)
    drawn = Drawing().line(lined.left, lined.left + 60, lined.bottom + 1)
    account = FieldSpec(kind=FieldKind.TEXT, labels=("Name",))
    assert read(page, drawn, account).raw == "1 2 3 4 5"


def test_a_column_of_boxes_goes_on_to_its_last_box() -> None:
    """The fourth of four boxes stood far under the question, and its tick was taken for no answer."""
    texts = ["Einkommen", "", "Arbeitslohn", "", "Gewinn", "", "Rente", "", "ohne Arbeit"]
    page = typed_page(*[""] * 3, *(f"      {text}" if number else text for number, text in enumerate(texts)))
    boxes = [place(line, 3) for line in (5, 7, 9, 11)]
    drawn = Drawing()
    for box in boxes:
        drawn.frame(Box(box.left, box.top, box.left + 9, box.top + 9))
    last = Box(boxes[3].left, boxes[3].top, boxes[3].left + 9, boxes[3].top + 9)
    assert read(page, drawn.cross(last.grown(-3)), INCOME).value == "kein"


def test_boxes_in_the_labels_own_cell_are_its_answer() -> None:
    """Both parents were asked side by side: the other one's tick was mixed in with the applicant's."""
    page = typed_page(
        *[""] * 3,
        "Arbeiten Sie neben dem Bezug        Arbeiten Sie neben dem Bezug",
        "",
        "      nein                                nein",
        "",
        "      ja                                  ja",
    )
    drawn = Drawing().frame(Box(26, 70, 205, 145)).frame(Box(206, 70, 400, 145))
    for line in (5, 7):
        for column in (3, 39):
            box = place(line, column)
            drawn.frame(Box(box.left, box.top, box.left + 9, box.top + 9))
    for line, column in ((5, 3), (7, 39)):
        box = place(line, column)
        drawn.cross(Box(box.left, box.top, box.left + 9, box.top + 9).grown(-3))
    assert read(page, drawn, WORKING).value == "nein"


def test_a_cell_with_boxes_is_no_answer_to_the_cell_above() -> None:
    """No e-mail address was given, and the question in the cell below was taken for one."""
    page = typed_page(*[""] * 3, "E-Mail", "", "", "", "Familienstand", "      ledig      verheiratet")
    drawn = Drawing().frame(Box(26, 70, 300, 112)).frame(Box(26, 113, 300, 155))
    for column in (3, 14):
        box = place(8, column)
        drawn.frame(Box(box.left, box.top, box.left + 9, box.top + 9))
    found = read(page, drawn, EMAIL)
    assert (found.value, found.raw) == (None, "")
