"""What is typed into a form, told from its print by the font."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.reading import FontRun, Word
from contracts.records import Box
from extractors.files.pdf import PdfFile
from extractors.forms.form_reader import read_form
from extractors.forms.page.typed_words import Print, boxed
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool
from samples.pdf import pymupdf

LABEL, ANSWER = "Arial 7.0 000000", "Courier 10.0 000000"
FIELDS = {
    name: FieldSpec(kind=kind, labels=(label,))
    for name, kind, label in (
        ("vorname", FieldKind.NAME, "Vorname"),
        ("geburtsdatum", FieldKind.DATE, "Geburtsdatum"),
        ("einzug", FieldKind.DATE, "Einzugsdatum"),
        ("miete", FieldKind.AMOUNT, "Miete"),
        ("iban", FieldKind.IBAN, "IBAN"),
        ("email", FieldKind.EMAIL, "E-Mail"),
        ("parkzone", FieldKind.TEXT, "Parkzone"),
    )
}


def typed(text: str, *, top: float, left: float = 50) -> list[Word]:
    """Return a line of words, five points a letter."""
    words = []
    for each in text.split():
        words.append(Word(each, Box(left, top, left + 5 * len(each), top + 10)))
        left += 5 * len(each) + 5
    return words


def told(printed: Sequence[Word], answers: Sequence[Word], labels: int) -> Print:
    """Return what fonts say of one page; the first ``labels`` words of print are known labels."""
    runs = [FontRun(word.box, LABEL) for word in printed] + [FontRun(word.box, ANSWER) for word in answers]
    places = [word.box for word in printed[:labels]]
    return Print({0: [*printed, *answers]}, {0: runs}, boxed({0: places}))


def example() -> tuple[list[Word], list[Word]]:
    """Return print and answers of a small form."""
    printed = [
        *typed("Einzugsdatum Miete IBAN", top=100),
        *typed("Art des Fahrzeugs", top=200, left=200),
        *typed("nur für das Amt", top=220),
    ]
    answers = [*typed("01.02.2026 742,50 erika@example.org", top=120), *typed("MH-AB 123", top=200)]
    return printed, answers


def test_print_is_no_answer() -> None:
    """An answer ends where print begins, and a line of print below a label is another label."""
    printed, answers = example()
    fonts = told(printed, answers, labels=3)
    row = [word for word in (*answers, *printed) if word.box.top == 200]
    assert [word.text for word in fonts.typed(0, row, Box(0, 190, 40, 200))] == ["MH-AB", "123"]
    below = [*typed("nur für das Amt", top=220), *typed("MH-AB 123", top=232)]
    assert fonts.typed(0, printed[-4:], Box(50, 190, 90, 200)) == []
    assert fonts.typed(0, below[:4], None) == []


def test_the_comma_before_the_cents_may_be_print() -> None:
    """The cells for the cents stand behind a printed comma: the amount was cut off there."""
    printed, answers = example()
    comma, cells = typed(",", top=300, left=90), [*typed("4 8 6", top=300), *typed("5 0", top=300, left=100)]
    row = [*cells[:3], *comma, *cells[3:]]
    found = told([*printed, *comma], [*answers, *cells], labels=3).typed(0, row, Box(0, 300, 40, 310))
    assert "".join(word.text for word in found) == "486,50"


def test_the_rest_of_a_label_is_passed_over() -> None:
    """A label goes on behind what is known of it; in a cell of its own an answer may follow any print."""
    printed, answers = example()
    behind = typed("742,50", top=220, left=140)
    fonts = told(printed, [*answers, *behind], labels=3)
    line = [*printed[-4:], *behind]
    assert fonts.typed(0, line, Box(20, 220, 46, 230)) == behind
    assert fonts.typed(0, line, Box(20, 180, 46, 190)) == []
    assert fonts.typed(0, line, None) == behind


def test_where_one_font_is_for_all_nothing_is_known() -> None:
    """Some forms are filled in the font that they are printed in: there all words may be answers."""
    printed, answers = example()
    runs = [FontRun(word.box, LABEL) for word in (*printed, *answers)]
    fonts = Print({0: [*printed, *answers]}, {0: runs}, boxed({0: [word.box for word in printed[:3]]}))
    assert fonts.typed(0, printed, Box(0, 0, 9, 9)) == printed


def test_a_day_in_the_font_of_print_is_an_answer() -> None:
    """One answer may come from another program than the rest."""
    printed, answers = example()
    day = typed("31.10.2026", top=300)
    fonts = told([*printed, *day], answers, labels=3)
    assert fonts.typed(0, day, Box(0, 290, 40, 300)) == day


@pytest.mark.parametrize("rotation", [0, 90])
def test_runs_lie_where_the_words_are(rotation: int) -> None:
    """Also on a page that a viewer turns."""
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((50, 100), "Vorname", fontname="helv", fontsize=7)
        page.insert_text((120, 100), "Erika", fontname="cour", fontsize=10)
        page.set_rotation(rotation)
        data = document.tobytes()
    file = PdfFile(data, limits=ReadingLimits())
    fonts = {run.font for run in file.font_runs(0)}
    assert len(fonts) == 2
    for word in file.native(0).words:
        assert sum(run.box.grown(1).holds(*word.box.middle) for run in file.font_runs(0)) == 1


def test_a_form_is_read_by_its_fonts() -> None:
    """Beside an empty question stands another one that no contract knows: it was taken for the answer."""
    with pymupdf.open() as document:
        page = document.new_page()
        rows = ("Vorname", "Geburtsdatum", "Einzugsdatum", "Miete", "IBAN", "E-Mail", "Parkzone")
        answers = (
            "Erika",
            "01.02.1990",
            "01.03.2026",
            "742,50",
            "DE02120300000000202051",
            "e@example.org",
            "",
        )
        for number, (label, answer) in enumerate(zip(rows, answers, strict=True)):
            page.insert_text((50, 100 + 30 * number), label, fontname="helv", fontsize=9)
            page.insert_text((160, 100 + 30 * number), answer, fontname="cour", fontsize=10)
        page.insert_text((160, 280), "Nummer des Ausweises", fontname="helv", fontsize=9)
        data = document.tobytes()
    with ReadingPool(workers=1) as pool:
        read = pool.read(data, file="antrag.pdf")
        inks = pool.inks(data, [0])
    assert inks[0].runs
    found, _ = read_form(read.pages, FIELDS, (), inks)
    assert found["miete"].value == "742.50"
    assert found["parkzone"].state is FieldState.EMPTY
    bare = {page: ink.model_copy(update={"runs": ()}) for page, ink in inks.items()}
    assert read_form(read.pages, FIELDS, (), bare)[0]["parkzone"].value == "Nummer des Ausweises"


def test_an_answer_stands_beside_both_lines_of_its_label() -> None:
    """The second line of the label, alone under the first one, hid what was typed in the cell beside."""
    costs = FieldSpec(kind=FieldKind.AMOUNT, labels=("Veranschlagte Baukosten",))
    with pymupdf.open() as document:
        page = document.new_page()
        answers = ("Erika", "01.02.1990", "01.03.2026", "742,50", "DE02120300000000202051", "e@example.org")
        labels = ("Vorname", "Geburtsdatum", "Einzugsdatum", "Miete", "IBAN", "E-Mail")
        for number, (label, answer) in enumerate(zip(labels, answers, strict=True)):
            page.insert_text((50, 100 + 30 * number), label, fontname="helv", fontsize=9)
            page.insert_text((240, 100 + 30 * number), answer, fontname="cour", fontsize=10)
        page.draw_rect((46, 290, 230, 322), width=0.7)
        page.draw_rect((230, 290, 500, 322), width=0.7)
        for number, line in enumerate(("Veranschlagte Baukosten einschließlich", "Umsatzsteuer")):
            page.insert_text((50, 301 + 10 * number), line, fontname="helv", fontsize=9)
        page.insert_text((240, 304), "486.500,00", fontname="cour", fontsize=10)
        page.insert_text((340, 304), "EUR", fontname="helv", fontsize=9)
        data = document.tobytes()
    with ReadingPool(workers=1) as pool:
        read, inks = pool.read(data, file="antrag.pdf"), pool.inks(data, [0])
    found, _ = read_form(read.pages, {**FIELDS, "kosten": costs}, (), inks)
    assert found["kosten"].value == "486500.00"
