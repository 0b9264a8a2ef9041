"""Questions with tick boxes: the answer stands on the question's own line."""

from __future__ import annotations

from PIL import Image, ImageDraw

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.forms.choosing.tick_marks import marks_of
from extractors.forms.generic import read_by_labels
from extractors.forms.parts.readings import EMPTY, settled
from extractors.forms.parts.sheet import Sheet as FormSheet
from extractors.pictures.page_ink import page_ink
from tests.extractors.forms.test_tables import Sheet

DPI = 150
SCALE = DPI / 72
FIELDS = {
    "kindergeld": FieldSpec(kind=FieldKind.YES_NO, labels=("Kindergeld",)),
    "unterhalt": FieldSpec(kind=FieldKind.YES_NO, labels=("Unterhalt",)),
}


def page(
    ticks: dict[int, str], *, legible: tuple[int, ...] = (0, 1), source: TextSource = TextSource.OCR
) -> PageText:
    """Two lines "☐ ja ☐ nein Question", with crosses where ``ticks`` says; words only on legible lines."""
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    words = []
    for line, question in enumerate(("Kindergeld", "Unterhalt")):
        top = 100 + 18 * line
        for option, left in (("ja", 50), ("nein", 80)):
            box = [left * SCALE, top * SCALE, (left + 9) * SCALE, (top + 9) * SCALE]
            draw.rectangle(box, outline=0, width=2)
            if ticks.get(line) == option:
                draw.line([box[0] + 3, box[1] + 3, box[2] - 3, box[3] - 3], fill=0, width=3)
                draw.line([box[0] + 3, box[3] - 3, box[2] - 3, box[1] + 3], fill=0, width=3)
            if line in legible:
                words.append(Word(option, Box(left + 13, top + 1, left + 13 + 4 * len(option), top + 9), 0.9))
        words.append(Word(question, Box(130, top + 1, 180, top + 9), 0.95))
    return PageText(
        index=0, size=PageSize(595, 842), source=source, words=tuple(words), ink=page_ink(image, dpi=DPI)
    )


def test_each_question_has_its_own_answer() -> None:
    """Yes on one line and no on the next are kept apart."""
    readings = read_by_labels([page({0: "ja", 1: "nein"})], FIELDS, {})
    assert readings["kindergeld"].value == "ja"
    assert readings["unterhalt"].value == "nein"


def test_an_answer_is_never_taken_from_the_next_line() -> None:
    """A photographed "ja" whose words OCR could not read became the "nein" of the line below.

    The proof that the "ja" asks for was then not required, and the case was called complete.
    """
    readings = read_by_labels([page({0: "ja", 1: "nein"}, legible=(1,))], FIELDS, {})
    assert readings["kindergeld"].state is FieldState.UNCLEAR
    assert readings["unterhalt"].value == "nein"


def test_a_question_that_nobody_answered_is_empty() -> None:
    """Two empty boxes are an empty field."""
    assert read_by_labels([page({})], FIELDS, {})["kindergeld"].state is FieldState.EMPTY


def test_boxes_that_are_letters_of_the_font() -> None:
    """☒ and ☐ in front of the words, as many text programs write them."""
    words = tuple(
        Word(text, Box(left, 100, left + 5 * len(text), 109))
        for text, left in (("☒ja", 50), ("☐nein", 80), ("Kindergeld", 130))
    )
    sheet = PageText(index=0, size=PageSize(595, 842), source=TextSource.TEXT, words=words)
    assert read_by_labels([sheet], FIELDS, {})["kindergeld"].value == "ja"


def test_a_person_with_income_and_no_occupation_is_unclear() -> None:
    """Whether a proof of income is needed depends on the occupation: left empty it is no "not required"."""
    columns = {
        "einkommen": FieldSpec(kind=FieldKind.YES_NO),
        "verhaeltnis": FieldSpec(kind=FieldKind.CHOICE, required_if="einkommen"),
    }
    for answer, state in (("ja", FieldState.UNCLEAR), ("nein", FieldState.EMPTY)):
        person = settled({"einkommen": FieldReading(value=answer), "verhaeltnis": EMPTY}, columns)
        assert person["verhaeltnis"].state is state


def test_boxes_over_a_question_in_its_frame_answer_another_one() -> None:
    """Questions in one frame: the first one's answer was given to one that goes on in a second line."""
    sheet = Sheet()
    sheet.page.draw_rect((40, 60, 300, 175), width=0.7)
    for top, question, yes in (
        (74, "6.1  Beziehen Sie Kindergeld?", True),
        (104, "6.2  Hat jemand zuletzt andere Sozialleistungen", None),
        (114, "(z. B. Grundgeld) erhalten oder beantragt?", False),
        (144, "6.3  Ist jemand krank?", True),
    ):
        sheet.text(46, top, question)
        if yes is not None:
            sheet.box(60, top + 5, ticked=yes).text(72, top + 12, "ja")
            sheet.box(110, top + 5, ticked=not yes).text(122, top + 12, "nein")
    benefits = FieldSpec(kind=FieldKind.YES_NO, labels=("andere Sozialleistungen",))
    assert sheet.read(benefits=benefits)["benefits"].value == "nein"


def test_boxes_under_questions_side_by_side_answer_the_one_over_them() -> None:
    """In one frame, the boxes of the first question were taken for the answer to the second one."""
    sheet = Sheet().row(60, 160, (40, 550, ""))
    for left, question, ticked in ((50, "Kindergeld?", 0), (210, "Unterhalt?", 1), (370, "Vermögen?", 0)):
        sheet.text(left, 100, question)
        for number, option in enumerate(("ja", "nein")):
            sheet.box(left + 40 * number, 106, ticked=number == ticked)
            sheet.text(left + 40 * number + 12, 114, option)
    assert [reading.value for reading in sheet.read(**FIELDS).values()] == ["ja", "nein"]


def test_boxes_that_ocr_takes_into_the_words_beside_them_stay_with_these() -> None:
    """Of "Xlja [nein" the box of the yes, the only one before "nein", was taken for that of the no."""
    whole = page({0: "ja"}, legible=())
    misread = (Word("Xlja", Box(49, 100, 70, 110), 0.6), Word("[nein", Box(79, 100, 110, 110), 0.6))
    readings = read_by_labels([whole.model_copy(update={"words": (*misread, *whole.words)})], FIELDS, {})
    assert readings["kindergeld"].value == "ja"


def test_the_number_of_a_heading_is_no_option() -> None:
    """A letter of heading 4 that looks like a box was read as a tick at option 4."""
    sheet = Sheet().text(48, 120, "4").text(56, 120, "Entwurf Muster").box(125, 113, ticked=True)
    pages, inks = sheet.seen()
    assert not list(marks_of("4", ("4",), FormSheet(pages, {}, inks)))
